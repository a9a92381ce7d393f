import AWSPolicy
import Detection
import Syntax

/// Who may call what SAM makes of a resource: its routes, their authorizers, and what connectors permit.
enum ServerlessAccess {
  static func findings(_ old: Template, _ new: Template) -> Findings {
    FactComparison(old: facts(of: old), new: facts(of: new)).findings
  }

  /// The resource that SAM makes beside a function of its own.
  static func implied(by resource: Template.Resource) -> Template.Resource? {
    guard resource.type == "AWS::Serverless::Function", let url = resource["FunctionUrlConfig"]
    else { return nil }
    return Template.Resource(
      name: resource.name + "Url",
      type: "AWS::Lambda::Url",
      position: url.position,
      properties: url,
      attributes: resource.attributes.filter { $0.key == "Condition" },
      boot: nil
    )
  }

  private static func facts(of template: Template) -> Facts {
    var facts = Facts()
    for (name, resource) in template.resources.sorted(by: { $0.key < $1.key }) {
      connectors(resource, &facts)
      guard resource.type.hasPrefix("AWS::Serverless::") else { continue }
      facts.owners.insert(name)
      let side = ServerlessResource(resource: resource)
      events(side, &facts)
      facts.add(side.authorization(resource["Auth"], "", owner: name))
    }
    return facts
  }

  private static func events(_ side: ServerlessResource, _ facts: inout Facts) {
    for event in side.resource["Events"]?.map ?? [] {
      let name = Term.text(of: event.key)
      let type = event.value["Type"]?.literal
      guard type == "Api" || type == "HttpApi" else { continue }
      let properties = event.value["Properties"]
      let place = properties?["Path"]?.described ?? "/{proxy+}"
      let method = properties?["Method"]?.described.uppercased() ?? "ANY"
      let rest = (properties?.map ?? []).filter {
        !["Path", "Method", "Auth"].contains(Term.text(of: $0.key))
      }
      let owner = "\(side.resource.name) \(name)"
      facts.owners.insert(owner)
      facts.add(
        side.fact(
          PostureKinds.exposure,
          "route \(name)",
          value: "\(method) \(place)",
          at: event.position,
          "the route '\(name)' to"
        )
      )
      for entry in rest {
        let key = Term.text(of: entry.key)
        facts.add(
          side.fact(
            PostureKinds.exposure,
            "route \(name) \(key)",
            rank: 0,
            value: entry.value.described,
            owner: owner,
            at: entry.position,
            "'\(key)' of the route '\(name)'"
          )
        )
      }
      facts.add(side.authorization(properties?["Auth"], " of the route '\(name)'", owner: owner))
    }
  }

  private static func connectors(_ resource: Template.Resource, _ facts: inout Facts) {
    let side = ServerlessResource(resource: resource)
    if resource.type == "AWS::Serverless::Connector" {
      facts.add(side.permissions(resource.properties, resource.name))
    }
    for connector in resource.attributes["Connectors"]?.map ?? [] {
      let name = Term.text(of: connector.key)
      facts.add(connector.value["Properties"].map { side.permissions($0, name) } ?? [])
    }
  }
}

/// One resource of SAM, on one side.
private struct ServerlessResource {
  let resource: Template.Resource

  func fact(
    _ kind: Kind,
    _ aspect: String,
    rank: Int = 1,
    value: String? = nil,
    owner: String? = nil,
    at position: Position,
    _ noun: String
  ) -> Fact {
    Fact(
      kind,
      slot: "\(resource.name) \(aspect)",
      rank: rank,
      value: value,
      owner: rank > 0 ? nil : owner,
      .high,
      line: position.line,
      noun,
      "for \(resource.type) '\(resource.name)'"
    )
  }

  /// `Auth` of an API or of one of its routes; `NONE` takes a route out of what holds for the API.
  func authorization(_ auth: Term?, _ place: String, owner: String) -> [Fact] {
    (auth?.map ?? []).compactMap { entry in
      let key = Term.text(of: entry.key)
      guard !Self.harmless.contains(key) else { return nil }
      let value = entry.value.described
      let rank =
        switch (key, value) {
        case ("DefaultAuthorizer", "NONE"): 0
        case ("Authorizer", "NONE"), ("Type", "API_KEY"): 1
        case ("DefaultAuthorizer", _), ("Authorizer", _), ("AuthorizationScopes", _): -1
        case ("ApiKeyRequired", "true"): -1
        case ("ApiKeyRequired", "false"): 1
        default: 0
        }
      return fact(
        PostureKinds.authentication,
        "auth \(key)\(place)",
        rank: rank,
        value: value,
        owner: owner,
        at: entry.position,
        "'\(key)'\(place)"
      )
    }
  }

  private static let harmless: Set<String> = ["AddDefaultAuthorizerToCorsPreflight", "UsagePlan"]

  func permissions(_ connector: Term, _ name: String) -> [Fact] {
    let ends = ["Source", "SourceReference", "Destination"].compactMap {
      connector[$0]?.described
    }
    return (connector["Permissions"]?.list ?? []).map { permission in
      let word = permission.described
      return fact(
        AWSKinds.attachment,
        "connector \(name) \(word)",
        value: ends.joined(separator: " to "),
        at: permission.position,
        "the permission \(word) of connector '\(name)' on"
      )
    }
  }
}
