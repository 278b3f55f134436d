"""What Airflow 2.10 and Airflow 3 call by other names; the rest imports it from here."""

from __future__ import annotations

try:
    from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
    from airflow.sdk import DAG, BaseOperator
except ImportError:  # Airflow 2.10
    from airflow.models.baseoperator import BaseOperator
    from airflow.models.dag import DAG
    from airflow.operators.trigger_dagrun import TriggerDagRunOperator

__all__ = ["DAG", "BaseOperator", "TriggerDagRunOperator"]
