"""Tells a Pub/Sub topic how a run ended; who wants mail or chat subscribes to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from airflow.providers.google.cloud.hooks.pubsub import PubSubHook

from assay_airflow.settings import settings


@dataclass(frozen=True)
class Notice:
    """One message a run: which DAG, which run, how it ended, and why if it failed. No data."""

    outcome: str

    def __call__(self, context: Mapping[str, Any]) -> None:
        run = context["dag_run"]
        message = {
            "dag": run.dag_id,
            "run": run.run_id,
            "outcome": self.outcome,
            "logical_date": _text(run.logical_date),
            "reason": context.get("reason"),
        }
        PubSubHook(gcp_conn_id=settings().connection).publish(
            project_id=settings().project,
            topic=settings().notices_topic,
            messages=[
                {
                    "data": json.dumps(message).encode(),
                    "attributes": {"dag": run.dag_id, "outcome": self.outcome},
                }
            ],
        )


def _text(moment: Any) -> str | None:
    return None if moment is None else moment.isoformat()
