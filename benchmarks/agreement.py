"""Whether the gold tables that somebody wrote are the ones they should be, by rows and sums."""

import json
from decimal import Decimal
from pathlib import Path

import duckdb

# Of each table how many rows it has, as "rows", and what its columns of numbers add up to.
Totals = dict[str, dict[str, Decimal]]

# Averages carry nine decimals, and engines round the last ones in their own ways.
ROUNDED = 1e-9


def promised(answers_file: Path) -> Totals:
    """What answers.json says."""
    answers = json.loads(answers_file.read_text())
    return {
        table: {column: Decimal(total) for column, total in [("rows", gold["rows"]), *gold["totals"].items()]}
        for table, gold in answers["gold"].items()
    }


def written(output: Path) -> Totals:
    """What the tables under a folder hold: all their columns of numbers, averages left out."""
    totals = {}
    for folder in sorted((output / "gold").iterdir()):
        query = f"DESCRIBE SELECT * FROM read_parquet('{folder}/**/*.parquet')"
        columns = [
            name
            for name, kind, *_ in duckdb.connect().execute(query).fetchall()
            if kind.startswith(("DECIMAL", "BIGINT", "HUGEINT", "INTEGER")) and not name.startswith("average")
        ]
        totals[folder.name] = sums(folder, columns)
    return totals


def deviation(expected: Totals, output: Path) -> float:
    """The largest relative difference in the count or total of any gold column; 0 if all are equal.

    The net is not asked: it is a difference of two columns that are.
    """
    worst = 0.0
    for table, totals in expected.items():
        found = sums(output / "gold" / table, [column for column in totals if column != "rows"])
        for column, total in totals.items():
            worst = max(worst, difference(total, found[column], column))
    return worst


def sums(folder: Path, columns: list[str]) -> dict[str, Decimal]:
    """How many rows a table has, and what each column adds up to, exactly."""
    totals = "".join(f", CAST(coalesce(sum({column}), 0) AS VARCHAR)" for column in columns)
    query = f"SELECT count(*){totals} FROM read_parquet('{folder}/**/*.parquet')"
    row = duckdb.connect().execute(query).fetchone()
    return dict(zip(["rows", *columns], map(Decimal, row)))


def difference(expected: Decimal, found: Decimal, column: str) -> float:
    # The net may be next to nothing, and a share of nothing says nothing.
    if expected == found or column == "net":
        return 0.0
    share = float(abs(expected - found) / max(abs(expected), Decimal(1)))
    return 0.0 if column.startswith("average") and share < ROUNDED else share
