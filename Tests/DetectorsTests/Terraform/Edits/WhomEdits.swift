import Detection

extension TerraformEditTests {
  /// As whom and on what Terraform works, and whose words it takes.
  static let whom: [TerraformEdit] =
    whomOfProviders + [
      outside("external", "program = [\"sh\", \"[-a-]{+b+}.sh\"]"),
      outside("http", "url = \"https://[-a-]{+b+}.example/p.json\""),
      outside(
        "terraform_remote_state",
        "backend = \"s3\"\n  config = {\n    bucket = \"[-ours-]{+others+}\"\n  }"
      ),
      outside("aws_ssm_parameter", "name = \"/[-a-]{+b+}/trusted\""),
      TerraformEdit(
        "somebody looks at another zone's name",
        .equal,
        "data \"aws_availability_zones\" \"x\" {\n  state = \"[-available-]{+impaired+}\"\n}\n"
      ),
      TerraformEdit(
        "machines of a template as somebody else",
        .incomparable,
        .iam,
        of: "aws_launch_template",
        "iam_instance_profile {\n  name = \"[-web-]{+admin+}\"\n}"
      ),
      TerraformEdit(
        "machines of a template as somebody",
        .widened,
        .iam,
        of: "aws_launch_template",
        "{+iam_instance_profile {\n  name = \"web\"\n}+}"
      ),
      TerraformEdit(
        "another role for a profile without a name",
        .incomparable,
        .iam,
        of: "aws_iam_instance_profile",
        "role = aws_iam_role.[-web-]{+admin+}.name"
      ),
      TerraformEdit(
        "the path of a profile",
        .equal,
        of: "aws_iam_instance_profile",
        "role = aws_iam_role.web.name\npath = \"/[-a-]{+b+}/\""
      ),
    ]

  private static let whomOfProviders = [
    provider("aws", "profile = \"[-readonly-]{+admin+}\""),
    provider("aws", "[-assume_role {\n    role_arn = \"arn:aws:iam::1:role/limited\"\n  }-]"),
    provider("aws", "endpoints {\n    sts = \"https://[-a-]{+b+}.example\"\n  }"),
    provider("aws", "shared_credentials_files = [\"[-a-]{+b+}\"]"),
    provider("google", "[-impersonate_service_account = \"limited@p.iam.gserviceaccount.com\"-]"),
    provider("azurerm", "features {}\n  client_id = \"[-a-]{+b+}\""),
    provider("kubernetes", "config_context = \"[-dev-]{+prod+}\""),
    provider("kubernetes", "exec {\n    command = \"[-aws-]{+./other.sh+}\"\n  }"),
    provider("vault", "address = \"https://[-a-]{+b+}.example\""),
    provider("initech", "door = \"[-a-]{+b+}\""),
    provider("vault", "{+skip_tls_verify = true+}", .widened, .protection),
    provider("kubernetes", "insecure = [-false-]{+true+}", .widened, .protection),
    provider("aws", "max_retries = [-3-]{+5+}", .equal),
    provider("aws", "region = \"eu-west-[-1-]{+2+}\"", .equal),
    provider("aws", "ignore_tags {\n    keys = [\"[-a-]{+b+}\"]\n  }", .equal),
    provider("aws", "{+skip_metadata_api_check = true+}", .equal),
    provider("google", "default_labels = {\n    team = \"[-a-]{+b+}\"\n  }", .equal),
  ]

  private static func provider(
    _ name: String,
    _ argument: String,
    _ direction: Direction = .incomparable,
    _ family: Family = .iam
  ) -> TerraformEdit {
    TerraformEdit(
      "provider \(name): \(argument.prefix { $0 != "\n" })",
      direction,
      direction == .equal ? nil : family,
      "provider \"\(name)\" {\n  \(argument)\n}\n"
    )
  }

  private static func outside(_ type: String, _ argument: String) -> TerraformEdit {
    TerraformEdit(
      "takes the words of another \(type)",
      .incomparable,
      .iam,
      "data \"\(type)\" \"x\" {\n  \(argument)\n}\n"
    )
  }
}
