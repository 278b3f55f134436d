"""The pipelines that are compared, and who else does the work of each."""

import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BENCHMARKS = ROOT / ".build" / "benchmarks"
BIN = Path(sys.executable).parent

ASSAY = "Assay"
DUCKDB = "DuckDB, plain"


def landed(folder: Path) -> list[str]:
    """A landing folder to which nobody writes any more, however new its files."""
    return [f"--landing={folder}", "--settle=0"]


@dataclass(frozen=True)
class Work:
    """A pipeline.

    size: the generator's option that says how much is made
    sizes: how much, unless it is given
    rows: how many rows one of them has, about
    folder: where the peers' programs are
    peers: a program, or a file of SQL, for each
    strict: who chooses and refuses as Assay does, so that what they yield is the truth, to the cent
    options: what else the generator is told
    landing: whether Assay takes a folder that fills, and no whole delivery
    """

    name: str
    size: str
    sizes: str
    rows: float
    folder: Path
    peers: dict[str, str]
    strict: frozenset[str]
    options: tuple[tuple[str, object], ...] = ()
    landing: bool = False

    def command(self, peer: str, delivery: Path, output: Path) -> list[str]:
        """How it is launched: as a process of its own, on two threads."""
        if peer == ASSAY:
            taken = landed(delivery) if self.landing else [f"--input={delivery}"]
            return [str(ROOT / "assay"), self.name, *taken, f"--output={output}"]
        program = str(self.folder / self.peers[peer])
        if peer == "PySpark":
            spark = [str(BIN / "spark-submit"), "--master", "local[2]", "--driver-memory", "4g"]
            return [*spark, program, str(delivery), str(output)]
        runner = [str(HERE / "duckdb_job.py")] if program.endswith(".sql") else []
        return [sys.executable, *runner, program, str(delivery), str(output)]

    def preparation(self, delivery: Path, output: Path) -> list[str]:
        """What Assay runs first, unmeasured: nothing, or what makes the dimensions of a feed."""
        if not self.landing:
            return []
        daily = [str(ROOT / "assay"), f"{self.name}-daily", "--asOf=2024-01-01"]
        return [*daily, *landed(delivery), f"--output={output}"]

    def names(self) -> list[str]:
        return [ASSAY, *self.peers]


WORKS = {
    work.name: work
    for work in [
        Work(
            name="banking",
            size="customers",
            sizes="10000,100000,500000",
            rows=32,
            folder=HERE / "banking",
            peers={
                "PySpark": "pyspark_job.py",
                "DuckDB, full": "full.sql",
                DUCKDB: "plain.sql",
                "Polars": "polars_job.py",
            },
            strict=frozenset({ASSAY, "DuckDB, full"}),
        ),
        Work(
            name="online-retail",
            size="invoices",
            sizes="25000",
            rows=21,
            folder=HERE / "online_retail",
            peers={"PySpark": "pyspark_job.py", DUCKDB: "plain.sql"},
            strict=frozenset({ASSAY}),
        ),
        Work(
            name="orders",
            size="hours",
            sizes="25,250",
            rows=4000,
            folder=HERE / "orders",
            peers={"PySpark": "pyspark_job.py", DUCKDB: "plain.sql"},
            strict=frozenset({ASSAY}),
            options=(("rate", 4000),),
            landing=True,
        ),
    ]
}
