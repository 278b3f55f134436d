"""The DAGs as Airflow parses them, in Airflow 3 and in 2.10, before any of them runs."""

from __future__ import annotations

import datetime
import socket
import sys
import time
from typing import Any

import pytest
import yaml
from conftest import DAGS, ROOT, load

CONTRACTS = ROOT / "schemas/src/main/resources/dev/assay/schemas/contracts"

MIDNIGHT = "0 0 * * *"

# Which DAGs there are, when they run, and in what order their tasks follow one another.
EXPECTED: dict[str, tuple[str | None, list[set[str]]]] = {
    "banking_daily": (
        MIDNIGHT,
        [
            {"wait_for_back_office"},
            {"copy_to_landing"},
            {"check_arrival"},
            {"run_banking"},
            {"check_books"},
            {"check_archive"},
        ],
    ),
    "customer360_ingestion_dag": (
        MIDNIGHT,
        [{"check_arrival"}, {"run_customer_360"}, {"check_books"}, {"check_archive"}],
    ),
    "order_processing_incremental": (
        "*/15 * * * *",
        [{"wait_for_orders"}, {"run_orders"}, {"check_books"}, {"check_archive"}],
    ),
    "daily_batch_processing": (
        MIDNIGHT,
        [
            {"wait_for_products", "wait_for_customers"},
            {"run_orders_daily"},
            {"check_books"},
            {"check_archive"},
        ],
    ),
    "ecom_ingestion_dag": (MIDNIGHT, [{"check_arrival"}, {"trigger_ecom_staging_dag"}]),
    "ecom_staging_dag": (
        None,
        [{"run_silver"}, {"check_books"}, {"check_archive"}, {"trigger_ecom_dwh_dag"}],
    ),
    "ecom_dwh_dag": (None, [{"run_star"}, {"check_books"}, {"trigger_ecom_analytics_dag"}]),
    "ecom_analytics_dag": (None, [{"run_analytics"}, {"check_books"}]),
}

# What a run is called that is about 31 January 2026, or the quarter of an hour from 10:15 of it.
NAMES = {
    "run_banking": ("banking-daily-20260131t101500", "banking-20260131T101500"),
    "run_customer_360": (
        "customer360-ingestion-dag-20260131t101500",
        "customer-360-20260131T101500",
    ),
    "run_orders": ("order-processing-incremental-20260131t101500", "orders-20260131T101500"),
    "run_orders_daily": ("daily-batch-processing-20260131t101500", "orders-daily-20260131T101500"),
    "run_silver": ("ecom-staging-dag-20260131t101500", "online-retail-20260131T101500"),
    "run_star": ("ecom-dwh-dag-20260131t101500", "online-retail-20260131T101500"),
    "run_analytics": ("ecom-analytics-dag-20260131t101500", "online-retail-20260131T101500"),
}
MOMENT = datetime.datetime(2026, 1, 31, 10, 15, tzinfo=datetime.timezone.utc)  # noqa: UP017

CPU_SECONDS = 20


