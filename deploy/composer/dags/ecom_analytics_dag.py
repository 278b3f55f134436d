"""Sales, segments and best sellers of an online shop; started by ecom_dwh_dag."""

from assay_airflow import launch
from assay_airflow.books import CheckBooks
from assay_airflow.schedule import batch, dag

BATCH = batch("online-retail")

with dag("ecom_analytics_dag", cron=None, doc=__doc__):
    ran = launch.run("run_analytics", "online-retail", BATCH, stage="analytics")
    published = CheckBooks(
        task_id="check_books", pipeline="online-retail", batch=f"{BATCH}-analytics"
    )

    ran >> published
