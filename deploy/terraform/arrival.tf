# How files arrive: moves from the back office, and messages that say so.

data "google_storage_transfer_project_service_account" "this" {
  depends_on = [google_project_service.needed]
}

# Storage Transfer's own account, on both buckets: it takes away in the one what it put in the other.
resource "google_storage_bucket_iam_member" "transfer" {
  for_each = {
    for pair in setproduct(
      ["back-office", "landing"],
      ["roles/storage.objectUser", "roles/storage.legacyBucketReader"],
    ) : join(" ", pair) => { bucket = pair[0], role = pair[1] }
  }

  bucket = each.value.bucket == "landing" ? google_storage_bucket.bucket["landing"].name : local.back_office
  role   = each.value.role
  member = data.google_storage_transfer_project_service_account.this.member
}

# Every hour, whatever is new of the feeds; the bank's files are copied by its DAG. A file is taken
# away once it was copied: copied again after it was archived, it would look like a new one.
resource "google_storage_transfer_job" "back_office" {
  description = "Back office to landing"

  transfer_spec {
    gcs_data_source {
      bucket_name = local.back_office
    }
    gcs_data_sink {
      bucket_name = google_storage_bucket.bucket["landing"].name
    }
    object_conditions {
      include_prefixes = ["customer-360/", "online-retail/", "shop/"]
    }
    transfer_options {
      delete_objects_from_source_after_transfer = true
    }
  }

  schedule {
    schedule_start_date {
      year  = 2026
      month = 1
      day   = 1
    }
    repeat_interval = "3600s"
  }

  depends_on = [google_storage_bucket_iam_member.transfer]
}

# A message for each file that is whole in landing, for whoever wants to react at once.
data "google_storage_project_service_account" "this" {
  depends_on = [google_project_service.needed]
}

resource "google_pubsub_topic" "topic" {
  for_each = {
    assay-landed      = "604800s"
    assay-landed-dead = "604800s"
    assay-orders      = "604800s"
    assay-orders-dead = "604800s"
    assay-runs        = "604800s"
  }

  name                       = each.key
  message_retention_duration = each.value
  kms_key_name               = var.kms_key
  labels                     = local.labels

  depends_on = [google_project_service.needed]
}

resource "google_storage_notification" "landed" {
  bucket         = google_storage_bucket.bucket["landing"].name
  topic          = google_pubsub_topic.topic["assay-landed"].id
  payload_format = "JSON_API_V1"
  event_types    = ["OBJECT_FINALIZE"]

  depends_on = [google_pubsub_topic_iam_member.storage]
}

resource "google_pubsub_topic_iam_member" "storage" {
  topic  = google_pubsub_topic.topic["assay-landed"].id
  role   = "roles/pubsub.publisher"
  member = data.google_storage_project_service_account.this.member
}

# The DAGs say how each run ended.
resource "google_pubsub_topic_iam_member" "composer" {
  topic  = google_pubsub_topic.topic["assay-runs"].id
  role   = "roles/pubsub.publisher"
  member = local.account["composer"]
}

# What orders-stream reads with --subscription, and who wants to know of files. What cannot be
# taken in after 5 tries is set aside.
resource "google_pubsub_subscription" "subscription" {
  for_each = toset(["assay-landed", "assay-orders"])

  name                         = each.value
  topic                        = google_pubsub_topic.topic[each.value].id
  ack_deadline_seconds         = 600
  message_retention_duration   = "604800s"
  enable_exactly_once_delivery = false
  labels                       = local.labels

  expiration_policy {
    ttl = ""
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "600s"
  }

  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.topic["${each.value}-dead"].id
    max_delivery_attempts = 5
  }
}

# A topic without a subscription keeps nothing: what was set aside waits here for a person.
resource "google_pubsub_subscription" "dead" {
  for_each = toset(["assay-landed-dead", "assay-orders-dead", "assay-runs"])

  name                       = each.value
  topic                      = google_pubsub_topic.topic[each.value].id
  message_retention_duration = "604800s"
  labels                     = local.labels

  expiration_policy {
    ttl = ""
  }
}

locals {
  pubsub_agent = "serviceAccount:service-${data.google_project.this.number}@gcp-sa-pubsub.iam.gserviceaccount.com"
}

resource "google_pubsub_topic_iam_member" "dead" {
  for_each = google_pubsub_subscription.subscription

  topic  = google_pubsub_topic.topic["${each.key}-dead"].id
  role   = "roles/pubsub.publisher"
  member = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "dead" {
  for_each = google_pubsub_subscription.subscription

  subscription = each.value.name
  role         = "roles/pubsub.subscriber"
  member       = local.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "worker" {
  subscription = google_pubsub_subscription.subscription["assay-orders"].name
  role         = "roles/pubsub.subscriber"
  member       = local.account["worker"]
}
