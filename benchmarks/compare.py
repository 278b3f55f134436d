"""Runs Assay and its peers on the same deliveries, in turn, and prints how they compare."""

import argparse
import shutil
import statistics
import sys
from pathlib import Path

import agreement
import measure
from deliveries import generated
from works import ASSAY, BENCHMARKS, DUCKDB, WORKS, Work

ENVIRONMENT = {
    "POLARS_MAX_THREADS": "2",
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_DRIVER_PYTHON": sys.executable,
}


def main() -> None:
    options = parse_options()
    work = WORKS[options.pipeline]
    peers = options.peers or work.names()
    if options.input:
        tables = [compare_given(work, peers, options)]
    else:
        check_on_clean_data(work, peers, options)
        tables = [compare_generated(work, size, peers, options) for size in sizes(work, options)]
    print("\n\n".join(tables))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run", description=__doc__)
    parser.add_argument("pipeline", choices=WORKS, help="the work to be done")
    parser.add_argument(
        "--sizes", metavar="N,N,...", type=lambda text: [int(number) for number in text.split(",")],
        help="sizes of the deliveries: "
        + "; ".join(f"{w.name}, in {w.size}: {w.sizes}" for w in WORKS.values()),
    )
    parser.add_argument("--dirty", type=float, default=0.02, help="share of rows spoilt (0.02)")
    parser.add_argument("--seed", type=int, default=7, help="what the deliveries follow from (7)")
    parser.add_argument(
        "--input", type=Path, metavar="DIR",
        help="a delivery of your own instead; the truth is then what plain DuckDB finds in it",
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each is run (3)")
    parser.add_argument(
        "--peers", type=lambda text: text.split(";"), metavar="NAME;NAME",
        help="only these: "
        + "; ".join(f"{w.name}: {', '.join(map(repr, w.names()))}" for w in WORKS.values()),
    )
    options = parser.parse_args()
    unknown = set(options.peers or []) - set(WORKS[options.pipeline].names())
    if unknown:
        parser.error(f"no peer is called {', '.join(sorted(unknown))}")
    return options


def sizes(work: Work, options: argparse.Namespace) -> list[int]:
    return options.sizes or [int(size) for size in work.sizes.split(",")]


def check_on_clean_data(work: Work, peers: list[str], options: argparse.Namespace) -> None:
    """Where nothing is dirty, all must agree to the cent, or they do not do the same work."""
    delivery = generate(work, min(sizes(work, options)), 0, options.seed)
    truth = agreement.promised(delivery / "answers.json")
    for peer in peers:
        run(work, peer, delivery)
        off = agreement.deviation(truth, BENCHMARKS / "output")
        if off:
            sys.exit(f"{peer} is off by {off:.2%} on clean data: this is no comparison")


def compare_generated(
    work: Work, size: int, peers: list[str], options: argparse.Namespace
) -> str:
    delivery = generate(work, size, options.dirty, options.seed)
    truth = agreement.promised(delivery / "answers.json")
    title = f"{size * work.rows / 1e6:g} million rows, {options.dirty:.0%} dirty"
    # Peers that drop in silence lose what is dirty, and must not lose much more than that.
    return compare(work, delivery, truth, 2 * options.dirty, title, peers, options.runs)


def compare_given(work: Work, peers: list[str], options: argparse.Namespace) -> str:
    run(work, DUCKDB, options.input)
    truth = agreement.written(BENCHMARKS / "output")
    return compare(work, options.input, truth, 0, str(options.input), peers, options.runs)


def compare(
    work: Work,
    delivery: Path,
    truth: agreement.Totals,
    allowed: float,
    title: str,
    peers: list[str],
    runs: int,
) -> str:
    """Runs the peers in turn, as often as asked, and returns the table of one delivery."""
    readings: dict[str, list[measure.Reading]] = {peer: [] for peer in peers}
    off = dict.fromkeys(peers, 0.0)
    for _ in range(runs):
        for peer in peers:
            readings[peer].append(run(work, peer, delivery))
            off[peer] = agreement.deviation(truth, BENCHMARKS / "output")
            if off[peer] > (0.0 if peer in work.strict else allowed):
                sys.exit(f"{peer} is off by {off[peer]:.2%}: it did not do the same work")
    return table(f"{title}, median of {runs}:", readings, off)


def generate(work: Work, size: int, dirty: float, seed: int) -> Path:
    """The delivery of these figures, made once."""
    options = {work.size: size, **dict(work.options), "dirty": f"{dirty:g}", "seed": seed}
    return generated(work.name, f"delivery-{size}-{dirty:g}-{seed}", options)


def run(work: Work, peer: str, delivery: Path) -> measure.Reading:
    """One run into an empty folder; its output stays until the next."""
    output = BENCHMARKS / "output"
    shutil.rmtree(output, ignore_errors=True)
    log = BENCHMARKS / (peer.replace(", ", "-") + ".log")
    preparation = work.preparation(delivery, output)
    if peer == ASSAY and preparation:
        measure.checked(preparation, log)
    reading = measure.checked(work.command(peer, delivery, output), log, ENVIRONMENT)
    print(
        f"{delivery.name} {peer}: {reading.seconds:.1f} s, {reading.peak_mb:.0f} MB",
        file=sys.stderr,
    )
    return reading


def table(title: str, readings: dict[str, list[measure.Reading]], off: dict[str, float]) -> str:
    """Median wall time, highest memory, and Assay's time as a share of each peer's."""
    seconds = {peer: statistics.median(r.seconds for r in rs) for peer, rs in readings.items()}
    lines = [
        title,
        "",
        "| | wall | Assay takes | peak memory | gold |",
        "|---|---|---|---|---|",
    ]
    for peer, rs in readings.items():
        ratio = f"{seconds[ASSAY] / seconds[peer]:.2f}×" if ASSAY in seconds else ""
        peak = max(r.peak_mb for r in rs) / 1000
        gold = f"off by {off[peer]:.1%}" if off[peer] else "exact"
        lines.append(f"| {peer} | {seconds[peer]:.1f} s | {ratio} | {peak:.2f} GB | {gold} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
