import Detection

/// What is said of arguments that expose, protect and empower.
enum PostureKinds {
  static func kind(of aspect: Posture.Aspect) -> Kind {
    switch aspect {
    case .exposure: exposure
    case .protection: weakened
    case .privilege: privilege
    case .authentication: authentication
    case .permission: permissions
    }
  }

  static let exposure = Kind(
    "exposure",
    of: .network,
    title: "Resource exposed or hidden",
    help: "An argument makes a resource reachable from outside, or keeps it from there.",
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_db_instance\" \"x\" {\n  publicly_accessible = false\n}\n",
      new: "resource \"aws_db_instance\" \"x\" {\n  publicly_accessible = true\n}\n"
    )
  )

  static let weakened = Kind(
    "weakened",
    of: .protection,
    title: "Protection lowered or raised",
    help: """
      Encryption, logging, backups, versions, deletion protection or the least version of a protocol \
      are changed.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_db_instance\" \"x\" {\n  storage_encrypted = true\n}\n",
      new: "resource \"aws_db_instance\" \"x\" {\n  storage_encrypted = false\n}\n"
    )
  )

  static let privilege = Kind(
    "container-privilege",
    of: .workload,
    title: "Container more or less powerful",
    help: "A workload gets nearer to its host: privileges, capabilities, namespaces, paths, users.",
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"kubernetes_pod\" \"x\" {\n  spec {\n    host_pid = false\n  }\n}\n",
      new: "resource \"kubernetes_pod\" \"x\" {\n  spec {\n    host_pid = true\n  }\n}\n"
    )
  )

  static let authentication = Kind(
    "authentication",
    of: .iam,
    title: "Authentication weakened or strengthened",
    help: "Who has to prove what, or how good a password has to be, is changed.",
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"azurerm_kubernetes_cluster\" \"x\" {\n  local_account_disabled = true\n}\n",
      new: "resource \"azurerm_kubernetes_cluster\" \"x\" {\n  local_account_disabled = false\n}\n"
    )
  )

  static let permissions = Kind(
    "permissions",
    of: .iam,
    title: "Permissions of a role or a policy changed",
    help: "A role's definition, or a policy of a vault, lists more or fewer deeds than before.",
    example: Kind.Example(
      path: "main.tf",
      old:
        "resource \"azurerm_role_definition\" \"x\" {\n  permissions {\n    actions = []\n  }\n}\n",
      new:
        "resource \"azurerm_role_definition\" \"x\" {\n  permissions {\n    actions = [\"*\"]\n  }\n}\n"
    )
  )

  static let removed = Kind(
    "removed",
    of: .protection,
    title: "Protecting resource removed or added",
    help: "A resource that only protects or watches others goes, or comes.",
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_cloudtrail\" \"x\" {\n  name = \"all\"\n}\n",
      new: "# nothing\n"
    )
  )
}
