"""Whether the gold tables that a peer wrote are those that answers.json promises."""

import json
from decimal import Decimal
from pathlib import Path

import duckdb


def deviation(answers_file: Path, output: Path) -> float:
    """The largest relative difference in the count or total of any gold column; 0 if all are equal.

    The net is not asked: it is a difference of two columns that are.

    The average rates carry nine decimals, and engines round the last one in their own ways: they
    count as equal if their sums differ by less than one in a billion.
    """
    answers = json.loads(answers_file.read_text())
    worst = 0.0
    for table, gold in answers["gold"].items():
        expected = {"rows": gold["rows"], **gold["totals"]}
        for column, found in totals(output / "gold" / table, list(gold["totals"])).items():
            worst = max(worst, difference(Decimal(expected[column]), found, column))
    return worst


def totals(folder: Path, columns: list[str]) -> dict[str, Decimal]:
    """How many rows a table has, and what each column adds up to, exactly."""
    sums = "".join(f", CAST(coalesce(sum({column}), 0) AS VARCHAR)" for column in columns)
    query = f"SELECT count(*){sums} FROM read_parquet('{folder}/**/*.parquet')"
    row = duckdb.connect().execute(query).fetchone()
    return dict(zip(["rows", *columns], map(Decimal, row)))


def difference(expected: Decimal, found: Decimal, column: str) -> float:
    # The net may be next to nothing, and a share of nothing says nothing.
    if expected == found or column == "net":
        return 0.0
    share = float(abs(expected - found) / max(abs(expected), Decimal(1)))
    return 0.0 if column == "average_interest_rate" and share < 1e-9 else share
