"""Runs one SQL file in DuckDB on two threads, in a database of its own in memory.

Three arguments: the SQL file, the folder of the input files, and the folder to write to.
"""

import re
import sys
from pathlib import Path

import duckdb


def main(sql: Path, source: Path, target: Path) -> None:
    text = sql.read_text()
    for folder in set(re.findall(r"\$\{output\}/([\w/]+)/", text)):
        (target / folder).mkdir(parents=True, exist_ok=True)
    database = duckdb.connect(config={"threads": 2, "temp_directory": str(target / "temp")})
    database.execute(text.replace("${input}", str(source)).replace("${output}", str(target)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
