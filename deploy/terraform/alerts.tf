# Who is told when: a DAG that failed, a batch that was refused, a run that takes unusually long.

resource "google_monitoring_notification_channel" "email" {
  for_each = var.alert_emails

  display_name = each.value
  type         = "email"
  labels       = { email_address = each.value }

  depends_on = [google_project_service.needed]
}

locals {
  channels = [for channel in google_monitoring_notification_channel.email : channel.id]
}

# CheckBooks names the checks that failed in the task's log; no value of a record is in it.
resource "google_logging_metric" "refused" {
  name        = "assay/refused_batches"
  description = "Batches that the audit refused, or that are not in the books"
  filter = join(" AND ", [
    "resource.type=\"cloud_composer_environment\"",
    "log_id(\"airflow-worker\")",
    "textPayload=~\"batch .+ is (refused|not in the books)\"",
  ])

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }
}

resource "google_monitoring_alert_policy" "refused" {
  display_name          = "Assay: a batch failed its quality checks"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = local.channels
  user_labels           = local.labels

  conditions {
    display_name = "Refused by the audit"
    condition_threshold {
      filter          = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.refused.name}\" AND resource.type=\"cloud_composer_environment\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_SUM"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "The log of the task check_books names the checks. The records are in `assay.quarantine`, which stewards may read. Nothing of the batch was published."
  }
}

resource "google_monitoring_alert_policy" "failed" {
  display_name          = "Assay: a job or a DAG run failed"
  combiner              = "OR"
  severity              = "ERROR"
  notification_channels = local.channels
  user_labels           = local.labels

  conditions {
    display_name = "A Dataflow job failed"
    condition_threshold {
      filter          = "metric.type=\"dataflow.googleapis.com/job/is_failed\" AND resource.type=\"dataflow_job\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  conditions {
    display_name = "A DAG run failed"
    condition_threshold {
      filter          = "metric.type=\"composer.googleapis.com/workflow/run_count\" AND resource.type=\"cloud_composer_workflow\" AND metric.labels.state=\"failed\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_DELTA"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "What is published is whole. Mend what the job's log names, and clear the task: it goes on where it broke off."
  }
}

resource "google_monitoring_alert_policy" "slow" {
  display_name          = "Assay: a run takes unusually long"
  combiner              = "OR"
  severity              = "WARNING"
  notification_channels = local.channels
  user_labels           = local.labels

  conditions {
    display_name = "A batch job goes on for long"
    condition_threshold {
      filter          = "metric.type=\"dataflow.googleapis.com/job/elapsed_time\" AND resource.type=\"dataflow_job\" AND resource.labels.job_name!=monitoring.regex.full_match(\"orders-stream.*\")"
      comparison      = "COMPARISON_GT"
      threshold_value = var.longest_run_minutes * 60
      duration        = "0s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  conditions {
    display_name = "The stream falls behind"
    condition_threshold {
      filter          = "metric.type=\"dataflow.googleapis.com/job/system_lag\" AND resource.type=\"dataflow_job\""
      comparison      = "COMPARISON_GT"
      threshold_value = 1800
      duration        = "300s"
      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }
}

resource "google_billing_budget" "monthly" {
  count = var.billing_account == null ? 0 : 1

  billing_account = var.billing_account
  display_name    = "Assay, ${var.project}"

  budget_filter {
    projects = ["projects/${data.google_project.this.number}"]
  }

  amount {
    specified_amount {
      units = tostring(floor(var.monthly_budget))
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1.0]
    content {
      threshold_percent = threshold_rules.value
    }
  }

  # A budget tells five channels at most, and needs none: its account's administrators hear of it.
  dynamic "all_updates_rule" {
    for_each = length(local.channels) > 0 ? [slice(local.channels, 0, min(5, length(local.channels)))] : []
    content {
      monitoring_notification_channels = all_updates_rule.value
    }
  }
}
