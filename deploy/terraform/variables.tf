variable "project" {
  description = "Project that everything is made in."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project))
    error_message = "A project id: 6 to 30 lower-case letters, digits and hyphens, a letter first."
  }
}

variable "region" {
  description = "Region of buckets, datasets and workers, all the same, so that no byte travels."
  type        = string
  default     = "europe-west1"

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "A region, such as europe-west1."
  }
}

variable "prefix" {
  description = "What the names of buckets begin with; the project's id unless given."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.prefix == null || can(regex("^[a-z0-9][a-z0-9-]{1,40}$", var.prefix))
    error_message = "2 to 41 lower-case letters, digits and hyphens."
  }
}

variable "domains" {
  description = "Domains of the contracts: each has a dataset for silver and one for gold."
  type        = set(string)
  default     = ["banking", "customer360", "online_retail", "orders"]

  validation {
    condition     = alltrue([for domain in var.domains : can(regex("^[a-z][a-z0-9_]{0,40}$", domain))])
    error_message = "Lower-case letters, digits and _, a letter first."
  }
}

variable "analysts" {
  description = "Who reads gold and the books, as IAM members: group:analysts@example.com."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.analysts : can(regex("^(user|group|serviceAccount):[^ ]+@[^ ]+$", member))])
    error_message = "user:…, group:… or serviceAccount:…; never everybody, nor a domain."
  }
}

variable "stewards" {
  description = "Who reads quarantine, which holds records as delivered: as few as possible."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for member in var.stewards : can(regex("^(user|group|serviceAccount):[^ ]+@[^ ]+$", member))])
    error_message = "user:…, group:… or serviceAccount:…; never everybody, nor a domain."
  }
}

variable "alert_emails" {
  description = "Who is written to when a run fails."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.alert_emails : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "E-mail addresses."
  }
}

variable "kms_key" {
  description = "Cloud KMS key for buckets, datasets, topics and workers; Google's own keys unless given. Their service agents must be allowed to use it."
  type        = string
  default     = null
  nullable    = true

  validation {
    condition     = var.kms_key == null || can(regex("^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$", var.kms_key))
    error_message = "projects/P/locations/L/keyRings/R/cryptoKeys/K"
  }
}

variable "subnetwork" {
  description = "Subnetwork of the workers, with Private Google Access: they have no public address."
  type        = string
  default     = "default"
}

variable "retention_days" {
  description = "Days that files stay: what landed and was never taken in, what was archived, what was refused."
  type = object({
    landing    = optional(number, 30)
    archive    = optional(number, 400)
    quarantine = optional(number, 90)
  })
  default = {}

  validation {
    condition     = alltrue([for days in values(var.retention_days) : days >= 7])
    error_message = "At least 7 days."
  }
}

variable "back_office" {
  description = "Bucket that the back office delivers to; it may be another project's. One is made unless given."
  type        = string
  default     = null
  nullable    = true
}

variable "longest_run_minutes" {
  description = "A batch job that takes longer is unusual."
  type        = number
  default     = 60

  validation {
    condition     = var.longest_run_minutes >= 5
    error_message = "At least 5 minutes."
  }
}

variable "billing_account" {
  description = "Billing account for the budget; no budget unless given."
  type        = string
  default     = null
  nullable    = true
}

variable "monthly_budget" {
  description = "What a month may cost, in the currency of the billing account."
  type        = number
  default     = 500

  validation {
    condition     = var.monthly_budget > 0
    error_message = "More than nothing."
  }
}

variable "composer_size" {
  description = "ENVIRONMENT_SIZE_SMALL, _MEDIUM or _LARGE; null makes no Composer environment."
  type        = string
  default     = "ENVIRONMENT_SIZE_SMALL"
  nullable    = true

  validation {
    condition     = var.composer_size == null || can(regex("^ENVIRONMENT_SIZE_(SMALL|MEDIUM|LARGE)$", var.composer_size))
    error_message = "ENVIRONMENT_SIZE_SMALL, ENVIRONMENT_SIZE_MEDIUM or ENVIRONMENT_SIZE_LARGE."
  }
}

variable "composer_image" {
  description = "Version of Composer and of Airflow."
  type        = string
  default     = "composer-3-airflow-3"
}
