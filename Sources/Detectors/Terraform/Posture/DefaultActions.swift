import HCL

/// Azure's lists of who is let in: they say nothing where everybody is who is not named.
enum DefaultActions {
  static func areAbove(_ leaf: PostureLeaf, in type: String) -> Bool {
    lists.contains(leaf.name)
      && (blocks.contains(leaf.parent)
        || leaf.parent.isEmpty && type == "azurerm_storage_account_network_rules")
  }

  /// All, where the list's block or its absence lets all in; `nil` where the list tells.
  static func letIn(_ block: TerraformBlock?, _ leaf: PostureLeaf) -> Value? {
    guard let block else { return nil }
    let holder = leaf.outer.isEmpty ? block.body : block.body.all(at: leaf.outer).first
    if let action = holder?["default_action"], action.literal?.lowercased() != "allow" {
      return nil
    }
    return .string("*", at: block.origin)
  }

  private static let lists: Set<String> = ["ip_rules", "bypass", "virtual_network_subnet_ids"]
  private static let blocks: Set<String> = [
    "network_rules", "network_acls", "network_rule_set", "network_rulesets",
  ]
}
