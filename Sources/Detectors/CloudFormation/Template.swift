import AWSPolicy
import HCL
import Syntax

/// A CloudFormation or SAM template, or the output of the CDK.
struct Template {
  struct Resource {
    let name: String
    let type: String
    let position: Position
    let properties: Term
    /// Beside its type and properties.
    let attributes: [String: Term]
    /// What an instance runs when it starts, as `cfn-init` reads it.
    let boot: Term?

    subscript(_ property: String) -> Term? { properties[property] }

    func says(theSameAs other: Resource) -> Bool {
      Term.same(boot, other.boot) && properties.says(theSameAs: other.properties)
        && Set(attributes.keys) == Set(other.attributes.keys)
        && attributes.allSatisfy { Term.same($0.value, other.attributes[$0.key]) }
    }
  }

  private(set) var resources: [String: Resource] = [:]
  /// What decides what the resources become: parameters, conditions, mappings.
  private(set) var sections: [String: Term] = [:]

  let conditions: TemplateConditions

  /// Whether its references come to more than is read.
  private(set) var isTooLong = false

  init() {
    let nothing = Node(.null, at: Position(line: 1, column: 1))
    let scope = TemplateScope(of: nothing, LongTexts())
    conditions = TemplateConditions(of: nil, TemplateTerm(scope))
  }

  /// Of `turned` conditions it is known whether they hold, so that only what is there then is read.
  init(_ node: Node, _ texts: LongTexts, turned: [String: Bool] = [:]) {
    let scope = TemplateScope(of: node, texts)
    let terms = TemplateTerm(scope, turned: turned)
    conditions = TemplateConditions(of: node, terms)
    for member in node.object ?? [] where member.key != "Resources" {
      if !Self.silent.contains(member.key) {
        // What a condition comes to is told by itself.
        let isRead = member.key != "Conditions"
        sections[member.key] = isRead ? terms.term(member.value) : Term(member.value)
      }
    }
    add(node["Resources"]?.object ?? [], terms, repeated: nil)
    resources = resources.filter { _, resource in
      resource.attributes["Condition"]?.literal.flatMap { turned[$0] } ?? true
    }
    isTooLong = scope.isExhausted || conditions.isTooLong
  }

  private mutating func add(
    _ members: [Node.Member],
    _ terms: TemplateTerm,
    repeated: Term?,
    depth: Int = 0
  ) {
    for member in members {
      if member.key.hasPrefix(Self.loop), let parts = member.value.array, depth < 8 {
        let times = terms.term(Node(.array(Array(parts.dropLast())), at: member.value.position))
        add(parts.last?.object ?? [], terms, repeated: times, depth: depth + 1)
        continue
      }
      let resource = Self.resource(member, terms, repeated)
      resources[member.key] = resource
      if let other = ServerlessAccess.implied(by: resource), resources[other.name] == nil {
        resources[other.name] = other
      }
    }
  }

  /// What is in its body is made once for each item of a list.
  static let loop = "Fn::ForEach::"

  private static func resource(
    _ member: Node.Member,
    _ terms: TemplateTerm,
    _ repeated: Term?
  ) -> Resource {
    var attributes: [String: Term] = [:]
    for attribute in member.value.object ?? []
    where !["Type", "Properties", "Metadata", "DependsOn"].contains(attribute.key) {
      attributes[attribute.key] = terms.term(attribute.value)
    }
    attributes[loop] = repeated
    return Resource(
      name: member.key,
      type: member.value["Type"]?.string ?? "",
      position: member.keyPosition,
      properties: member.value["Properties"].map(terms.term)
        ?? Term(.map([]), at: member.value.position),
      attributes: attributes,
      boot: boot(member.value["Metadata"], terms)
    )
  }

  private static func boot(_ metadata: Node?, _ terms: TemplateTerm) -> Term? {
    let members = (metadata?.object ?? []).filter { $0.key.hasPrefix("AWS::CloudFormation::") }
    guard let position = metadata?.position, !members.isEmpty else { return nil }
    let entries = members.map { member in
      Term.Entry(
        key: [.literal(member.key)],
        position: member.keyPosition,
        value: terms.term(member.value)
      )
    }
    return Term(.map(entries), at: position)
  }

  /// They grant nothing; what a mapping says stands where it is looked up.
  private static let silent: Set<String> = [
    "AWSTemplateFormatVersion", "Description", "Metadata", "Outputs", "Mappings",
  ]

  static func isTemplate(_ node: Node) -> Bool {
    if node["AWSTemplateFormatVersion"] != nil { return node["Resources"] != nil }
    return (node["Resources"]?.object ?? []).contains { member in
      let type = member.value["Type"]?.string ?? ""
      return type.hasPrefix("AWS::") || type.hasPrefix("Custom::") || type.hasPrefix("Alexa::")
    }
  }
}
