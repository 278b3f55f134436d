"""How fast orders-stream takes in a landing folder that is full when it starts."""

import argparse
import json
import shutil
import sys
from pathlib import Path

import measure
from deliveries import answers, generated
from works import BENCHMARKS, ROOT, landed

RATE = 4000


def main() -> None:
    options = parse_options()
    lines = ["| orders | wall | orders a second | peak memory |", "|---|---|---|---|"]
    for orders in options.orders:
        reading, read = measured(orders, options)
        lines.append(
            f"| {orders:,} | {reading.seconds:.1f} s | {read / reading.seconds:,.0f} "
            f"| {reading.peak_mb / 1000:.2f} GB |"
        )
        print(lines[-1], file=sys.stderr)
    print("\n".join(lines))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run orders-stream", description=__doc__)
    parser.add_argument(
        "--orders", metavar="N,N,...", default=[10_000, 100_000, 1_000_000],
        type=lambda text: [int(number) for number in text.split(",")],
        help="how many orders the folder holds (10000,100000,1000000)",
    )
    parser.add_argument("--every", default="10s", help="how often a micro-batch is cut (10s)")
    parser.add_argument("--seed", type=int, default=7, help="what the feeds follow from (7)")
    return parser.parse_args()


def measured(orders: int, options: argparse.Namespace) -> tuple[measure.Reading, int]:
    """From the start of the process until its log accounts for every line; and how many these are."""
    hours = max(1, orders // RATE)
    feed = generated(
        "orders",
        f"stream-{orders}-{options.seed}",
        {"hours": hours, "rate": orders // hours, "seed": options.seed},
    )
    lines = answers(feed)["lines"]["lines"]
    lake = BENCHMARKS / "output"
    shutil.rmtree(lake, ignore_errors=True)
    log = Log(lake / "_log")
    reading = measure.checked(
        [
            str(ROOT / "assay"), "orders-stream", *landed(feed), f"--output={lake}",
            f"--every={options.every}",
        ],
        BENCHMARKS / "stream.log",
        until=lambda: log.lines() >= lines,
    )
    if log.lines() != lines:
        sys.exit(f"{log.lines():,} lines were read of {lines:,}")
    return reading, lines


class Log:
    """The log of a lake, of which each entry is read once."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._lines: dict[str, int] = {}

    def lines(self) -> int:
        """Lines of orders that published entries account for."""
        entries = sorted(self._folder.glob("*.json")) if self._folder.exists() else []
        for entry in entries:
            if entry.name not in self._lines:
                self._lines[entry.name] = lines_of(json.loads(entry.read_text()))
        return sum(self._lines.values())


def lines_of(manifest: dict) -> int:
    if manifest["status"].lower() != "published":
        return 0
    return sum(file["read"] for file in manifest["ledger"]["files"] if file["dataset"] == "orders")


if __name__ == "__main__":
    main()
