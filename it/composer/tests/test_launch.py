"""Launching a job over the wire: a stub takes what Google's own client posts."""

from __future__ import annotations

import datetime
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlparse

import httplib2
import pytest
from airflow.exceptions import TaskDeferred
from airflow.providers.google.cloud.hooks.dataflow import DataflowHook
from googleapiclient.discovery import build

START = datetime.datetime(2026, 2, 1, 0, 5, tzinfo=datetime.timezone.utc)  # noqa: UP017
TRIES = 100


class Dataflow(BaseHTTPRequestHandler):
    """Keeps the jobs that are launched, and lists those of a name."""

    jobs: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        job = {
            "id": f"job-{len(self.jobs)}",
            "name": body["launchParameter"]["jobName"],
            "currentState": "JOB_STATE_QUEUED",
            "createTime": "2026-02-01T00:06:07.123456Z",
        }
        self.jobs.append(job)
        self.answer({"job": job})

    def do_GET(self) -> None:
        name = parse_qs(urlparse(self.path).query)["name"][0]
        self.answer({"jobs": [job for job in self.jobs if job["name"] == name]})

    def answer(self, body: dict[str, Any]) -> None:
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    launched: list[dict[str, Any]] = []
    handler = type("Handler", (Dataflow,), {"jobs": launched})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    endpoint = f"http://127.0.0.1:{server.server_port}/"
    monkeypatch.setattr(
        DataflowHook,
        "get_conn",
        lambda _: build(
            "dataflow", "v1b3", http=httplib2.Http(), client_options={"api_endpoint": endpoint}
        ),
    )
    yield launched
    server.shutdown()
    server.server_close()


def attempt(launch: Any) -> str:
    """One try of the task, up to where it would wait; the job it would wait for."""
    context = {
        "dag_run": SimpleNamespace(start_date=START),
        "ti": SimpleNamespace(xcom_push=lambda **_: None),
        "task_instance": SimpleNamespace(xcom_push=lambda *_, **__: None),
        "task": launch,
    }
    with pytest.raises(TaskDeferred) as deferred:
        launch.execute(context)
    return deferred.value.trigger.job_id


@pytest.fixture
def launch(bag: Any) -> Any:
    import copy

    task = copy.copy(bag.dags["banking_daily"].task_dict["run_banking"])
    task.body = {"launchParameter": {"jobName": "banking-daily-20260131t000000"}}
    return task


def test_launches_one_job_however_often_it_is_tried(
    launch: Any, jobs: list[dict[str, Any]]
) -> None:
    waited_for = {attempt(launch) for _ in range(TRIES)}
    assert waited_for == {"job-0"}
    assert len(jobs) == 1


def test_goes_on_with_a_job_that_ended_while_nobody_waited(
    launch: Any, jobs: list[dict[str, Any]]
) -> None:
    attempt(launch)
    jobs[0]["currentState"] = "JOB_STATE_DONE"
    assert attempt(launch) == "job-0"


@pytest.mark.parametrize("state", ["JOB_STATE_FAILED", "JOB_STATE_CANCELLED"])
def test_launches_again_after_a_job_that_failed(
    launch: Any, jobs: list[dict[str, Any]], state: str
) -> None:
    attempt(launch)
    jobs[0]["currentState"] = state
    assert attempt(launch) == "job-1"


def test_launches_again_in_a_run_that_was_cleared(launch: Any, jobs: list[dict[str, Any]]) -> None:
    attempt(launch)
    jobs[0]["currentState"] = "JOB_STATE_DONE"
    jobs[0]["createTime"] = "2026-01-31T23:59:59Z"
    assert attempt(launch) == "job-1"
