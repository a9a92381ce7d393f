/// Arguments that give nobody access to anything, whatever they are of.
enum NeutralArguments {
  static func contains(_ difference: Difference) -> Bool {
    names.contains(difference.name) || leaves.contains(difference.leaf)
  }

  private static let names: Set<String> = [
    "tags", "tags_all", "labels", "annotations", "timeouts", "default_tags", "triggers",
    "effective_labels", "resource_labels", "user_labels", "freeform_tags", "defined_tags",
  ]

  private static let leaves: Set<String> = [
    "description", "display_name", "comment", "comments", "name", "name_prefix", "sid", "title",
    "path", "tags", "labels", "friendly_name", "create_before_destroy", "notes", "color",
    "max_session_duration", "session_duration", "force_detach_policies", "location", "region",
    "rotate", "revoke_rules_on_delete", "resource_group_name", "metadata", "source_code_hash",
    "etag", "content_md5", "sensitive", "remark", "alias", "reason", "full_name",
  ]
}
