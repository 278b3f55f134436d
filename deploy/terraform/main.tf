# What every other file stands on: the services, and names.

locals {
  prefix = coalesce(var.prefix, var.project)

  # What a contract calls a domain, with the layer of the lake.
  layers = {
    for pair in setproduct(var.domains, ["silver", "gold"]) :
    "${pair[0]}_${pair[1]}" => { domain = pair[0], layer = pair[1] }
  }

  labels = { application = "assay" }
}

data "google_project" "this" {
  project_id = var.project
}

resource "google_project_service" "needed" {
  for_each = toset([
    "artifactregistry.googleapis.com",
    "bigquery.googleapis.com",
    "billingbudgets.googleapis.com",
    "cloudbuild.googleapis.com",
    "composer.googleapis.com",
    "dataflow.googleapis.com",
    "monitoring.googleapis.com",
    "pubsub.googleapis.com",
    "storage.googleapis.com",
    "storagetransfer.googleapis.com",
  ])

  service            = each.value
  disable_on_destroy = false
}

# Images of the Flex Templates. Old ones go; those of the last releases stay.
resource "google_artifact_registry_repository" "images" {
  repository_id = "assay"
  description   = "Images that launch the pipelines"
  location      = var.region
  format        = "DOCKER"
  kms_key_name  = var.kms_key
  labels        = local.labels

  docker_config {
    immutable_tags = true
  }

  cleanup_policies {
    id     = "keep-the-last"
    action = "KEEP"
    most_recent_versions {
      keep_count = 5
    }
  }

  cleanup_policies {
    id     = "delete-the-old"
    action = "DELETE"
    condition {
      older_than = "7776000s"
    }
  }

  depends_on = [google_project_service.needed]
}
