"""The star schema of an online shop; started by ecom_staging_dag, starts ecom_analytics_dag."""

from assay_airflow import launch
from assay_airflow.books import CheckBooks
from assay_airflow.schedule import batch, dag, followed_by

BATCH = batch("online-retail")

with dag("ecom_dwh_dag", cron=None, doc=__doc__):
    ran = launch.run("run_star", "online-retail", BATCH, stage="star")
    published = CheckBooks(task_id="check_books", pipeline="online-retail", batch=f"{BATCH}-star")

    ran >> published >> followed_by("ecom_analytics_dag")
