"""Products and customers of a shop, and the reports of the day that ended at midnight.

Waits two hours for each of the two; the reports are made of what is there if one does not come.
"""

from datetime import timedelta

from assay_airflow import arrival, launch
from assay_airflow.books import CheckArchive, CheckBooks
from assay_airflow.schedule import DAY, batch, dag
from assay_airflow.settings import settings

BATCH = batch("orders-daily")
WITHIN = timedelta(hours=2)

with dag("daily_batch_processing", cron="0 0 * * *", doc=__doc__):
    products = arrival.any_file(
        "wait_for_products", settings().landing, "shop/products", within=WITHIN
    )
    customers = arrival.any_file(
        "wait_for_customers", settings().landing, "shop/customers", within=WITHIN
    )
    ran = launch.run(
        "run_orders_daily",
        "orders-daily",
        BATCH,
        landing=f"gs://{settings().landing}/shop",
        archive=f"gs://{settings().archive}/shop",
        asOf=DAY,
    )
    ran.trigger_rule = "none_failed"  # a delivery that did not come is skipped
    # The books know one feed, orders, of which this is a batch.
    published = CheckBooks(task_id="check_books", pipeline="orders", batch=BATCH, is_feed=True)
    archived = CheckArchive(task_id="check_archive", pipeline="orders", batch=BATCH, archive="shop")

    [products, customers] >> ran >> published >> archived
