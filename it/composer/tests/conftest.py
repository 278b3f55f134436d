"""An Airflow of the tests' own: a database, settings and a connection that need no cloud."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
DAGS = ROOT / "deploy" / "composer" / "dags"
HOME = Path(tempfile.mkdtemp(prefix="assay-airflow-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)

# Airflow reads its configuration when it is first imported.
os.environ.update(
    {
        "AIRFLOW_HOME": str(HOME),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "False",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{HOME}/airflow.db",
        "AIRFLOW_CONN_GOOGLE_CLOUD_DEFAULT": json.dumps(
            {
                "conn_type": "google_cloud_platform",
                "extra": {"is_anonymous": True, "project": "assay-test"},
            }
        ),
        "ASSAY_SETTINGS": str(Path(__file__).with_name("settings.yaml")),
        "NO_PROXY": "127.0.0.1,localhost",
    }
)
sys.dont_write_bytecode = True
sys.path.insert(0, str(DAGS))


def load() -> Any:
    """All DAGs, parsed anew, as the scheduler does it."""
    try:
        from airflow.dag_processing.dagbag import DagBag
    except ImportError:  # Airflow 2.10
        from airflow.models.dagbag import DagBag
    return DagBag(dag_folder=str(DAGS))


@pytest.fixture(scope="session")
def bag() -> Any:
    return load()
