"""orders in PySpark: explicit schema, drop what is unsound, one row per order, two tables.

Run by spark-submit with two arguments: the landing folder, and the folder to write to.
"""

import sys

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

ORDERS = (
    "order_id STRING, customer_id STRING, order_timestamp TIMESTAMP, "
    "items ARRAY<STRUCT<product_id: STRING, quantity: BIGINT, unit_price: DECIMAL(18,2)>>, "
    "total_amount DECIMAL(18,2), payment_status STRING, "
    "shipping_address STRUCT<street: STRING, city: STRING, state: STRING, zipcode: STRING, "
    "country: STRING>"
)
PRODUCTS = (
    "product_id STRING, product_name STRING, category STRING, price DECIMAL(18,2), "
    "stock_level BIGINT"
)
CUSTOMERS = (
    "customer_id STRING, name STRING, email STRING, registration_date DATE, customer_tier STRING"
)
REQUIRED = ["order_id", "customer_id", "order_timestamp", "total_amount"]
REGIONS = {"West": ["CA", "OR", "WA"], "East": ["NY", "NJ", "PA"], "South": ["TX", "AZ", "NM"]}
STATUSES = ["completed", "pending", "failed"]
UNKNOWN = "Unknown"


def main(source: str, target: str) -> None:
    spark = (
        SparkSession.builder.appName("orders")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")

    silver(spark, source).write.mode("overwrite").parquet(f"{target}/silver/orders")
    orders = spark.read.parquet(f"{target}/silver/orders")
    products = spark.read.csv(f"{source}/products/*.csv", schema=PRODUCTS, header=True, escape='"')
    customers = spark.read.csv(
        f"{source}/customers/*.csv", schema=CUSTOMERS, header=True, escape='"'
    )

    fact = fact_orders(orders, products, customers)
    fact.write.mode("overwrite").parquet(f"{target}/gold/fact_orders")
    hourly = hourly_metrics(orders)
    hourly.write.mode("overwrite").parquet(f"{target}/gold/agg_hourly_metrics")
    spark.stop()


def silver(spark: SparkSession, source: str) -> DataFrame:
    return (
        spark.read.json(f"{source}/orders/*.json", schema=ORDERS)
        .dropna(subset=REQUIRED)
        .where(F.col("payment_status").isNull() | F.col("payment_status").isin(STATUSES))
        .dropDuplicates(["order_id"])
        .select(
            *REQUIRED,
            "items",
            "payment_status",
            "shipping_address.*",
            F.to_date("order_timestamp").alias("order_date"),
            F.hour("order_timestamp").alias("order_hour"),
        )
    )


def fact_orders(orders: DataFrame, products: DataFrame, customers: DataFrame) -> DataFrame:
    lines = orders.select("*", F.posexplode_outer("items").alias("position", "item"))
    return (
        lines.withColumn("product_id", F.col("item.product_id"))
        .join(F.broadcast(customers.select("customer_id", "customer_tier")), "customer_id", "left")
        .join(F.broadcast(products.drop("stock_level")), "product_id", "left")
        .select(
            "order_id",
            (F.coalesce("position", F.lit(0)) + 1).alias("line_number"),
            "customer_id",
            F.coalesce("customer_tier", F.lit(UNKNOWN)).alias("customer_tier"),
            "product_id",
            "product_name",
            F.coalesce("category", F.lit(UNKNOWN)).alias("category"),
            F.col("price").alias("list_price"),
            F.col("item.quantity").alias("quantity"),
            F.col("item.unit_price").alias("unit_price"),
            (F.col("item.quantity").cast("decimal(18,0)") * F.col("item.unit_price"))
            .cast("decimal(38,2)").alias("line_total"),
            F.col("total_amount").alias("order_total"),
            "payment_status", "order_date", "order_hour", "city", "state", "country",
            region().alias("region"),
        )
    )


def region() -> Column:
    named = F
    for name, states in REGIONS.items():
        named = named.when(F.col("state").isin(states), name)
    return named.otherwise("Other")


def hourly_metrics(orders: DataFrame) -> DataFrame:
    sale = F.col("payment_status") == "completed"
    return (
        orders.groupBy("order_date", "order_hour")
        .agg(
            F.count("*").alias("orders"),
            *[
                F.count_if(F.col("payment_status") == status).alias(f"{status}_orders")
                for status in STATUSES
            ],
            F.count_if(sale).alias("sale_orders"),
            F.coalesce(F.sum(F.when(sale, F.col("total_amount"))), F.lit(0))
            .cast("decimal(38,2)").alias("revenue"),
            F.countDistinct(F.when(sale, F.col("customer_id"))).alias("unique_customers"),
        )
        .withColumn("average_order_value", F.expr("revenue / nullif(sale_orders, 0)"))
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
