output "composer_settings" {
  description = "The settings file of the DAGs: deploy/composer/dags/assay_airflow/settings.yaml."
  value = yamlencode({
    project                = var.project
    region                 = var.region
    back_office            = local.back_office
    landing                = google_storage_bucket.bucket["landing"].name
    archive                = google_storage_bucket.bucket["archive"].name
    lake                   = google_storage_bucket.bucket["lake"].name
    temp                   = google_storage_bucket.bucket["temp"].name
    templates              = google_storage_bucket.bucket["templates"].name
    audit_dataset          = google_bigquery_dataset.audit.dataset_id
    worker_service_account = google_service_account.account["worker"].email
    subnetwork             = "regions/${var.region}/subnetworks/${var.subnetwork}"
    max_workers            = 10
    notices_topic          = google_pubsub_topic.topic["assay-runs"].name
    connection             = "google_cloud_default"
    start                  = "2026-01-01"
  })
}

output "dag_folder" {
  description = "Where the DAGs are uploaded to; null without a Composer environment."
  value       = one(google_composer_environment.assay[*].config[0].dag_gcs_prefix)
}

output "templates_bucket" {
  description = "Bucket of the Flex Templates' specification files."
  value       = google_storage_bucket.bucket["templates"].name
}

output "image_repository" {
  description = "What the names of the templates' images begin with."
  value       = "${var.region}-docker.pkg.dev/${var.project}/${google_artifact_registry_repository.images.repository_id}"
}

output "buckets" {
  description = "Names of the buckets, by purpose."
  value       = { for purpose, bucket in google_storage_bucket.bucket : purpose => bucket.name }
}

output "worker_service_account" {
  description = "The account that jobs run as."
  value       = google_service_account.account["worker"].email
}
