"""How every DAG runs: one at a time, two retries, nothing caught up on, and somebody told."""

from __future__ import annotations

import datetime

from airflow.timetables.interval import CronDataIntervalTimetable

from assay_airflow.notices import Notice
from assay_airflow.settings import settings
from assay_airflow.versions import DAG, TriggerDagRunOperator

DAY = "{{ logical_date | ds }}"
"""The day that a run is about, as 2026-01-31.

The logical date of a scheduled run is the start of its data interval; that of a run that another
DAG triggered, or a person, is the one that was given, while Airflow 3 lets its interval start now.
"""


def batch(pipeline: str) -> str:
    """The batch of a run, as banking-20260131T000000: the same for every try of it."""
    return f"{pipeline}-{{{{ logical_date | ts_nodash }}}}"


def dag(name: str, cron: str | None, doc: str) -> DAG:
    """A DAG that runs for each interval of `cron` (UTC), or only when another one triggers it.

    The timetable is named, since `schedule=cron` means an interval in Airflow 2 and a moment in 3.
    """
    start = settings().start
    return DAG(
        name,
        description=doc.strip().splitlines()[0],
        doc_md=doc,
        schedule=CronDataIntervalTimetable(cron, timezone="UTC") if cron else None,
        start_date=datetime.datetime(start.year, start.month, start.day, tzinfo=datetime.UTC),
        catchup=False,
        max_active_runs=1,
        default_args={"retries": 2, "retry_delay": datetime.timedelta(minutes=5)},
        on_success_callback=Notice("succeeded"),
        on_failure_callback=Notice("failed"),
        tags=["assay"],
    )


def followed_by(name: str) -> TriggerDagRunOperator:
    """Starts another DAG for the same interval; if that has run for it before, it runs again."""
    return TriggerDagRunOperator(
        task_id=f"trigger_{name}",
        trigger_dag_id=name,
        trigger_run_id="after_{{ dag.dag_id }}_{{ logical_date | ts_nodash }}",
        logical_date="{{ logical_date | ts }}",
        reset_dag_run=True,
    )
