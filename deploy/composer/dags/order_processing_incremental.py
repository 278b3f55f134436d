"""Orders of a shop, every 15 minutes: whatever is new, and the days that it touches.

Waits a while for a file to land, and is skipped if none does. One run at a time: files that land
while it goes on are taken by the next one, so that an interval that was passed over loses nothing.
"""

from datetime import timedelta

from assay_airflow import arrival, launch
from assay_airflow.books import CheckArchive, CheckBooks
from assay_airflow.schedule import batch, dag
from assay_airflow.settings import settings

BATCH = batch("orders")

with dag("order_processing_incremental", cron="*/15 * * * *", doc=__doc__):
    arrived = arrival.any_file(
        "wait_for_orders", settings().landing, "shop/orders", within=timedelta(minutes=10)
    )
    ran = launch.run(
        "run_orders",
        "orders",
        BATCH,
        landing=f"gs://{settings().landing}/shop",
        archive=f"gs://{settings().archive}/shop",
    )
    published = CheckBooks(task_id="check_books", pipeline="orders", batch=BATCH, is_feed=True)
    archived = CheckArchive(task_id="check_archive", pipeline="orders", batch=BATCH, archive="shop")

    arrived >> ran >> published >> archived
