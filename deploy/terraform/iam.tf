# Three service accounts, each with what it does and no more: by bucket, by dataset, by repository.
#   worker    runs a pipeline: reads landing, writes the lake, the archive and the warehouse
#   launcher  starts a template by hand or from CI
#   composer  runs the DAGs: waits for files, starts templates, reads the books

resource "google_service_account" "account" {
  for_each = {
    worker   = "Runs Assay's pipelines on Dataflow"
    launcher = "Starts Assay's Flex Templates"
    composer = "Runs Assay's DAGs"
  }

  account_id   = "assay-${each.key}"
  display_name = each.value
}

locals {
  account = { for name, account in google_service_account.account : name => account.member }

  # Rights on buckets. A pipeline moves what it has taken in, and so deletes in landing.
  bucket_roles = {
    "worker landing"     = "roles/storage.objectUser"
    "worker archive"     = "roles/storage.objectUser"
    "worker lake"        = "roles/storage.objectUser"
    "worker temp"        = "roles/storage.objectUser"
    "worker templates"   = "roles/storage.objectViewer"
    "launcher templates" = "roles/storage.objectViewer"
    "launcher temp"      = "roles/storage.objectUser"
    "composer landing"   = "roles/storage.objectUser"
    "composer archive"   = "roles/storage.objectViewer"
    "composer templates" = "roles/storage.objectViewer"
    "composer temp"      = "roles/storage.objectUser"
  }

  # Rights that Google Cloud knows only for a whole project. None of them reads or writes data.
  project_roles = {
    "worker roles/dataflow.worker"         = "runs as a worker of a job"
    "worker roles/bigquery.jobUser"        = "loads and merges, in datasets it may write"
    "worker roles/monitoring.metricWriter" = "reports how far it is"
    "launcher roles/dataflow.developer"    = "starts jobs"
    "composer roles/composer.worker"       = "is the account of an environment"
    "composer roles/dataflow.developer"    = "starts jobs, and looks at them"
    "composer roles/bigquery.jobUser"      = "asks the books"
  }
}

resource "google_storage_bucket_iam_member" "account" {
  for_each = local.bucket_roles

  bucket = google_storage_bucket.bucket[split(" ", each.key)[1]].name
  role   = each.value
  member = local.account[split(" ", each.key)[0]]
}

resource "google_storage_bucket_iam_member" "composer_reads_back_office" {
  bucket = local.back_office
  role   = "roles/storage.objectViewer"
  member = local.account["composer"]
}

resource "google_project_iam_member" "account" {
  for_each = local.project_roles

  project = var.project
  role    = split(" ", each.key)[1]
  member  = local.account[split(" ", each.key)[0]]
}

# A dataset that is missing is made by the run that needs it; this is the one right for that.
resource "google_project_iam_custom_role" "dataset_maker" {
  role_id     = "assayDatasetMaker"
  title       = "Makes datasets"
  description = "Makes a dataset, and reads and writes none that others made"
  permissions = ["bigquery.datasets.create"]
}

resource "google_project_iam_member" "dataset_maker" {
  project = var.project
  role    = google_project_iam_custom_role.dataset_maker.id
  member  = local.account["worker"]
}

resource "google_bigquery_dataset_iam_member" "worker" {
  for_each = merge(google_bigquery_dataset.layer, {
    audit   = google_bigquery_dataset.audit
    staging = google_bigquery_dataset.staging
  })

  dataset_id = each.value.dataset_id
  role       = "roles/bigquery.dataEditor"
  member     = local.account["worker"]
}

# The books without quarantine, for the DAGs and for analysts.
resource "google_project_iam_member" "books" {
  for_each = setunion([local.account["composer"]], var.analysts)

  project = var.project
  role    = "roles/bigquery.dataViewer"
  member  = each.value

  condition {
    title       = "books_of_assay"
    description = "Tables of the dataset assay, but not quarantine"
    expression = join(" && ", [
      "resource.type == 'bigquery.googleapis.com/Table'",
      "resource.name.startsWith('projects/${var.project}/datasets/${google_bigquery_dataset.audit.dataset_id}/tables/')",
      "!resource.name.endsWith('/tables/quarantine')",
    ])
  }
}

# Whoever starts a job lets it run as the worker; Composer hands its own account to nobody.
resource "google_service_account_iam_member" "acts_as_worker" {
  for_each = toset(["launcher", "composer"])

  service_account_id = google_service_account.account["worker"].name
  role               = "roles/iam.serviceAccountUser"
  member             = local.account[each.value]
}

resource "google_artifact_registry_repository_iam_member" "reader" {
  for_each = toset(["worker", "launcher"])

  repository = google_artifact_registry_repository.images.name
  location   = var.region
  role       = "roles/artifactregistry.reader"
  member     = local.account[each.value]
}
