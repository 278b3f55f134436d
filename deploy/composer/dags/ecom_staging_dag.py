"""Invoice lines of an online shop to silver; started by ecom_ingestion_dag, starts ecom_dwh_dag."""

from assay_airflow import launch
from assay_airflow.books import CheckArchive, CheckBooks
from assay_airflow.schedule import DAY, batch, dag, followed_by
from assay_airflow.settings import settings

BATCH = batch("online-retail")

with dag("ecom_staging_dag", cron=None, doc=__doc__):
    ran = launch.run(
        "run_silver",
        "online-retail",
        BATCH,
        stage="silver",
        input=f"gs://{settings().landing}/online-retail/{DAY}",
        archive=f"gs://{settings().archive}/online-retail",
        asOf=DAY,
    )
    published = CheckBooks(task_id="check_books", pipeline="online-retail", batch=f"{BATCH}-silver")
    archived = CheckArchive(
        task_id="check_archive",
        pipeline="online-retail",
        batch=f"{BATCH}-silver",
        archive="online-retail",
    )

    ran >> published >> archived >> followed_by("ecom_dwh_dag")
