# Buckets: one a purpose, since rights are given by bucket. None can be public.

locals {
  buckets = merge(
    {
      landing   = { versioned = true, days = var.retention_days.landing }
      archive   = { versioned = false, days = var.retention_days.archive }
      lake      = { versioned = false, days = 0 }
      temp      = { versioned = false, days = 7 }
      templates = { versioned = true, days = 0 }
    },
    var.back_office == null ? { back-office = { versioned = true, days = 0 } } : {},
  )

  back_office = var.back_office == null ? google_storage_bucket.bucket["back-office"].name : var.back_office
}

resource "google_storage_bucket" "bucket" {
  for_each = local.buckets

  name                        = "${local.prefix}-assay-${each.key}"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false
  labels                      = local.labels

  versioning {
    enabled = each.value.versioned
  }

  dynamic "encryption" {
    for_each = var.kms_key[*]
    content {
      default_kms_key_name = encryption.value
    }
  }

  # Of what is kept in versions, those that were replaced go after a month.
  lifecycle_rule {
    condition {
      days_since_noncurrent_time = 30
    }
    action {
      type = "Delete"
    }
  }

  dynamic "lifecycle_rule" {
    for_each = each.value.days > 0 ? [each.value.days] : []
    content {
      condition {
        age = lifecycle_rule.value
      }
      action {
        type = "Delete"
      }
    }
  }

  # In the lake, quarantine goes in time, and so does what dead runs left.
  dynamic "lifecycle_rule" {
    for_each = each.key == "lake" ? {
      "lake/quarantine/" = var.retention_days.quarantine
      "lake/_tmp/"       = 7
    } : {}
    content {
      condition {
        age            = lifecycle_rule.value
        matches_prefix = [lifecycle_rule.key]
      }
      action {
        type = "Delete"
      }
    }
  }

  lifecycle_rule {
    condition {
      age = 7
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }

  depends_on = [google_project_service.needed]
}

# A folder that can be read without the bucket: nobody else's rights on the lake reach it.
resource "google_storage_managed_folder" "lake" {
  for_each = toset(["lake/quarantine/", "lake/gold/"])

  bucket = google_storage_bucket.bucket["lake"].name
  name   = each.value
}

resource "google_storage_managed_folder_iam_member" "steward" {
  for_each = var.stewards

  bucket         = google_storage_bucket.bucket["lake"].name
  managed_folder = google_storage_managed_folder.lake["lake/quarantine/"].name
  role           = "roles/storage.objectViewer"
  member         = each.value
}

resource "google_storage_managed_folder_iam_member" "analyst" {
  for_each = var.analysts

  bucket         = google_storage_bucket.bucket["lake"].name
  managed_folder = google_storage_managed_folder.lake["lake/gold/"].name
  role           = "roles/storage.objectViewer"
  member         = each.value
}
