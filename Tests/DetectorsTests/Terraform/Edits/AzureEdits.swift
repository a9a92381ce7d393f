import Detection

extension TerraformEditTests {
  static func securityRule(_ more: String) -> String {
    """
    name                        = "ssh"
    resource_group_name         = "rg"
    network_security_group_name = "nsg"
    direction                   = "Inbound"
    priority                    = 100
    protocol                    = "Tcp"
    source_port_range           = "*"
    destination_address_prefix  = "*"
    \(more)
    """
  }

  /// Roles, scopes and identities of Azure's.
  static let azure: [TerraformEdit] = [
    TerraformEdit(
      "assignment: up",
      .widened,
      .iam,
      of: "azurerm_role_assignment",
      """
      scope                = azurerm_resource_group.main.id
      role_definition_name = "[-Reader-]{+Owner+}"
      principal_id         = azurerm_user_assigned_identity.app.principal_id
      """
    ),
    TerraformEdit(
      "assignment: scope up",
      .widened,
      .iam,
      of: "azurerm_role_assignment",
      """
      scope                = "/subscriptions/0000[-/resourceGroups/rg-]"
      role_definition_name = "Contributor"
      principal_id         = "p"
      """
    ),
    TerraformEdit(
      "assignment: scope down",
      .narrowed,
      .iam,
      of: "azurerm_role_assignment",
      """
      scope                = "/subscriptions/0000/resourceGroups/rg{+/providers/Microsoft.Storage/storageAccounts/a+}"
      role_definition_name = "Contributor"
      principal_id         = "p"
      """
    ),
    TerraformEdit(
      "assignment: new",
      .widened,
      .iam,
      """
      {+resource "azurerm_role_assignment" "a" {
        scope                = data.azurerm_subscription.current.id
        role_definition_name = "User Access Administrator"
        principal_id         = data.azuread_group.ops.object_id
      }+}
      """
    ),
    TerraformEdit(
      "definition: action more",
      .widened,
      .iam,
      of: "azurerm_role_definition",
      """
      name  = "deployer"
      scope = data.azurerm_subscription.current.id
      permissions {
        actions = ["Microsoft.Compute/virtualMachines/read"{+, "Microsoft.Authorization/*"+}]
      }
      assignable_scopes = [data.azurerm_subscription.current.id]
      """
    ),
    TerraformEdit(
      "definition: exception less",
      .widened,
      .iam,
      of: "azurerm_role_definition",
      """
      name  = "deployer"
      scope = data.azurerm_subscription.current.id
      permissions {
        actions     = ["*"]
        not_actions = ["Microsoft.Authorization/*/Write"[-, "Microsoft.Authorization/*/Delete"-]]
      }
      """
    ),
    TerraformEdit(
      "definition: covered by a wildcard",
      .equal,
      of: "azurerm_role_definition",
      """
      name  = "deployer"
      scope = data.azurerm_subscription.current.id
      permissions {
        actions = ["Microsoft.Compute/*"{+, "Microsoft.Compute/virtualMachines/read"+}]
      }
      """
    ),
    TerraformEdit(
      "definition: data actions",
      .narrowed,
      .iam,
      of: "azurerm_role_definition",
      """
      name  = "deployer"
      scope = data.azurerm_subscription.current.id
      permissions {
        actions      = ["Microsoft.Storage/storageAccounts/read"]
        data_actions = [[-"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"-]]
      }
      """
    ),
    TerraformEdit(
      "eligible becomes active",
      .widened,
      .iam,
      """
      [-resource "azurerm_pim_eligible_role_assignment" "a" {
        scope              = "/subscriptions/0000"
        role_definition_id = "r"
        principal_id       = "p"
      }-]
      {+resource "azurerm_pim_active_role_assignment" "a" {
        scope              = "/subscriptions/0000"
        role_definition_id = "r"
        principal_id       = "p"
      }+}
      """,
      back: .widened
    ),
    TerraformEdit(
      "federation: subject",
      .incomparable,
      nil,
      of: "azurerm_federated_identity_credential",
      """
      name      = "gh"
      parent_id = azurerm_user_assigned_identity.ci.id
      audience  = ["api://AzureADTokenExchange"]
      issuer    = "https://token.actions.githubusercontent.com"
      subject   = "repo:acme/app:[-ref:refs/heads/main-]{+pull_request+}"
      """
    ),
    TerraformEdit(
      "federation: new",
      .widened,
      nil,
      """
      {+resource "azurerm_federated_identity_credential" "gh" {
        name      = "gh"
        parent_id = azurerm_user_assigned_identity.ci.id
        audience  = ["api://AzureADTokenExchange"]
        issuer    = "https://token.actions.githubusercontent.com"
        subject   = "repo:acme/app:ref:refs/heads/main"
      }+}
      """
    ),
    TerraformEdit(
      "directory role",
      .widened,
      .iam,
      """
      {+resource "azuread_directory_role_assignment" "a" {
        role_id             = azuread_directory_role.ga.template_id
        principal_object_id = data.azuread_user.ann.object_id
      }+}
      """
    ),
    TerraformEdit(
      "group member",
      .widened,
      nil,
      """
      {+resource "azuread_group_member" "a" {
        group_object_id  = azuread_group.ops.id
        member_object_id = data.azuread_user.ann.id
      }+}
      """
    ),
    TerraformEdit(
      "group members",
      .widened,
      nil,
      of: "azuread_group",
      """
      display_name = "ops"
      members      = [data.azuread_user.ann.object_id{+, data.azuread_user.bob.object_id+}]
      """
    ),
    TerraformEdit(
      "application password",
      .widened,
      nil,
      """
      {+resource "azuread_application_password" "a" {
        application_id = azuread_application.ci.id
      }+}
      """
    ),
    TerraformEdit(
      "identity of a machine",
      .widened,
      nil,
      of: "azurerm_linux_virtual_machine",
      """
      name = "vm"
      size = "Standard_B1s"
      identity {
        type         = "UserAssigned"
        identity_ids = [azurerm_user_assigned_identity.app.id{+, azurerm_user_assigned_identity.admin.id+}]
      }
      """
    ),
    TerraformEdit(
      "machine by password",
      .widened,
      nil,
      of: "azurerm_linux_virtual_machine",
      """
      name                            = "vm"
      size                            = "Standard_B1s"
      disable_password_authentication = [-true-]{+false+}
      """
    ),
  ]
}
