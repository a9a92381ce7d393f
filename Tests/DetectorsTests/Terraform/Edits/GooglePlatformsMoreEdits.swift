import Detection

extension TerraformEditTests {
  /// Its networks, data and clusters.
  static let googlePlatformsMore: [TerraformEdit] = [
    TerraformEdit(
      "service ingress from all",
      .widened,
      nil,
      of: "google_cloud_run_v2_service",
      """
      name     = "api"
      location = "europe-west1"
      ingress  = "[-INGRESS_TRAFFIC_INTERNAL_ONLY-]{+INGRESS_TRAFFIC_ALL+}"
      """
    ),
    TerraformEdit(
      "key not turned",
      .widened,
      .protection,
      of: "google_kms_crypto_key",
      """
      name            = "k"
      key_ring        = "r"
      [-rotation_period = "7776000s"-]
      """
    ),
    TerraformEdit(
      "database deletable (google)",
      .widened,
      .protection,
      of: "google_sql_database_instance",
      """
      name                = "main"
      database_version    = "POSTGRES_15"
      deletion_protection = [-true-]{+false+}
      """
    ),
  ]
}
