"""Every DAG from end to end in Airflow 3; only Dataflow is replaced, by the pipeline itself."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import load
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

pytest.importorskip("airflow.sdk", reason="runs are made in Airflow 3")
servers = pytest.importorskip("servers")
settings = pytest.importorskip("assay_airflow.settings").settings

NO_CREDENTIALS = "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory"
CLASS_PATH = os.environ.get("ASSAY_CLASS_PATH", "")
JAVA = Path(os.environ.get("JAVA_HOME", "/usr")) / "bin" / "java"
DAY = "2024-06-30"
START = datetime.datetime(2024, 6, 30, tzinfo=datetime.UTC)
REFUSED = 3

pytestmark = [
    pytest.mark.skipif(not CLASS_PATH, reason="ASSAY_CLASS_PATH names no class path"),
    pytest.mark.skipif(
        not (servers.Storage.PROGRAM.is_file() and servers.Warehouse.PROGRAM.is_file()),
        reason="fake-gcs-server or local-bigquery is not installed",
    ),
]


class Cloud:
    """Storage, BigQuery and Pub/Sub, each a server of this machine, over one folder of buckets."""

    def __init__(self, root: Path) -> None:
        self.root = root / "buckets"
        for bucket in ("office", "landing", "archive", "lake", "temp", "templates"):
            (self.root / bucket).mkdir(parents=True)
        self.storage = servers.Storage(self.root)
        self.warehouse = servers.Warehouse(self.root, root / "bigquery")
        self.topic = servers.Topic()

    def assay(self, *arguments: str) -> int:
        return subprocess.run(
            [JAVA, "-Xmx1g", "-cp", CLASS_PATH, "dev.assay.pipelines.Assay", *arguments],
            check=False,
            timeout=600,
        ).returncode

    def made(self, pipeline: str, *arguments: str) -> Path:
        """A delivery, made anew, in a folder of its own."""
        place = Path(tempfile.mkdtemp(dir=self.root.parent))
        assert self.assay("generate", pipeline, f"--output={place}", *arguments) == 0
        (place / "answers.json").unlink()
        return place

    def upload(self, delivery: Path, bucket: str, folder: str) -> None:
        for file in (file for file in delivery.rglob("*") if file.is_file()):
            self.storage.put(file, bucket, f"{folder}/{file.relative_to(delivery)}")

    def launch(self, body: Mapping[str, Any]) -> None:
        """Runs what Dataflow would be asked to run. A refused batch ends well there, too."""
        launch = body["launchParameter"]
        options = {
            **launch["parameters"],
            "project": settings().project,
            "gcsEndpoint": f"{self.storage.url}/storage/v1/",
            "bigQueryEndpoint": self.warehouse.url,
            "credentialFactoryClass": NO_CREDENTIALS,
        }
        if "landing" in options:
            options["settle"] = "0"
        pipeline = Path(launch["containerSpecGcsPath"]).stem
        code = self.assay(pipeline, *(f"--{name}={value}" for name, value in options.items()))
        if code not in (0, REFUSED):
            raise RuntimeError(f"exit code {code}")

    def query(self, sql: str) -> list[dict[str, Any]]:
        client = bigquery.Client(
            project=settings().project,
            credentials=AnonymousCredentials(),
            client_options={"api_endpoint": self.warehouse.url},
        )
        return [dict(row.items()) for row in client.query(sql).result()]

    def notices(self, dag: str) -> list[dict[str, Any]]:
        heard = [json.loads(data) for _, data in self.topic.messages]
        return [notice for notice in heard if notice["dag"] == dag]

    def stop(self) -> None:
        self.storage.stop()
        self.warehouse.stop()
        self.topic.stop()


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    from airflow.utils.db import initdb

    initdb()
    cloud = Cloud(tmp_path_factory.mktemp("cloud"))
    yield cloud
    cloud.stop()


@pytest.fixture(scope="module")
def dags(cloud: Cloud) -> Iterator[Mapping[str, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORAGE_EMULATOR_HOST", cloud.storage.url)
        patch.setenv("BIGQUERY_EMULATOR_HOST", cloud.warehouse.url)
        patch.setenv("PUBSUB_EMULATOR_HOST", cloud.topic.host)
        from assay_airflow import arrival, launch

        patch.setattr(arrival, "EVERY", datetime.timedelta(seconds=1))
        patch.setattr(
            launch.LaunchPipeline, "execute", lambda task, context: cloud.launch(task.body)
        )
        bag = load()
        for task in (task for dag in bag.dags.values() for task in dag.tasks):
            if hasattr(task, "partial_kwargs"):
                task.partial_kwargs["retries"] = 0
            else:
                task.retries = 0
        yield bag.dags


def run(dag: Any, logical_date: datetime.datetime = START) -> dict[str, str]:
    """Runs a DAG for the interval from `logical_date`; how each task ended."""
    ended = dag.test(logical_date=logical_date)
    states: dict[str, str] = {}
    for task in ended.get_task_instances():
        if states.get(task.task_id) in (None, "success"):
            states[task.task_id] = str(task.state)
    states["the run"] = str(ended.state)
    return states


def all_succeeded(states: Mapping[str, str]) -> bool:
    return set(states.values()) == {"success"}


def later(seconds: float, work: Any) -> None:
    threading.Thread(target=lambda: (time.sleep(seconds), work()), daemon=True).start()


def test_takes_a_bank_from_the_back_office_to_gold(
    cloud: Cloud, dags: Mapping[str, Any], tmp_path: Path
) -> None:
    delivery = cloud.made("banking", "--customers=50")
    files = {file.name for file in delivery.glob("*.csv")}
    shutil.move(delivery / "loans.csv", tmp_path / "loans.csv")
    cloud.upload(delivery, "office", f"banking/{DAY}")
    later(10, lambda: cloud.upload(tmp_path, "office", f"banking/{DAY}"))

    assert all_succeeded(run(dags["banking_daily"]))

    batch = "banking-20240630T000000"
    archived = {file.name for file in (cloud.root / "archive/banking" / batch).glob("*.csv")}
    assert archived == files
    assert list((cloud.root / f"landing/banking/{DAY}").glob("*.csv")) == []
    books = [
        row["day"]
        for row in cloud.query(
            "SELECT batch, CAST(as_of AS STRING) AS day FROM assay.load_audit"
            " WHERE pipeline = 'banking' AND status = 'published'"
        )
        if row["batch"] == batch
    ]
    assert books == [DAY] * 5
    (notice,) = cloud.notices("banking_daily")
    assert notice["outcome"] == "succeeded"
    assert notice["logical_date"].startswith(DAY)


def test_fails_and_tells_when_the_audit_refuses(cloud: Cloud, dags: Mapping[str, Any]) -> None:
    day = "2024-07-01"
    delivery = cloud.made("banking", "--customers=50")
    customers = delivery / "customers.csv"
    header = customers.read_text(encoding="utf-8").splitlines()[0]
    customers.write_text(header + "\n" + "\n".join([",,,,,,"] * 50) + "\n", encoding="utf-8")
    cloud.upload(delivery, "office", f"banking/{day}")

    states = run(dags["banking_daily"], START + datetime.timedelta(days=1))

    assert states["run_banking"] == "success"
    assert states["check_books"] == "failed"
    assert states["check_archive"] == "upstream_failed"
    assert cloud.notices("banking_daily")[-1]["outcome"] == "failed"
    assert (cloud.root / f"landing/banking/{day}/customers.csv").exists()


def test_takes_nine_files_of_a_retailer_to_gold(cloud: Cloud, dags: Mapping[str, Any]) -> None:
    cloud.upload(cloud.made("customer-360", "--customers=50"), "landing", f"customer-360/{DAY}")
    assert all_succeeded(run(dags["customer360_ingestion_dag"]))
    (segments,) = cloud.query("SELECT count(*) AS n FROM customer360_gold.customer_segments")
    assert segments["n"] > 0


def test_takes_orders_and_the_day_of_a_shop(cloud: Cloud, dags: Mapping[str, Any]) -> None:
    shop = cloud.made("orders", "--hours=6", "--rate=20")
    cloud.upload(shop, "landing", "shop")
    assert all_succeeded(run(dags["daily_batch_processing"]))
    assert all_succeeded(run(dags["order_processing_incremental"]))
    assert list((cloud.root / "landing/shop/orders").glob("*.json")) == []
    assert list((cloud.root / "landing/shop/products").glob("*.csv")) == []
    (lines,) = cloud.query("SELECT count(*) AS n FROM orders_gold.fact_orders")
    assert lines["n"] > 0

    cloud.upload(shop / "orders", "landing", "shop/orders")
    again = run(dags["order_processing_incremental"], START + datetime.timedelta(minutes=15))
    assert again["run_orders"] == "success"
    assert again["check_books"] == "skipped"
    assert list((cloud.root / "landing/shop/orders").glob("*.json")) == []


def test_takes_a_shop_through_its_stages(cloud: Cloud, dags: Mapping[str, Any]) -> None:
    from airflow.models import DagRun
    from airflow.utils.session import create_session

    cloud.upload(cloud.made("online-retail", "--invoices=200"), "landing", f"online-retail/{DAY}")
    assert all_succeeded(run(dags["ecom_ingestion_dag"]))
    for name in ("ecom_staging_dag", "ecom_dwh_dag", "ecom_analytics_dag"):
        with create_session() as session:
            (triggered,) = session.query(DagRun).filter(DagRun.dag_id == name).all()
            assert triggered.logical_date == START
            session.delete(triggered)
        assert all_succeeded(run(dags[name]))
    published = cloud.query(
        "SELECT DISTINCT batch FROM assay.load_audit"
        " WHERE pipeline = 'online-retail' AND status = 'published' ORDER BY batch"
    )
    assert [row["batch"].rpartition("-")[2] for row in published] == [
        "analytics",
        "silver",
        "star",
    ]
