"""The one settings file: small and local, so that reading it at parse time costs no network."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import yaml

FILE = "ASSAY_SETTINGS"
"""Environment variable that names another settings file than the one beside this module."""


@dataclass(frozen=True)
class Settings:
    """Where things are; `settings.yaml` says what each of them is."""

    project: str
    region: str
    back_office: str
    landing: str
    archive: str
    lake: str
    temp: str
    templates: str
    audit_dataset: str
    worker_service_account: str
    subnetwork: str
    max_workers: int
    notices_topic: str
    connection: str
    start: datetime.date

    def template(self, pipeline: str) -> str:
        """The Flex Template's specification file of a pipeline."""
        return f"gs://{self.templates}/templates/{pipeline}.json"

    @property
    def warehouse(self) -> str:
        return f"bigquery:{self.project}"


@cache
def settings() -> Settings:
    """The settings of this environment.

    Raises ValueError, naming the file, if it lacks one or has one that is not known.
    """
    file = Path(os.environ.get(FILE) or Path(__file__).with_name("settings.yaml"))
    given = yaml.safe_load(file.read_text(encoding="utf-8"))
    known = {field.name for field in fields(Settings)}
    wrong = [f"lacks {name}" for name in sorted(known - given.keys())]
    wrong += [f"has an unknown {name}" for name in sorted(given.keys() - known)]
    if wrong:
        raise ValueError(f"{file} {', '.join(wrong)}")
    start = datetime.date.fromisoformat(str(given.pop("start")))
    return Settings(start=start, **given)
