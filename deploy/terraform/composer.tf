# The environment that runs the DAGs of deploy/composer.

resource "google_composer_environment" "assay" {
  count = var.composer_size == null ? 0 : 1

  name   = "assay"
  region = var.region
  labels = local.labels

  config {
    environment_size = var.composer_size

    software_config {
      image_version = var.composer_image
      airflow_config_overrides = {
        core-dags_are_paused_at_creation = "True"
      }
    }

    node_config {
      service_account = google_service_account.account["composer"].email
    }

    dynamic "encryption_config" {
      for_each = var.kms_key[*]
      content {
        kms_key_name = encryption_config.value
      }
    }
  }

  depends_on = [google_project_iam_member.account]
}
