"""Runs of a thousand new orders against a small and a large history: the time should be the same."""

import argparse
import shutil
import statistics
import sys
from pathlib import Path

import measure
from deliveries import generated
from works import BENCHMARKS, ROOT, landed

RATE = 420
ORDERS_A_DAY = 24 * RATE
# Ten files of a quarter of an hour are 1,050 orders.
FILES_A_RUN = 10
DAYS_A_LOAD = 100


def main() -> None:
    options = parse_options()
    lines = [
        f"1,050 new orders each, median of {options.runs}:",
        "",
        "| orders before | wall | from | to | peak memory |",
        "|---|---|---|---|---|",
    ]
    for days in options.days:
        readings = measured(days, options.runs, options.seed)
        seconds = [reading.seconds for reading in readings]
        peak = max(reading.peak_mb for reading in readings) / 1000
        lines.append(
            f"| {days * ORDERS_A_DAY:,} | {statistics.median(seconds):.1f} s | {min(seconds):.1f} s "
            f"| {max(seconds):.1f} s | {peak:.2f} GB |"
        )
    print("\n".join(lines))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run orders-history", description=__doc__)
    parser.add_argument(
        "--days", metavar="N,N,...", default=[1, 35, 1000],
        type=lambda text: [int(number) for number in text.split(",")],
        help=f"lengths of the histories in days of {ORDERS_A_DAY:,} orders (1,35,1000)",
    )
    parser.add_argument("--runs", type=int, default=7, help="how many runs are measured (7)")
    parser.add_argument("--seed", type=int, default=7, help="what the feed follows from (7)")
    return parser.parse_args()


def measured(days: int, runs: int, seed: int) -> list[measure.Reading]:
    """Measures runs of the files that follow a history, each on a copy of the lake that holds it."""
    # What comes late or again would reach back further into a long history than into a short one.
    feed = generated(
        "orders",
        f"history-{days}-{seed}",
        {"hours": 24 * days + (FILES_A_RUN + 3) // 4, "rate": RATE, "late": 0,
         "duplicates": 0, "seed": seed},
    )
    files = sorted((feed / "orders").iterdir())
    first_new = days * 24 * 4
    history = loaded(files[:first_new], feed.name)
    new = files[first_new : first_new + FILES_A_RUN]
    return [run(new, copied(history)) for _ in range(runs)]


def copied(history: Path) -> Path:
    lake = BENCHMARKS / "output"
    shutil.rmtree(lake, ignore_errors=True)
    shutil.copytree(history, lake, copy_function=link)
    return lake


def loaded(files: list[Path], name: str) -> Path:
    """A lake that holds these files and nothing else, made if it is not there."""
    lake = BENCHMARKS / "orders" / f"lake-{name}"
    if not lake.exists():
        unfinished = lake.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        for start in range(0, len(files), DAYS_A_LOAD * 24 * 4):
            run(files[start : start + DAYS_A_LOAD * 24 * 4], unfinished)
        # Of a load of so many files the next run leaves a summary, as a run every quarter of an hour
        # would long have done.
        run([], unfinished)
        unfinished.rename(lake)
    return lake


def link(source: str, target: str) -> None:
    """Files of a lake are never written to again, but for its warehouse."""
    if source.endswith(".duckdb"):
        shutil.copy2(source, target)
    else:
        Path(target).hardlink_to(source)


def run(files: list[Path], lake: Path) -> measure.Reading:
    """One run of exactly these files."""
    landing = BENCHMARKS / "landing"
    shutil.rmtree(landing, ignore_errors=True)
    (landing / "orders").mkdir(parents=True)
    for file in files:
        (landing / "orders" / file.name).hardlink_to(file)
    reading = measure.checked(
        [str(ROOT / "assay"), "orders", *landed(landing), f"--output={lake}"],
        BENCHMARKS / "history.log",
    )
    print(f"{len(files)} files: {reading.seconds:.1f} s, {reading.peak_mb:.0f} MB", file=sys.stderr)
    return reading


if __name__ == "__main__":
    main()
