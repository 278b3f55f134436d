"""Looking at what a run left: its books in the warehouse, its files in the archive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from airflow.exceptions import AirflowException, AirflowSkipException
from airflow.providers.google.cloud.hooks.bigquery import BigQueryHook
from airflow.providers.google.cloud.hooks.gcs import GCSHook
from google.cloud import bigquery

from assay_airflow.settings import settings
from assay_airflow.versions import BaseOperator

STATUS = """
SELECT status, count(*) AS files, sum(rows_read) AS rows_read, sum(quarantined) AS quarantined
FROM `{audit}.load_audit`
WHERE pipeline = @pipeline AND batch = @batch
GROUP BY status"""

FAILED_CHECKS = """
SELECT table_name, check_id, rows_failed, threshold
FROM `{audit}.data_quality_checks`
WHERE pipeline = @pipeline AND batch = @batch AND severity = 'error' AND NOT passed
ORDER BY table_name, check_id"""

FILES = """
SELECT file
FROM `{audit}.load_audit`
WHERE pipeline = @pipeline AND batch = @batch AND file IS NOT NULL
ORDER BY file"""


class _LooksAtBatch(BaseOperator):
    template_fields: Sequence[str] = ("batch",)

    def __init__(self, *, pipeline: str, batch: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.pipeline = pipeline
        self.batch = batch

    def rows(self, query: str) -> list[Mapping[str, Any]]:
        """What a query says of the batch. It only reads, so that it may be repeated freely."""
        client = BigQueryHook(
            gcp_conn_id=settings().connection, use_legacy_sql=False, location=settings().region
        ).get_client(project_id=settings().project, location=settings().region)
        parameters = [
            bigquery.ScalarQueryParameter("pipeline", "STRING", self.pipeline),
            bigquery.ScalarQueryParameter("batch", "STRING", self.batch),
        ]
        job = client.query(
            query.format(audit=f"{settings().project}.{settings().audit_dataset}"),
            job_config=bigquery.QueryJobConfig(query_parameters=parameters),
        )
        return [dict(row.items()) for row in job.result()]


class CheckBooks(_LooksAtBatch):
    """Fails unless the batch is published, whole, and no check of it that counts has failed.

    A job that ended well proves nothing: an audit that refuses a batch ends well too.
    """

    def __init__(self, *, is_feed: bool = False, **kwargs: Any) -> None:
        """Of a feed, a run may find that nothing is new; it is skipped then, with what follows."""
        super().__init__(**kwargs)
        self.is_feed = is_feed

    def execute(self, context: Mapping[str, Any]) -> None:
        failed = [
            f"{row['table_name']} {row['check_id']}: {row['rows_failed']} failed,"
            f" {row['threshold']} demanded"
            for row in self.rows(FAILED_CHECKS)
        ]
        status = self.rows(STATUS)
        states = sorted(row["status"] for row in status)
        if self.is_feed and not states:
            raise AirflowSkipException(f"{self.pipeline} batch {self.batch}: nothing was new")
        if states not in (["published"], ["superseded"]) or failed:
            state = " and ".join(states) or "not in the books"
            raise AirflowException(
                "; ".join([f"{self.pipeline} batch {self.batch} is {state}", *failed])
            )
        for row in status:
            self.log.info("%s batch %s: %s", self.pipeline, self.batch, row)


class CheckArchive(_LooksAtBatch):
    """Fails unless every file of the batch lies in its archive.

    The pipeline archives as its last step; here it is only looked at.
    """

    def __init__(self, *, archive: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.archive = archive

    def execute(self, context: Mapping[str, Any]) -> None:
        files = {str(row["file"]) for row in self.rows(FILES)}
        prefix = f"{self.archive}/{self.batch}/"
        hook = GCSHook(gcp_conn_id=settings().connection)
        archived = hook.list(settings().archive, prefix=prefix) or []
        missing = files - {name.removeprefix(prefix) for name in archived}
        if missing:
            raise AirflowException(
                f"{self.pipeline} batch {self.batch}: published, but not in"
                f" gs://{settings().archive}/{prefix}: {', '.join(sorted(missing))};"
                " run the task before this one again"
            )
        self.log.info("%d files of batch %s are archived", len(files), self.batch)
