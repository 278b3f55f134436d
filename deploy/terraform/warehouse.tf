# Datasets. The pipelines make the tables in them, with descriptions, keys and partitions.

resource "google_bigquery_dataset" "layer" {
  for_each = local.layers

  dataset_id                 = each.key
  description                = "Tables of Assay: ${each.value.domain}, ${each.value.layer}"
  location                   = var.region
  delete_contents_on_destroy = false
  labels                     = local.labels

  dynamic "default_encryption_configuration" {
    for_each = var.kms_key[*]
    content {
      kms_key_name = default_encryption_configuration.value
    }
  }

  depends_on = [google_project_service.needed]
}

# The books, and quarantine. Who reads the dataset reads quarantine, so that only stewards do; the
# books alone are read by a right that is bound to their names, in iam.tf.
resource "google_bigquery_dataset" "audit" {
  dataset_id                 = "assay"
  description                = "What Assay took in, and how it stood"
  location                   = var.region
  delete_contents_on_destroy = false
  labels                     = local.labels

  dynamic "default_encryption_configuration" {
    for_each = var.kms_key[*]
    content {
      kms_key_name = default_encryption_configuration.value
    }
  }

  depends_on = [google_project_service.needed]
}

# Files that are being taken in. What a dead run leaves there is gone after a day.
resource "google_bigquery_dataset" "staging" {
  dataset_id                  = "assay_staging"
  description                 = "Files that are being taken in by Assay"
  location                    = var.region
  default_table_expiration_ms = 24 * 60 * 60 * 1000
  delete_contents_on_destroy  = true
  labels                      = local.labels

  dynamic "default_encryption_configuration" {
    for_each = var.kms_key[*]
    content {
      kms_key_name = default_encryption_configuration.value
    }
  }

  depends_on = [google_project_service.needed]
}

resource "google_bigquery_dataset_iam_member" "analyst" {
  for_each = {
    for pair in setproduct([for name, layer in local.layers : name if layer.layer == "gold"], var.analysts) :
    join(" ", pair) => { dataset = pair[0], member = pair[1] }
  }

  dataset_id = google_bigquery_dataset.layer[each.value.dataset].dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = each.value.member
}

resource "google_bigquery_dataset_iam_member" "steward" {
  for_each = var.stewards

  dataset_id = google_bigquery_dataset.audit.dataset_id
  role       = "roles/bigquery.dataViewer"
  member     = each.value
}
