"""What stands in for Google Cloud while a DAG runs, each on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from concurrent import futures
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import grpc
from google.pubsub_v1.types import PublishRequest, PublishResponse

SERVERS = Path(os.environ.get("ASSAY_SERVERS", ""))
PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def await_start(process: subprocess.Popen[bytes], port: int) -> None:
    """Waits until a server listens."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError as refused:
            if time.monotonic() > end or process.poll() is not None:
                process.terminate()
                raise RuntimeError(f"{process.args[0]} does not start") from refused
            time.sleep(0.1)


class Storage:
    """fake-gcs-server over a folder: a bucket is a folder in it, an object a file."""

    PROGRAM = SERVERS / "bin" / "fake-gcs-server"

    def __init__(self, root: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [
                *(self.PROGRAM, "-scheme", "http", "-host", "127.0.0.1", "-port", str(port)),
                *("-backend", "filesystem", "-filesystem-root", root),
                *("-public-host", f"127.0.0.1:{port}"),
                *("-external-url", self.url, "-log-level", "error"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        await_start(self.process, port)

    def put(self, file: Path, bucket: str, name: str) -> None:
        """Uploads a file: one that is merely put into the folder would be no object."""
        upload = Request(  # noqa: S310
            f"{self.url}/upload/storage/v1/b/{bucket}/o?uploadType=media&name={quote(name)}",
            data=file.read_bytes(),
            headers={"Content-Type": "application/octet-stream"},
        )
        with urlopen(upload, timeout=PATIENCE_SECONDS):  # noqa: S310
            pass

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


class Warehouse:
    """local-bigquery, which loads what lies in the buckets of a storage."""

    PROGRAM = SERVERS / "local-bigquery" / "bin" / "local-bigquery"

    def __init__(self, buckets: Path, data: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [
                *(self.PROGRAM, "serve", "--host=127.0.0.1", f"--port={port}"),
                *(f"--grpc-port={free_port()}", f"--data-dir={data}"),
            ],
            env={**os.environ, "GCS_LOCAL_ROOT": str(buckets)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        await_start(self.process, port)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


class Topic:
    """A Pub/Sub publisher service that keeps what is published."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, bytes]] = []
        self.server = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
        publish = grpc.unary_unary_rpc_method_handler(
            self.publish,
            request_deserializer=PublishRequest.deserialize,
            response_serializer=PublishResponse.serialize,
        )
        self.server.add_generic_rpc_handlers(
            [
                grpc.method_handlers_generic_handler(
                    "google.pubsub.v1.Publisher", {"Publish": publish}
                )
            ]
        )
        self.host = f"127.0.0.1:{self.server.add_insecure_port('127.0.0.1:0')}"
        self.server.start()

    def publish(self, request: PublishRequest, _: grpc.ServicerContext) -> PublishResponse:
        self.messages += [(request.topic, message.data) for message in request.messages]
        return PublishResponse(message_ids=[str(len(self.messages)) for _ in request.messages])

    def stop(self) -> None:
        self.server.stop(grace=None)
