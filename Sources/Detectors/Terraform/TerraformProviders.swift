import HCL

/// What a provider's arguments tell of whom it works as, and on what.
enum TerraformProviders {
  /// All do but those that are known to be about something else: each provider has names of its own for the rest.
  static func tellsWhom(_ difference: Difference) -> Bool { !others.contains(difference.name) }

  /// Whether where it is on nobody asks any more who answers.
  static func isInsecure(_ name: String) -> Bool {
    let words = Set(KeyWords.words(of: name))
    return words.contains("insecure")
      || words.contains("skip") && !words.isDisjoint(with: ["verify", "verification"])
  }

  /// How often it tries, what it marks and what it looks at first; regions hold the same accounts.
  private static let others: Set<String> = [
    "alias", "version", "region", "zone", "sts_region", "features", "default_tags",
    "default_labels", "ignore_tags", "ignore_annotations", "ignore_labels", "max_retries",
    "retry_mode", "skip_metadata_api_check", "skip_region_validation",
    "skip_credentials_validation", "skip_requesting_account_id", "s3_use_path_style",
    "s3_force_path_style", "request_timeout", "request_reason", "batching", "debug",
    "parallelism", "experiments", "burst_limit", "partner_id", "disable_terraform_partner_id",
    "skip_provider_registration", "resource_provider_registrations",
    "resource_providers_to_register", "add_terraform_attribution_label",
    "terraform_attribution_label_addition_strategy", "user_agent", "read_delay_ms",
    "write_delay_ms", "retry_delay_ms", "retryable_errors", "timeout", "timeouts",
    "max_lease_ttl_seconds", "ec2_metadata_service_endpoint_mode",
    "token_bucket_rate_limiter_capacity", "http_client_retry_enabled",
    "http_client_retry_timeout", "http_client_retry_max_retries", "validate",
  ]
}
