/// Arguments that give nobody access to anything, whatever they are of.
enum NeutralArguments {
  static func contains(_ difference: Difference) -> Bool {
    names.contains(difference.name) || leaves.contains(difference.leaf)
      || isExtraMapping(difference)
  }

  /// Marks that things bear, whatever they are called.
  static func isMark(_ name: String) -> Bool { names.contains(name) }

  static func isLeaf(_ name: String) -> Bool { leaves.contains(name) }

  /// An attribute of a federated identity that is read, or no longer: conditions use it, or do not.
  private static func isExtraMapping(_ difference: Difference) -> Bool {
    difference.path.hasPrefix("attribute_mapping.attribute.")
      && (difference.old == nil || difference.new == nil)
  }

  private static let names: Set<String> = [
    "tags", "tags_all", "labels", "annotations", "timeouts", "default_tags", "triggers",
    "effective_labels", "resource_labels", "user_labels", "freeform_tags", "defined_tags",
    "dry_run_spec",
  ]

  private static let leaves: Set<String> = [
    "description", "display_name", "comment", "comments", "name", "name_prefix", "sid", "title",
    "path", "tags", "labels", "friendly_name", "create_before_destroy", "notes", "color",
    "max_session_duration", "session_duration", "force_detach_policies", "location", "region",
    "rotate", "creation_token", "api_group", "workload_identity_pool_provider_id", "content_type",
    "secret_name", "sku",
    "domain_name_label", "revoke_rules_on_delete",
    "resource_group_name", "metadata", "source_code_hash",
    "etag", "content_md5", "sensitive", "remark", "alias", "reason", "full_name", "key_name_prefix",
  ]
}
