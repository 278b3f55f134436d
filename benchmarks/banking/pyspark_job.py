"""banking in PySpark: explicit schema, drop what is null or invalid, one row per key, three tables.

Run by spark-submit with two arguments: the folder of the five files, and the folder to write to.
"""

import sys

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

CUSTOMERS = (
    "customer_id STRING, first_name STRING, last_name STRING, address STRING, city STRING, "
    "state STRING, zip STRING"
)
ACCOUNTS = "account_id STRING, customer_id STRING, account_type STRING, balance DECIMAL(18,2)"
LOANS = (
    "loan_id STRING, customer_id STRING, loan_amount DECIMAL(18,2), interest_rate DECIMAL(9,4), "
    "loan_term INT"
)
PAYMENTS = "payment_id STRING, loan_id STRING, payment_date DATE, payment_amount DECIMAL(18,2)"
TRANSACTIONS = (
    "transaction_id STRING, account_id STRING, transaction_date DATE, "
    "transaction_amount DECIMAL(18,2), transaction_type STRING"
)


def main(source: str, target: str) -> None:
    spark = (
        SparkSession.builder.appName("banking")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")

    def silver(name: str, schema: str, required: list[str], rule: str, lines: bool = False):
        """Cleans one file into Parquet, and returns what was written."""
        raw = spark.read.csv(
            f"{source}/{name}.csv", schema=schema, header=True, multiLine=lines, escape='"',
            dateFormat="yyyy-MM-dd",
        )
        sound = raw.dropna(subset=required).where(rule).dropDuplicates([required[0]])
        folder = f"{target}/silver/{name}"
        sound.write.mode("overwrite").parquet(folder)
        return spark.read.parquet(folder)

    def gold(name: str, table: DataFrame) -> None:
        table.write.mode("overwrite").parquet(f"{target}/gold/{name}")

    # Only addresses are free text: a file read with multiLine is read by one thread.
    customers = silver(
        "customers", CUSTOMERS, ["customer_id", "first_name", "last_name"], "true", lines=True
    )
    accounts = silver("accounts", ACCOUNTS, ["account_id", "customer_id", "balance"], "balance >= 0")
    loans = silver(
        "loans",
        LOANS,
        ["loan_id", "customer_id", "loan_amount", "interest_rate"],
        "loan_amount > 0 AND interest_rate > 0",
    )
    payments = silver(
        "loan_payments", PAYMENTS, ["payment_id", "loan_id", "payment_amount"], "payment_amount > 0"
    )
    transactions = silver(
        "transactions",
        TRANSACTIONS,
        ["transaction_id", "account_id", "transaction_amount"],
        "transaction_amount > 0",
    )

    gold("customer_account_balance", account_balance(customers, accounts))
    gold("customer_loan_position", loan_position(customers, loans, payments))
    gold("account_monthly_activity", monthly_activity(accounts, transactions))
    spark.stop()


def account_balance(customers: DataFrame, accounts: DataFrame) -> DataFrame:
    balances = accounts.groupBy("customer_id").agg(
        F.count("*").alias("account_count"), F.sum("balance").alias("total_balance")
    )
    return customers.join(balances, "customer_id")


def loan_position(customers: DataFrame, loans: DataFrame, payments: DataFrame) -> DataFrame:
    paid = payments.groupBy("loan_id").agg(
        F.sum("payment_amount").alias("paid"), F.max("payment_date").alias("latest")
    )
    loan = loans.join(paid, "loan_id", "left").withColumn(
        "paid", F.coalesce("paid", F.lit(0).cast("decimal(28,2)"))
    )
    positions = loan.groupBy("customer_id").agg(
        F.count("*").alias("loan_count"),
        F.sum("loan_amount").alias("total_loan_amount"),
        F.sum("paid").alias("total_paid"),
        F.sum(F.expr("greatest(loan_amount - paid, 0)")).alias("outstanding"),
        F.expr(
            "CAST(sum(loan_amount * interest_rate) / sum(loan_amount) AS DECIMAL(19,9))"
        ).alias("average_interest_rate"),
        F.max("latest").alias("last_payment_date"),
    )
    return customers.select("customer_id", "first_name", "last_name").join(positions, "customer_id")


def monthly_activity(accounts: DataFrame, transactions: DataFrame) -> DataFrame:
    zero = "CAST(0 AS DECIMAL(18,2))"
    amount = "CASE transaction_type WHEN '{}' THEN transaction_amount ELSE {} END"
    return (
        transactions.where("transaction_type IN ('Deposit', 'Withdrawal')")
        .where("transaction_date IS NOT NULL")
        .join(accounts.select("account_id"), "account_id", "left_semi")
        .groupBy("account_id", F.expr("CAST(trunc(transaction_date, 'MM') AS DATE)").alias("month"))
        .agg(
            F.sum(F.expr(amount.format("Deposit", zero))).alias("deposits"),
            F.sum(F.expr(amount.format("Withdrawal", zero))).alias("withdrawals"),
            F.count("*").alias("transaction_count"),
        )
        .withColumn("net", F.expr("deposits - withdrawals"))
    )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
