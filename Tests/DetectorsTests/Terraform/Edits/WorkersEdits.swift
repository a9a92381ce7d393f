import Detection

extension TerraformEditTests {
  /// Machines that run what they are given, and clusters: addresses of their own, and what they ask for.
  static let workers: [TerraformEdit] = [
    TerraformEdit(
      "workers of builds get addresses",
      .widened,
      of: "google_cloudbuild_worker_pool",
      "worker_config {\n  no_external_ip = [-true-]{+false+}\n}"
    ),
    TerraformEdit(
      "workers of a data flow get addresses",
      .widened,
      of: "google_dataflow_job",
      "name = \"flow\"\n[-ip_configuration = \"WORKER_IP_PRIVATE\"-]"
    ),
    TerraformEdit(
      "machine that refuses the project's logins",
      .widened,
      of: "google_compute_instance",
      "name = \"m\"\nmetadata = {\n  foo = \"bar\"\n  {+enable-oslogin = false+}\n}"
    ),
    TerraformEdit(
      "metadata of machines that had none",
      .widened,
      of: "aws_launch_template",
      "name = \"m\"\n[-metadata_options {\n  http_endpoint = \"disabled\"\n}-]"
    ),
    TerraformEdit(
      "standard subnet: addresses unless it says no",
      .widened,
      of: "aws_default_subnet",
      "availability_zone = \"us-west-2a\"\n[-map_public_ip_on_launch = false-]"
    ),
    TerraformEdit(
      "protocol older than what an app takes by itself",
      .widened,
      of: "azurerm_app_service",
      "name = \"app\"\n{+site_config {\n  min_tls_version = \"1.0\"\n}+}",
      back: .incomparable
    ),
    TerraformEdit(
      "protocol as new as an app takes",
      .narrowed,
      of: "azurerm_storage_account",
      "name = \"app\"\n{+min_tls_version = \"TLS1_2\"+}"
    ),
    TerraformEdit(
      "cluster without its policies",
      .widened,
      of: "azurerm_kubernetes_cluster",
      "name = \"aks\"\nazure_policy_enabled = [-true-]{+false+}"
    ),
    TerraformEdit(
      "fabric without a directory",
      .widened,
      of: "azurerm_service_fabric_cluster",
      "name = \"f\"\n[-azure_active_directory {\n  tenant_id = \"t\"\n}-]"
    ),
    TerraformEdit(
      "fabric in the clear",
      .widened,
      of: "azurerm_service_fabric_cluster",
      """
      name = "f"
      fabric_settings {
        name       = "Security"
        parameters = {
          name  = "ClusterProtectionLevel"
          value = "[-EncryptAndSign-]{+None+}"
        }
      }
      """
    ),
    TerraformEdit(
      "machine that takes extensions",
      .widened,
      of: "azurerm_linux_virtual_machine",
      "name = \"m\"\n[-allow_extension_operations = false-]"
    ),
    TerraformEdit(
      "keys that write metadata",
      .widened,
      of: "azurerm_cosmosdb_account",
      "name = \"db\"\n[-access_key_metadata_writes_enabled = false-]"
    ),
    TerraformEdit(
      "gateway of APIs out of its network",
      .widened,
      of: "azurerm_api_management",
      "name = \"api\"\n[-virtual_network_configuration {\n  subnet_id = azurerm_subnet.x.id\n}-]"
    ),
    TerraformEdit(
      "containers out of their network",
      .widened,
      of: "azurerm_container_group",
      "name = \"c\"\n[-network_profile_id = azurerm_network_profile.x.id-]"
    ),
    TerraformEdit(
      "files that anyone syncs",
      .widened,
      of: "azurerm_storage_sync",
      "name = \"s\"\nincoming_traffic_policy = \"[-AllowVirtualNetworksOnly-]{+AllowAllTraffic+}\""
    ),
    TerraformEdit(
      "jobs whose keys are the service's own",
      .widened,
      of: "azurerm_batch_account",
      "name = \"b\"\n[-key_vault_reference {\n  id = \"v\"\n  url = \"https://v\"\n}-]"
    ),
  ]
}
