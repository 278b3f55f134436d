"""Launching a pipeline's Flex Template, once a run however often its task is tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from airflow.providers.google.cloud.operators.dataflow import DataflowStartFlexTemplateOperator
from airflow.providers.google.cloud.triggers.dataflow import TemplateJobStartTrigger

from assay_airflow.settings import settings

FAILED = {"JOB_STATE_FAILED", "JOB_STATE_CANCELLED", "JOB_STATE_STOPPED", "JOB_STATE_UNKNOWN"}


class LaunchPipeline(DataflowStartFlexTemplateOperator):
    """Launches a job, or goes on waiting for the one that an earlier try of this run launched.

    A task that dies between the launch and the wait would launch a second job when it is tried
    again. The job's name follows from the interval, so the first one is found by it; jobs from
    before this run began do not count, so that a run that is cleared does its work again.
    """

    def execute(self, context: Mapping[str, Any]) -> Any:
        launched = self.launched_since(context["dag_run"].start_date)
        if launched is None:
            return super().execute(context)
        self.log.info("Job %s was launched by an earlier try; waiting for it", launched["id"])
        self.job = launched
        self.defer(
            trigger=TemplateJobStartTrigger(
                project_id=self.project_id,
                job_id=launched["id"],
                location=self.location,
                gcp_conn_id=self.gcp_conn_id,
                poll_sleep=self.poll_sleep,
                impersonation_chain=self.impersonation_chain,
                cancel_timeout=self.cancel_timeout,
            ),
            method_name="execute_complete",
        )
        return None

    def launched_since(self, start: datetime) -> dict[str, Any] | None:
        """The job of this name that runs or is done, if it was made after `start`."""
        jobs = (
            self.hook.get_conn()
            .projects()
            .locations()
            .jobs()
            .list(projectId=self.project_id, location=self.location, name=self.job_name)
            .execute(num_retries=self.hook.num_retries)
            .get("jobs", [])
        )
        own = [
            job
            for job in jobs
            if job["name"] == self.job_name
            and job.get("currentState") not in FAILED
            and datetime.fromisoformat(job["createTime"]) >= start
        ]
        return max(own, key=lambda job: job["createTime"], default=None)

    @property
    def job_name(self) -> str:
        return self.body["launchParameter"]["jobName"]


def run(task: str, pipeline: str, batch: str, **options: str) -> LaunchPipeline:
    """Runs a pipeline's Flex Template as one batch; its options are those of the command line."""
    place = settings()
    return LaunchPipeline(
        task_id=task,
        project_id=place.project,
        location=place.region,
        gcp_conn_id=place.connection,
        deferrable=True,
        append_job_name=False,
        body={
            "launchParameter": {
                "jobName": "{{ dag.dag_id | replace('_', '-') }}-"
                "{{ logical_date | ts_nodash | lower }}",
                "containerSpecGcsPath": place.template(pipeline),
                "parameters": {
                    "output": f"gs://{place.lake}/lake",
                    "warehouse": place.warehouse,
                    "warehouseLocation": place.region,
                    "batch": batch,
                    **options,
                },
                "environment": {
                    "tempLocation": f"gs://{place.temp}/dataflow",
                    "stagingLocation": f"gs://{place.temp}/staging",
                    "serviceAccountEmail": place.worker_service_account,
                    "subnetwork": place.subnetwork,
                    "ipConfiguration": "WORKER_IP_PRIVATE",
                    "maxWorkers": place.max_workers,
                    "additionalUserLabels": {"assay-pipeline": pipeline},
                },
            }
        },
    )
