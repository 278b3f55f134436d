"""The Python of this repository is linted and formatted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DAGS, ROOT

HERE = Path(__file__).resolve().parent
RUFF = Path(sys.executable).with_name("ruff")


@pytest.mark.skipif(not RUFF.exists(), reason="ruff is installed beside Airflow 3 only")
@pytest.mark.parametrize("command", [["check"], ["format", "--check"]])
def test_is_linted_and_formatted(command: list[str]) -> None:
    ruff = subprocess.run(
        [RUFF, *command, "--no-cache", "--config", HERE.parent / "ruff.toml", DAGS, HERE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ruff.returncode == 0, ruff.stdout + ruff.stderr
