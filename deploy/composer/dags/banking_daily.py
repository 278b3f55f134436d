"""Five files of a bank, once a day: from the back office to gold.

Waits for all five in the back office, copies them to the landing bucket, checks that all five
arrived, runs the pipeline, and looks at its books and at the archive.
"""

from datetime import timedelta

from assay_airflow import arrival, launch
from assay_airflow.books import CheckArchive, CheckBooks
from assay_airflow.schedule import DAY, batch, dag
from assay_airflow.settings import settings

FILES = (
    "customers.csv",
    "accounts.csv",
    "loans.csv",
    "loan_payments.csv",
    "transactions.csv",
)
FOLDER = f"banking/{DAY}"
BATCH = batch("banking")

with dag("banking_daily", cron="0 0 * * *", doc=__doc__):
    delivered = arrival.all_files(
        "wait_for_back_office", settings().back_office, FOLDER, FILES, within=timedelta(hours=12)
    )
    copied = arrival.copied("copy_to_landing", FOLDER, FILES)
    arrived = arrival.all_files(
        "check_arrival", settings().landing, FOLDER, FILES, within=timedelta(minutes=10)
    )
    ran = launch.run(
        "run_banking",
        "banking",
        BATCH,
        input=f"gs://{settings().landing}/{FOLDER}",
        archive=f"gs://{settings().archive}/banking",
        asOf=DAY,
    )
    published = CheckBooks(task_id="check_books", pipeline="banking", batch=BATCH)
    archived = CheckArchive(
        task_id="check_archive", pipeline="banking", batch=BATCH, archive="banking"
    )

    delivered >> copied >> arrived >> ran >> published >> archived
