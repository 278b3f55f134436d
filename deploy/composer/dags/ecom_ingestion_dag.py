"""Invoice lines of an online shop, once a day: checks that they arrived, and starts the rest.

The four ecom DAGs follow one another, each for the interval of this one: ecom_staging_dag takes the
files to silver, ecom_dwh_dag makes the star schema of it, ecom_analytics_dag the tables about it.
"""

from datetime import timedelta

from assay_airflow import arrival
from assay_airflow.schedule import DAY, dag, followed_by
from assay_airflow.settings import settings

with dag("ecom_ingestion_dag", cron="0 0 * * *", doc=__doc__):
    arrived = arrival.all_files(
        "check_arrival",
        settings().landing,
        f"online-retail/{DAY}",
        ("*.csv",),
        within=timedelta(hours=12),
    )

    arrived >> followed_by("ecom_staging_dag")
