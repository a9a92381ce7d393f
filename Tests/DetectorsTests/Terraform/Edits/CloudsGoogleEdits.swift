import Detection

extension TerraformEditTests {
  /// More of Google's services.
  static let cloudsGoogle: [TerraformEdit] = [
    TerraformEdit(
      "function for everyone",
      .widened,
      .network,
      of: "google_cloudfunctions_function",
      "name = \"a\"\ningress_settings = \"[-ALLOW_INTERNAL_ONLY-]{+ALLOW_ALL+}\""
    ),
    TerraformEdit(
      "app's firewall lets in",
      .widened,
      .network,
      of: "google_app_engine_firewall_rule",
      "priority = 1000\naction = \"[-DENY-]{+ALLOW+}\"\nsource_range = \"*\""
    ),
    TerraformEdit(
      "subnet without a flow log",
      .widened,
      .protection,
      of: "google_compute_subnetwork",
      "name = \"a\"\n[-log_config {\n  aggregation_interval = \"INTERVAL_5_MIN\"\n}-]"
    ),
    TerraformEdit(
      "topic for everyone",
      .widened,
      .iam,
      of: "google_pubsub_topic_iam_member",
      "topic = \"a\"\nrole = \"roles/pubsub.publisher\"\nmember = \"[-serviceAccount:a@acme.iam.gserviceaccount.com-]{+allUsers+}\""
    ),
    TerraformEdit(
      "objects for everyone",
      .widened,
      .iam,
      of: "google_storage_default_object_acl",
      "bucket = \"a\"\nrole_entity = [\"OWNER:group-ops@acme.com\"{+, \"READER:allUsers\"+}]"
    ),
    TerraformEdit(
      "images for one more",
      .widened,
      .iam,
      of: "google_artifact_registry_repository_iam_binding",
      "repository = \"a\"\nrole = \"roles/artifactregistry.writer\"\nmembers = [\"user:ann@acme.com\"{+, \"user:eve@acme.com\"+}]"
    ),
    TerraformEdit(
      "images of anybody run",
      .widened,
      .protection,
      of: "google_container_cluster",
      "name = \"a\"\nbinary_authorization {\n  evaluation_mode = \"[-PROJECT_SINGLETON_POLICY_ENFORCE-]{+DISABLED+}\"\n}"
    ),
    TerraformEdit(
      "cache without a password",
      .widened,
      .iam,
      of: "google_redis_instance",
      "name = \"a\"\nmemory_size_gb = 1\nauth_enabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "Google's cache in plain text",
      .widened,
      .protection,
      of: "google_redis_instance",
      "name = \"a\"\nmemory_size_gb = 1\ntransit_encryption_mode = \"[-SERVER_AUTHENTICATION-]{+DISABLED+}\""
    ),
    TerraformEdit(
      "older TLS",
      .widened,
      .protection,
      of: "google_compute_ssl_policy",
      "name = \"a\"\nmin_tls_version = \"[-TLS_1_2-]{+TLS_1_0+}\""
    ),
    TerraformEdit(
      "weaker ciphers",
      .widened,
      .protection,
      of: "google_compute_ssl_policy",
      "name = \"a\"\nprofile = \"[-RESTRICTED-]{+COMPATIBLE+}\""
    ),
    TerraformEdit(
      "keys of the project again",
      .widened,
      .iam,
      of: "google_compute_project_metadata",
      "metadata = {\n  enable-oslogin = \"[-TRUE-]{+FALSE+}\"\n}"
    ),
    TerraformEdit(
      "service without the identity proxy",
      .widened,
      .iam,
      of: "google_compute_backend_service",
      "name = \"a\"\n[-iap {\n  oauth2_client_id = \"a\"\n  oauth2_client_secret = \"b\"\n}-]"
    ),
    TerraformEdit(
      "perimeter without storage",
      .widened,
      .protection,
      of: "google_access_context_manager_service_perimeter",
      "parent = \"accessPolicies/1\"\nname = \"a\"\ntitle = \"a\"\nstatus {\n  restricted_services = [\"bigquery.googleapis.com\"[-, \"storage.googleapis.com\"-]]\n}"
    ),
    TerraformEdit(
      "names no longer logged",
      .widened,
      .protection,
      of: "google_dns_policy",
      "name = \"a\"\nenable_logging = [-true-]{+false+}"
    ),
    TerraformEdit(
      "names unsigned",
      .widened,
      .protection,
      of: "google_dns_managed_zone",
      "name = \"a\"\ndns_name = \"a.example.\"\ndnssec_config {\n  state = \"[-on-]{+off+}\"\n}"
    ),
  ]
}
