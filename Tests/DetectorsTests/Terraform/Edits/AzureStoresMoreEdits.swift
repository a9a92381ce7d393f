import Detection

extension TerraformEditTests {
  /// Its networks, stores and vaults.
  static let azureStoresMore: [TerraformEdit] = [
    TerraformEdit(
      "lock gone",
      .widened,
      nil,
      """
      [-resource "azurerm_management_lock" "main" {
        name       = "keep"
        scope      = azurerm_resource_group.main.id
        lock_level = "CanNotDelete"
      }-]
      """
    ),
    TerraformEdit(
      "diagnostics gone",
      .widened,
      nil,
      """
      [-resource "azurerm_monitor_diagnostic_setting" "kv" {
        name               = "kv"
        target_resource_id = azurerm_key_vault.main.id
      }-]
      """
    ),
  ]
}
