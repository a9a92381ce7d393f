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

  /// Whether its references come to more than is read.
  private(set) var isTooLong = false

  init() {}

  init(_ node: Node, _ texts: LongTexts) {
    let scope = TemplateScope(of: node, texts)
    let terms = TemplateTerm(scope)
    for member in node.object ?? [] where member.key != "Resources" {
      if !Self.silent.contains(member.key) {
        sections[member.key] = terms.term(member.value)
      }
    }
    for member in node["Resources"]?.object ?? [] {
      var attributes: [String: Term] = [:]
      for attribute in member.value.object ?? []
      where !["Type", "Properties", "Metadata", "DependsOn"].contains(attribute.key) {
        attributes[attribute.key] = terms.term(attribute.value)
      }
      let properties =
        member.value["Properties"].map(terms.term)
        ?? Term(.map([]), at: member.value.position)
      resources[member.key] = Resource(
        name: member.key,
        type: member.value["Type"]?.string ?? "",
        position: member.keyPosition,
        properties: properties,
        attributes: attributes,
        boot: Self.boot(member.value["Metadata"], terms)
      )
    }
    isTooLong = scope.isExhausted
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
