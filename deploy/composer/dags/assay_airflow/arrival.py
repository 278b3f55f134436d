"""Waiting for files in a bucket, without holding a worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from airflow.providers.google.cloud.sensors.gcs import (
    GCSObjectExistenceSensor,
    GCSObjectsWithPrefixExistenceSensor,
)
from airflow.providers.google.cloud.transfers.gcs_to_gcs import GCSToGCSOperator

from assay_airflow.settings import settings

EVERY = timedelta(minutes=1)


def all_files(task: str, bucket: str, folder: str, files: Sequence[str], within: timedelta) -> Any:
    """Waits until each of the files lies in the folder; fails if one does not come in time.

    A name with a * is there once one such file is.

    A task a file, so that the grid shows which one is missing. Cloud Storage shows a file only when
    it is there whole.
    """
    return GCSObjectExistenceSensor.partial(
        task_id=task,
        bucket=bucket,
        google_cloud_conn_id=settings().connection,
        deferrable=True,
        poke_interval=EVERY.total_seconds(),
        timeout=within.total_seconds(),
        use_glob=any("*" in file for file in files),
        map_index_template="{{ task.object }}",
    ).expand(object=[f"{folder}/{file}" for file in files])


def any_file(task: str, bucket: str, folder: str, within: timedelta) -> Any:
    """Waits until a file lies in the folder; is skipped, with what follows, if none comes."""
    return GCSObjectsWithPrefixExistenceSensor(
        task_id=task,
        bucket=bucket,
        prefix=f"{folder}/",
        google_cloud_conn_id=settings().connection,
        deferrable=True,
        poke_interval=EVERY.total_seconds(),
        timeout=within.total_seconds(),
        soft_fail=True,
        do_xcom_push=False,
    )


def copied(task: str, folder: str, files: Sequence[str]) -> Any:
    """Copies files from a folder of the back office to the landing folder of the same name."""
    return GCSToGCSOperator.partial(
        task_id=task,
        source_bucket=settings().back_office,
        destination_bucket=settings().landing,
        exact_match=True,
        gcp_conn_id=settings().connection,
        map_index_template="{{ task.source_object }}",
    ).expand_kwargs(
        [
            {"source_object": f"{folder}/{file}", "destination_object": f"{folder}/{file}"}
            for file in files
        ]
    )
