"""Runs Assay and its peers on the same deliveries, in turn, and prints how they compare."""

import argparse
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import agreement
import measure

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / ".build" / "benchmarks"
BIN = Path(sys.executable).parent

ASSAY = "Assay"
# These choose and refuse as Assay does: what they yield must be the truth, to the cent.
STRICT = {ASSAY, "DuckDB, full"}


def main() -> None:
    options = parse_options()
    peers = options.peers or list(commands(Path(), Path()))
    check_on_clean_data(peers, options)
    tables = [compare(customers, peers, options) for customers in options.customers]
    print("\n\n".join(tables))


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run", description=__doc__)
    parser.add_argument(
        "--customers", default="10000,100000,500000", metavar="N,N,...",
        type=lambda text: [int(number) for number in text.split(",")],
        help="sizes of the deliveries; a customer has 32 rows (default: %(default)s)",
    )
    parser.add_argument("--dirty", type=float, default=0.02, help="share of rows spoilt (0.02)")
    parser.add_argument("--seed", type=int, default=7, help="what the deliveries follow from (7)")
    parser.add_argument("--runs", type=int, default=3, help="how often each is run (3)")
    parser.add_argument(
        "--peers", type=lambda text: text.split(";"), metavar="NAME;NAME",
        help="only these: " + "; ".join(commands(Path(), Path())),
    )
    options = parser.parse_args()
    unknown = set(options.peers or []) - set(commands(Path(), Path()))
    if unknown:
        parser.error(f"no peer is called {', '.join(sorted(unknown))}")
    return options


def commands(delivery: Path, output: Path) -> dict[str, list[str]]:
    """How each is launched: as a process of its own, on two threads."""
    files = [str(delivery), str(output)]
    duckdb = [sys.executable, str(HERE / "duckdb_banking.py")]
    return {
        ASSAY: [
            str(ROOT / "assay"), "banking", f"--input={delivery}", f"--output={output}",
        ],
        "PySpark": [
            str(BIN / "spark-submit"), "--master", "local[2]", "--driver-memory", "4g",
            str(HERE / "pyspark_banking.py"), *files,
        ],
        "DuckDB, full": [*duckdb, str(HERE / "duckdb_full.sql"), *files],
        "DuckDB, plain": [*duckdb, str(HERE / "duckdb_plain.sql"), *files],
        "Polars": [sys.executable, str(HERE / "polars_banking.py"), *files],
    }


ENVIRONMENT = {
    "POLARS_MAX_THREADS": "2",
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_DRIVER_PYTHON": sys.executable,
}


def check_on_clean_data(peers: list[str], options: argparse.Namespace) -> None:
    """Where nothing is dirty, all must agree to the cent, or they do not do the same work."""
    delivery = generate(min(options.customers), 0, options.seed)
    for peer in peers:
        run(peer, delivery)
        off = agreement.deviation(delivery / "answers.json", WORK / "output")
        if off:
            sys.exit(f"{peer} is off by {off:.2%} on clean data: this is no comparison")


def compare(customers: int, peers: list[str], options: argparse.Namespace) -> str:
    """Runs the peers in turn, as often as asked, and returns the table of one size."""
    delivery = generate(customers, options.dirty, options.seed)
    readings: dict[str, list[measure.Reading]] = {peer: [] for peer in peers}
    off = dict.fromkeys(peers, 0.0)
    for _ in range(options.runs):
        for peer in peers:
            readings[peer].append(run(peer, delivery))
            off[peer] = agreement.deviation(delivery / "answers.json", WORK / "output")
            check(peer, off[peer], options.dirty)
    return table(customers, options, readings, off)


def check(peer: str, off: float, dirty: float) -> None:
    """Peers that drop in silence lose what is dirty, and must not lose much more than that."""
    allowed = 0.0 if peer in STRICT else 2 * dirty
    if off > allowed:
        sys.exit(f"{peer} is off by {off:.2%}: its figures would compare different work")


def generate(customers: int, dirty: float, seed: int) -> Path:
    """The delivery of these figures, made once."""
    delivery = WORK / f"delivery-{customers}-{dirty:g}-{seed}"
    if not (delivery / "answers.json").exists():
        print(f"generating {delivery.name}", file=sys.stderr)
        subprocess.run(
            [
                str(ROOT / "assay"), "generate", "banking", "--customers", str(customers),
                "--dirty", str(dirty), "--seed", str(seed), "--output", str(delivery),
            ],
            check=True,
            stdout=sys.stderr,
        )
    return delivery


def run(peer: str, delivery: Path) -> measure.Reading:
    """One run into an empty folder; its output stays until the next."""
    output = WORK / "output"
    shutil.rmtree(output, ignore_errors=True)
    log = WORK / (peer.replace(", ", "-") + ".log")
    try:
        reading = measure.run(commands(delivery, output)[peer], log, ENVIRONMENT)
    except subprocess.CalledProcessError as failure:
        sys.exit(f"{peer} failed with code {failure.returncode}; what it said is in {log}")
    print(
        f"{delivery.name} {peer}: {reading.seconds:.1f} s, {reading.peak_mb:.0f} MB",
        file=sys.stderr,
    )
    return reading


def table(
    customers: int,
    options: argparse.Namespace,
    readings: dict[str, list[measure.Reading]],
    off: dict[str, float],
) -> str:
    """Median wall time, highest memory, and Assay's time as a share of each peer's."""
    seconds = {peer: statistics.median(r.seconds for r in rs) for peer, rs in readings.items()}
    lines = [
        f"{customers * 32 / 1e6:g} million rows, {options.dirty:.0%} dirty, "
        f"median of {options.runs}:",
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
