"""Nine files of a retailer, once a day: one view of each customer.

Waits until all nine have landed, runs the pipeline, and looks at its books and at the archive.
"""

from datetime import timedelta

from assay_airflow import arrival, launch
from assay_airflow.books import CheckArchive, CheckBooks
from assay_airflow.schedule import DAY, batch, dag
from assay_airflow.settings import settings

FILES = (
    "Customers.csv",
    "Products.csv",
    "Stores.csv",
    "Agents.csv",
    "OnlineTransactions.csv",
    "InStoreTransactions.csv",
    "CustomerServiceInteractions.csv",
    "LoyaltyAccounts.csv",
    "LoyaltyTransactions.csv",
)
FOLDER = f"customer-360/{DAY}"
BATCH = batch("customer-360")

with dag("customer360_ingestion_dag", cron="0 0 * * *", doc=__doc__):
    arrived = arrival.all_files(
        "check_arrival", settings().landing, FOLDER, FILES, within=timedelta(hours=12)
    )
    ran = launch.run(
        "run_customer_360",
        "customer-360",
        BATCH,
        input=f"gs://{settings().landing}/{FOLDER}",
        archive=f"gs://{settings().archive}/customer-360",
        asOf=DAY,
    )
    published = CheckBooks(task_id="check_books", pipeline="customer-360", batch=BATCH)
    archived = CheckArchive(
        task_id="check_archive", pipeline="customer-360", batch=BATCH, archive="customer-360"
    )

    arrived >> ran >> published >> archived