def test_parses_without_an_error_the_network_or_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    from airflow.models import Variable

    def refuse(*what: Any, **more: Any) -> None:
        raise AssertionError(f"at parse time: {what} {more}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(Variable, "get", refuse)  # noqa: AIR311
    for name in [name for name in sys.modules if name.startswith("assay_airflow")]:
        monkeypatch.delitem(sys.modules, name)
    started = time.process_time()
    bag = load()
    assert bag.import_errors == {}
    assert set(bag.dags) == set(EXPECTED)
    assert time.process_time() - started < CPU_SECONDS


@pytest.mark.parametrize("name", EXPECTED)
def test_runs_when_it_should(bag: Any, name: str) -> None:
    cron, _ = EXPECTED[name]
    timetable = bag.dags[name].timetable
    if cron is None:
        assert type(timetable).__name__ == "NullTimetable"
    else:
        assert type(timetable).__name__ == "CronDataIntervalTimetable"
        assert getattr(timetable, "expression", None) or timetable.summary == cron


@pytest.mark.parametrize("name", EXPECTED)
def test_goes_through_its_tasks_in_order(bag: Any, name: str) -> None:
    dag = bag.dags[name]
    order: list[set[str]] = []
    rest = set(dag.task_dict)
    while rest:
        done = set().union(*order)
        ready = {task for task in rest if dag.task_dict[task].upstream_task_ids <= done}
        assert ready, f"{rest} wait for each other"
        order.append(ready)
        rest -= ready
    assert order == EXPECTED[name][1]


@pytest.mark.parametrize("name", EXPECTED)
def test_runs_once_at_a_time_tries_twice_more_and_tells(bag: Any, name: str) -> None:
    dag = bag.dags[name]
    assert dag.max_active_runs == 1
    assert dag.catchup is False
    assert dag.on_success_callback
    assert dag.on_failure_callback
    for task in dag.tasks:
        assert task.retries == 2
        assert task.retry_delay == datetime.timedelta(minutes=5)


def test_waits_without_holding_a_worker(bag: Any) -> None:
    for task in (task for dag in bag.dags.values() for task in dag.tasks):
        given = getattr(task, "partial_kwargs", vars(task))
        if "Sensor" in task.task_type or task.task_type == "LaunchPipeline":
            assert given["deferrable"] is True, task.task_id


@pytest.mark.parametrize(
    ("dag", "sensor"),
    [
        ("order_processing_incremental", "wait_for_orders"),
        ("daily_batch_processing", "wait_for_products"),
    ],
)
def test_is_skipped_when_nothing_comes_in_time(bag: Any, dag: str, sensor: str) -> None:
    from airflow.exceptions import AirflowSkipException

    task = bag.dags[dag].task_dict[sensor]
    with pytest.raises(AirflowSkipException):
        task.resume_execution("__fail__", {"error": "Trigger timeout"}, {})


def test_names_job_and_batch_after_the_interval(bag: Any) -> None:
    named = {}
    for dag in bag.dags.values():
        for task in (task for task in dag.tasks if task.task_type == "LaunchPipeline"):
            context = {"logical_date": MOMENT, "dag": dag}
            launch = task.render_template(task.body, context)["launchParameter"]
            assert launch["parameters"].get("asOf", "2026-01-31") == "2026-01-31"
            assert task.append_job_name is False
            named[task.task_id] = (launch["jobName"], launch["parameters"]["batch"])
    assert named == NAMES


@pytest.mark.parametrize(
    ("dag", "contract"),
    [
        ("banking_daily", "banking"),
        ("customer360_ingestion_dag", "customer-360"),
        ("ecom_ingestion_dag", "online-retail"),
    ],
)
def test_checks_every_file_of_the_contract(bag: Any, dag: str, contract: str) -> None:
    document = yaml.safe_load((CONTRACTS / f"{contract}.odcs.yaml").read_text(encoding="utf-8"))
    files = {dataset["physicalName"] for dataset in document["schema"]}
    sensor = bag.dags[dag].task_dict["check_arrival"]
    waited_for = sensor.expand_input.value["object"]
    folder = f"{contract}/{{{{ logical_date | ds }}}}/"
    assert sorted(waited_for) == sorted(folder + file for file in files)


def test_says_what_a_settings_file_lacks(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from assay_airflow.settings import FILE, settings

    file = tmp_path / "settings.yaml"
    shipped = (DAGS / "assay_airflow/settings.yaml").read_text(encoding="utf-8")
    file.write_text(shipped.replace("lake:", "lak:"), encoding="utf-8")
    monkeypatch.setenv(FILE, str(file))
    with pytest.raises(ValueError, match=r"settings.yaml lacks lake, has an unknown lak"):
        settings.__wrapped__()


def test_ships_settings_that_are_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    from assay_airflow.settings import FILE, settings

    monkeypatch.delenv(FILE)
    assert settings.__wrapped__().project == "my-project"
