"""Runs one SQL file in DuckDB on two threads, in a database of its own in memory.

Three arguments: the SQL file, the folder of the five files, and the folder to write to.
"""

import sys
from pathlib import Path

import duckdb

TABLES = ["account_monthly_activity", "customer_account_balance", "customer_loan_position"]
DATASETS = ["accounts", "customers", "loan_payments", "loans", "transactions"]


def main(sql: Path, source: Path, target: Path) -> None:
    for folder in [f"gold/{t}" for t in TABLES] + [f"silver/{d}" for d in DATASETS] + ["rejects"]:
        (target / folder).mkdir(parents=True, exist_ok=True)
    database = duckdb.connect(config={"threads": 2, "temp_directory": str(target / "temp")})
    text = sql.read_text()
    database.execute(text.replace("${input}", str(source)).replace("${output}", str(target)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
