import Detection

extension TerraformEditTests {
  /// What descriptions of web interfaces ask of whoever calls.
  static let specifications: [TerraformEdit] = [
    api(.widened, "\"/a\" = { get = { [-security = [{ k = [] }]-] } }"),
    api(.widened, "\"/a\" = { get = { security = [[-{ k = [] }-]] } }"),
    api(.widened, "\"/a\" = { get = { security = [{ k = [] }{+, {}+}] } }"),
    api(.widened, "\"/a\" = { get = { security = [{ k = [] }] } }, {+\"/b\" = { get = {} }+}"),
    api(.equal, "\"/a\" = { get = { summary = \"[-a-]{+b+}\", security = [{ k = [] }] } }"),
    api(
      .equal,
      "\"/a\" = { get = { [-security = [{ k = [] }]-] } } }, security = [{ k = [] }], x = {"
    ),
    api(
      .incomparable,
      "\"/a\" = { get = { x-amazon-apigateway-integration = { uri = \"[-a-]{+b+}\" } } }"
    ),
    TerraformEdit(
      "another description of an interface, which is not read",
      .incomparable,
      .iam,
      of: "aws_api_gateway_rest_api",
      "body = templatefile(var.[-a-]{+b+}, {})"
    ),
  ]

  private static func api(_ direction: Direction, _ paths: String) -> TerraformEdit {
    TerraformEdit(
      "interface: \(paths.prefix(60))",
      direction,
      direction == .equal ? nil : direction == .incomparable ? .network : .iam,
      of: "aws_api_gateway_rest_api",
      "body = jsonencode({ paths = { \(paths) } })"
    )
  }
}
