"""Deliveries made by Assay's generators, each once."""

import json
import subprocess
import sys
from pathlib import Path

from works import BENCHMARKS, ROOT


def generated(pipeline: str, name: str, options: dict[str, object]) -> Path:
    """The delivery of that name, made with these options of the generator if it is not there."""
    delivery = BENCHMARKS / pipeline / name
    if not (delivery / "answers.json").exists():
        print(f"generating {delivery.name}", file=sys.stderr)
        told = [f"--{option}={value}" for option, value in options.items()]
        subprocess.run(
            [str(ROOT / "assay"), "generate", pipeline, *told, f"--output={delivery}"],
            check=True,
            stdout=sys.stderr,
        )
    return delivery


def answers(delivery: Path) -> dict:
    """What the generator says of a delivery."""
    return json.loads((delivery / "answers.json").read_text())
