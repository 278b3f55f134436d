"""banking in Polars: cast, filter, one row per key, Parquet, three tables.

Two arguments: the folder of the five files, and the folder to write to.
"""

import sys
from pathlib import Path

import polars as pl

MONEY = pl.Decimal(18, 2)
STRING = pl.String

CUSTOMERS = dict.fromkeys(
    ["customer_id", "first_name", "last_name", "address", "city", "state", "zip"], STRING
)
ACCOUNTS = {
    "account_id": STRING, "customer_id": STRING, "account_type": STRING, "balance": MONEY,
}
LOANS = {
    "loan_id": STRING, "customer_id": STRING, "loan_amount": MONEY,
    "interest_rate": pl.Decimal(9, 4), "loan_term": pl.Int32,
}
PAYMENTS = {
    "payment_id": STRING, "loan_id": STRING, "payment_date": pl.Date, "payment_amount": MONEY,
}
TRANSACTIONS = {
    "transaction_id": STRING, "account_id": STRING, "transaction_date": pl.Date,
    "transaction_amount": MONEY, "transaction_type": STRING,
}


def main(source: Path, target: Path) -> None:
    def silver(name: str, schema: dict, required: list[str], rule: pl.Expr) -> pl.LazyFrame:
        """Cleans one file into Parquet, and returns what was written."""
        raw = pl.scan_csv(
            source / f"{name}.csv", schema=dict.fromkeys(schema, STRING), truncate_ragged_lines=True
        )
        typed = raw.with_columns(cast(column, dtype) for column, dtype in schema.items())
        sound = typed.drop_nulls(required).filter(rule).unique(required[0], keep="any")
        file = target / "silver" / name / "part.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        sound.sink_parquet(file)
        return pl.scan_parquet(file)

    def gold(name: str, table: pl.LazyFrame) -> None:
        file = target / "gold" / name / "part.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        table.sink_parquet(file)

    customers = silver(
        "customers", CUSTOMERS, ["customer_id", "first_name", "last_name"], pl.lit(True)
    )
    accounts = silver(
        "accounts", ACCOUNTS, ["account_id", "customer_id", "balance"], pl.col("balance") >= 0
    )
    loans = silver(
        "loans", LOANS, ["loan_id", "customer_id", "loan_amount", "interest_rate"],
        (pl.col("loan_amount") > 0) & (pl.col("interest_rate") > 0),
    )
    payments = silver(
        "loan_payments", PAYMENTS, ["payment_id", "loan_id", "payment_amount"],
        pl.col("payment_amount") > 0,
    )
    transactions = silver(
        "transactions", TRANSACTIONS, ["transaction_id", "account_id", "transaction_amount"],
        pl.col("transaction_amount") > 0,
    )

    gold("customer_account_balance", account_balance(customers, accounts))
    gold("customer_loan_position", loan_position(customers, loans, payments))
    gold("account_monthly_activity", monthly_activity(accounts, transactions))


def cast(column: str, dtype) -> pl.Expr:
    """The column in its type; null where it does not fit."""
    if dtype == pl.Date:
        return pl.col(column).str.to_date("%Y-%m-%d", strict=False)
    return pl.col(column).cast(dtype, strict=False)


def account_balance(customers: pl.LazyFrame, accounts: pl.LazyFrame) -> pl.LazyFrame:
    balances = accounts.group_by("customer_id").agg(
        pl.len().alias("account_count"), pl.col("balance").sum().alias("total_balance")
    )
    return customers.join(balances, on="customer_id")


def loan_position(
    customers: pl.LazyFrame, loans: pl.LazyFrame, payments: pl.LazyFrame
) -> pl.LazyFrame:
    paid = payments.group_by("loan_id").agg(
        pl.col("payment_amount").sum().alias("paid"), pl.col("payment_date").max().alias("latest")
    )
    # Whole numbers for the average: a product of decimals would have to fit one scale.
    cents = (pl.col("loan_amount") * 100).cast(pl.Int128)
    rate = pl.col("interest_rate").cast(pl.Decimal(38, 4)) * 10_000
    positions = (
        loans.join(paid, on="loan_id", how="left")
        .with_columns(pl.col("paid").fill_null(0))
        .with_columns(
            pl.max_horizontal(pl.col("loan_amount") - pl.col("paid"), pl.lit(0, MONEY)).alias("due"),
            (cents * rate.cast(pl.Int128)).alias("weighted"),
            cents.alias("cents"),
        )
        .group_by("customer_id")
        .agg(
            pl.len().alias("loan_count"),
            pl.col("loan_amount").sum().alias("total_loan_amount"),
            pl.col("paid").sum().alias("total_paid"),
            pl.col("due").sum().alias("outstanding"),
            pl.col("weighted").sum(),
            pl.col("cents").sum(),
            pl.col("latest").max().alias("last_payment_date"),
        )
        .with_columns(
            (
                ((pl.col("weighted") * 200_000 + pl.col("cents")) // (pl.col("cents") * 2))
                .cast(pl.Decimal(38, 9))
                / 1_000_000_000
            ).alias("average_interest_rate")
        )
        .drop("weighted", "cents")
    )
    return customers.select("customer_id", "first_name", "last_name").join(
        positions, on="customer_id"
    )


def monthly_activity(accounts: pl.LazyFrame, transactions: pl.LazyFrame) -> pl.LazyFrame:
    def amount(kind: str) -> pl.Expr:
        return (
            pl.when(pl.col("transaction_type") == kind)
            .then(pl.col("transaction_amount"))
            .otherwise(pl.lit(0, MONEY))
            .sum()
        )

    return (
        transactions.filter(
            pl.col("transaction_type").is_in(["Deposit", "Withdrawal"])
            & pl.col("transaction_date").is_not_null()
        )
        .join(accounts.select("account_id"), on="account_id", how="semi")
        .group_by("account_id", pl.col("transaction_date").dt.truncate("1mo").alias("month"))
        .agg(
            amount("Deposit").alias("deposits"),
            amount("Withdrawal").alias("withdrawals"),
            pl.len().alias("transaction_count"),
        )
        .with_columns((pl.col("deposits") - pl.col("withdrawals")).alias("net"))
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
