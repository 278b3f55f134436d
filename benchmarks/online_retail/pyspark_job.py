"""online-retail in PySpark: explicit schema, drop what is unsound, a star and three tables.

Run by spark-submit with two arguments: the folder of CSV files, and the folder to write to.
"""

import sys

from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F

LINES = (
    "InvoiceNo STRING, StockCode STRING, Description STRING, Quantity INT, InvoiceDate TIMESTAMP, "
    "UnitPrice DECIMAL(18,3), CustomerID STRING, Country STRING"
)
ANONYMOUS = "ANONYMOUS"
TOP = 10
NO_PRODUCTS = ["POST", "DOT", "M", "C2", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"]
CATEGORIES = [
    ("candle", "Candles"), ("bag|sack", "Bags"), ("box|case", "Boxes & Cases"),
    ("mug|cup", "Mugs & Cups"), ("heart", "Heart Items"), ("christmas", "Christmas"),
    ("kitchen", "Kitchenware"), ("wall art|poster", "Wall Art"), ("vintage", "Vintage"),
    ("holder|stand", "Holders & Stands"),
]


def main(source: str, target: str) -> None:
    spark = (
        SparkSession.builder.appName("online-retail")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")

    def gold(name: str, table: DataFrame) -> DataFrame:
        folder = f"{target}/gold/{name}"
        table.write.mode("overwrite").parquet(folder)
        return spark.read.parquet(folder)

    silver(spark, source).write.mode("overwrite").parquet(f"{target}/silver/sales")
    sales = spark.read.parquet(f"{target}/silver/sales")

    fact = gold("fact_sales", fact_sales(sales))
    gold("dim_dates", dates(spark, fact))
    products = gold("dim_products", dim_products(sales))
    customers = gold("dim_customers", dim_customers(fact))
    gold("agg_daily_sales", daily_sales(fact))
    gold("agg_customer_segments", segment_sales(fact, customers))
    gold("top_n_products_monthly", best_sellers(fact, products))
    spark.stop()


def silver(spark: SparkSession, source: str) -> DataFrame:
    raw = spark.read.csv(
        f"{source}/*.csv", schema=LINES, header=True, encoding="ISO-8859-1", escape='"',
        timestampFormat="M/d/yyyy H:mm",
    )
    return raw.where("Quantity > 0 AND UnitPrice > 0").dropna(subset=["InvoiceNo", "InvoiceDate"]).select(
        F.trim("InvoiceNo").alias("invoice_no"),
        F.trim("StockCode").alias("stock_code"),
        F.trim("Description").alias("description"),
        F.col("Quantity").cast("long").alias("quantity"),
        F.col("InvoiceDate").alias("invoiced_at"),
        F.col("UnitPrice").alias("unit_price"),
        F.coalesce(F.trim("CustomerID"), F.lit(ANONYMOUS)).alias("customer_id"),
        F.trim("Country").alias("country"),
    )


def fact_sales(sales: DataFrame) -> DataFrame:
    return sales.select(
        "invoice_no", "stock_code", "customer_id", "country",
        F.date_format("invoiced_at", "yyyyMMdd").cast("long").alias("date_id"),
        F.to_date("invoiced_at").alias("invoice_date"),
        "invoiced_at", "quantity", "unit_price",
        (F.col("quantity").cast("decimal(18,0)") * F.col("unit_price"))
        .cast("decimal(38,3)").alias("sales"),
    )


def dates(spark: SparkSession, fact: DataFrame) -> DataFrame:
    first, last = fact.agg(F.min("invoice_date"), F.max("invoice_date")).first()
    return spark.sql(
        f"SELECT explode(sequence(DATE'{first}', DATE'{last}', INTERVAL 1 DAY)) AS date"
    ).select(
        F.date_format("date", "yyyyMMdd").cast("long").alias("date_id"),
        "date",
        F.year("date").alias("year"),
        F.quarter("date").alias("quarter"),
        F.month("date").alias("month"),
        F.date_format("date", "MMMM").alias("month_name"),
        F.dayofmonth("date").alias("day"),
        (F.weekday("date") + 1).alias("day_of_week"),
        F.date_format("date", "EEEE").alias("day_name"),
        F.expr("extract(YEAROFWEEK FROM date)").alias("iso_year"),
        F.weekofyear("date").alias("iso_week"),
        (F.weekday("date") >= 5).alias("is_weekend"),
    )


def dim_products(sales: DataFrame) -> DataFrame:
    by_use = Window.partitionBy("stock_code").orderBy(
        F.col("description").isNull(), F.desc("count"), "description"
    )
    category = F
    for pattern, name in CATEGORIES:
        category = category.when(F.lower("description").rlike(pattern), name)
    return (
        sales.groupBy("stock_code", "description").count()
        .withColumn("rank", F.row_number().over(by_use)).where("rank = 1")
        .select(
            "stock_code",
            "description",
            category.otherwise("Other").alias("product_category"),
            ~(F.col("stock_code").isin(NO_PRODUCTS) | F.lower("stock_code").startswith("gift_"))
            .alias("is_product"),
        )
    )


def dim_customers(fact: DataFrame) -> DataFrame:
    known = fact.where(F.col("customer_id") != ANONYMOUS)
    as_of = fact.agg(F.expr("date_add(max(invoice_date), 1)").alias("as_of"))
    customers = (
        known.groupBy("customer_id")
        .agg(
            F.expr("max_by(country, struct(invoiced_at, invoice_no))").alias("country"),
            F.min("invoiced_at").alias("first_invoiced_at"),
            F.max("invoiced_at").alias("last_invoiced_at"),
            F.countDistinct("invoice_no").alias("frequency"),
            F.sum("sales").alias("monetary"),
        )
        .crossJoin(F.broadcast(as_of))
        .withColumn("recency_days", F.datediff("as_of", F.to_date("last_invoiced_at")))
        .drop("as_of")
    )

    def fifth(*order):
        return F.ntile(5).over(Window.orderBy(*order, "customer_id"))

    scored = (
        customers.withColumn("r", fifth(F.desc("recency_days")))
        .withColumn("f", fifth("frequency"))
        .withColumn("m", fifth("monetary"))
    )
    return scored.withColumn(
        "segment",
        F.expr(
            """CASE
            WHEN least(r, f, m) >= 4 THEN 'Champions'
            WHEN least(r, f, m) >= 3 THEN 'Loyal Customers'
            WHEN r >= 4 AND least(f, m) >= 2 THEN 'Potential Loyalists'
            WHEN r >= 4 AND greatest(f, m) <= 1 THEN 'New Customers'
            WHEN r >= 3 AND greatest(f, m) <= 2 THEN 'Promising'
            WHEN r <= 2 AND least(f, m) >= 4 THEN 'Can''t Lose Them'
            WHEN r <= 2 AND least(f, m) >= 3 THEN 'At Risk'
            WHEN greatest(r, f, m) <= 2 THEN 'Hibernating'
            ELSE 'Other' END"""
        ),
    )


def daily_sales(fact: DataFrame) -> DataFrame:
    return fact.groupBy(F.col("invoice_date").alias("date"), "country").agg(
        F.sum("sales").alias("sales"),
        F.sum("quantity").alias("quantity"),
        F.countDistinct("invoice_no").alias("orders"),
        F.avg("unit_price").alias("average_unit_price"),
    )


def segment_sales(fact: DataFrame, customers: DataFrame) -> DataFrame:
    return (
        fact.join(F.broadcast(customers.select("customer_id", "segment")), "customer_id")
        .groupBy(F.expr("CAST(trunc(invoice_date, 'MM') AS DATE)").alias("month"), "segment")
        .agg(
            F.countDistinct("customer_id").alias("customers"),
            F.sum("sales").alias("sales"),
            F.countDistinct("invoice_no").alias("orders"),
        )
        .withColumn("average_order_value", F.expr("sales / orders"))
    )


def best_sellers(fact: DataFrame, products: DataFrame) -> DataFrame:
    by_sales = Window.partitionBy("month").orderBy(F.desc("sales"), "stock_code")
    return (
        fact.groupBy(
            F.expr("CAST(trunc(invoice_date, 'MM') AS DATE)").alias("month"), "stock_code"
        )
        .agg(F.sum("sales").alias("sales"), F.sum("quantity").alias("quantity"))
        .withColumn("rank", F.row_number().over(by_sales))
        .where(F.col("rank") <= TOP)
        .join(F.broadcast(products.select("stock_code", "description")), "stock_code")
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
