import Detection

/// What is said of calls of modules whose code is not in the repository.
enum ModuleKinds {
  static let all = [access, network, protection, destroyed]

  static func kind(of aspect: ModuleWords.Aspect) -> Kind {
    switch aspect {
    case .access: access
    case .network: network
    case .protection: protection
    case .secret: TerraformSecretRule.value
    }
  }

  static let access = Kind(
    "module",
    of: .iam,
    title: "Module from elsewhere called otherwise",
    help: """
      A module of a registry or of another repository is called, no longer called, or given other arguments. \
      What it makes of them stands in its own code; lists and switches that name access go by their names. \
      A file of values that lies apart from its module, and a module's outputs, are told in the same way.
      """,
    example: example("create_readonly_role = false", "create_readonly_role = true")
  )

  static let network = Kind(
    "module",
    of: .network,
    title: "Module from elsewhere given other networks",
    help: """
      A module of a registry or of another repository is given other addresses, networks or doors. \
      What it makes of them stands in its own code.
      """,
    example: example(
      "ingress_cidr_blocks = [\"10.0.0.0/8\"]",
      "ingress_cidr_blocks = [\"10.0.0.0/8\", \"0.0.0.0/0\"]"
    )
  )

  static let protection = Kind(
    "module",
    of: .protection,
    title: "Module from elsewhere protects otherwise",
    help: """
      A module of a registry or of another repository is told otherwise how to encrypt, log, keep or watch, \
      or one that does so is no longer called.
      """,
    example: example("log_bucket = \"logs\"", "log_bucket = \"other-logs\"")
  )

  static let destroyed = Kind(
    "module",
    of: .destruction,
    title: "Module from elsewhere no longer called",
    help: "All that it made is destroyed; what that was stands in its own code.",
    example: Kind.Example(path: "main.tf", old: call("engine = \"mysql\""), new: "# nothing\n")
  )

  private static func example(_ old: String, _ new: String) -> Kind.Example {
    Kind.Example(path: "main.tf", old: call(old), new: call(new))
  }

  private static func call(_ argument: String) -> String {
    "module \"x\" {\n  source  = \"acme/shop/aws\"\n  version = \"1.0.0\"\n  \(argument)\n}\n"
  }
}
