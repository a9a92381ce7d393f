import HCL

/// What a load balancer does with the requests that one rule, or a listener by itself, takes.
struct ListenerRoute {
  let actions: [Value]
  /// By what is looked at, the values of which one has to match; all have to match.
  let conditions: [String: Set<String>]
  let priority: String?

  init(_ block: TerraformBlock) {
    // CloudFormation has lists of the same.
    actions = ["action", "actions", "default_action", "default_actions"].flatMap(block.blocks)
    var conditions: [String: Set<String>] = [:]
    for condition in ["condition", "conditions"].flatMap(block.blocks) {
      for (name, values) in Self.matches(condition) {
        conditions[name, default: []].formUnion(values)
      }
    }
    self.conditions = conditions
    priority = block["priority"]?.rendered
  }

  /// Whether whoever comes has to log in first, and how.
  var logins: [Value] {
    actions.filter { $0["type"]?.literal?.hasPrefix("authenticate-") ?? false }
  }

  /// Whether it answers by itself that nobody may.
  var refuses: Bool {
    !actions.isEmpty
      && actions.allSatisfy { action in
        guard action["type"]?.literal == "fixed-response" else { return false }
        return action.all(at: "fixed_response.status_code").contains(where: Self.isError)
          || action.all(at: "fixed_response_config.status_code").contains(where: Self.isError)
      }
  }

  private static func isError(_ code: Value) -> Bool {
    code.literal.map { $0.hasPrefix("4") || $0.hasPrefix("5") } ?? false
  }

  /// Whither it sends requests on, and browsers.
  var targets: Set<String> {
    var found: Set<String> = []
    for action in actions {
      for path in Self.places { found.formUnion(action.all(at: path).map(\.rendered)) }
    }
    return found.subtracting(["#{host}"])
  }

  private static let places = [
    "target_group_arn", "forward.target_group.arn", "forward_config.target_groups.target_group_arn",
    "redirect.host", "redirect_config.host",
  ]

  /// Whether it only sends browsers to the same host again.
  var onlyRedirects: Bool {
    targets.isEmpty && actions.allSatisfy { $0["type"]?.literal == "redirect" }
  }

  private static func matches(_ condition: Value) -> [(String, Set<String>)] {
    func texts(_ value: Value?) -> Set<String> { Set((value?.asList ?? []).map(\.rendered)) }
    let field = condition["field"]?.literal?.replacing("-", with: "_")
    return (condition.fields ?? []).compactMap { part in
      if part.name == "field" || part.value.isNull { return nil }
      if part.name == "values" { return (field ?? part.name, texts(part.value)) }
      var name = part.name
      if name.hasSuffix("_config") { name = String(name.dropLast("_config".count)) }
      let blocks = part.value.asList
      if let header = blocks.first?["http_header_name"]?.rendered { name += " " + header }
      let lists = blocks.filter { $0["values"] != nil && $0["key"] == nil }
      let values = lists.flatMap { texts($0["values"]) }
      return (name, lists.count == blocks.count ? Set(values) : Set(blocks.map(\.rendered)))
    }
  }
}
