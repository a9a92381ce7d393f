import AWSPolicy
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

    subscript(_ property: String) -> Term? { properties[property] }
  }

  private(set) var resources: [String: Resource] = [:]
  /// What decides what the resources become: parameters, conditions, mappings.
  private(set) var sections: [String: Term] = [:]

  init() {}

  init(_ node: Node) {
    for member in node.object ?? [] where member.key != "Resources" {
      if !Self.silent.contains(member.key) {
        sections[member.key] = TemplateTerm.read(member.value)
      }
    }
    for member in node["Resources"]?.object ?? [] {
      var attributes: [String: Term] = [:]
      for attribute in member.value.object ?? []
      where !["Type", "Properties", "Metadata", "DependsOn"].contains(attribute.key) {
        attributes[attribute.key] = TemplateTerm.read(attribute.value)
      }
      let properties =
        member.value["Properties"].map(TemplateTerm.read)
        ?? Term(.map([]), at: member.value.position)
      resources[member.key] = Resource(
        name: member.key,
        type: member.value["Type"]?.string ?? "",
        position: member.keyPosition,
        properties: properties,
        attributes: attributes
      )
    }
  }

  /// They grant nothing.
  private static let silent: Set<String> = [
    "AWSTemplateFormatVersion", "Description", "Metadata", "Outputs",
  ]

  static func isTemplate(_ node: Node) -> Bool {
    if node["AWSTemplateFormatVersion"] != nil { return node["Resources"] != nil }
    return (node["Resources"]?.object ?? []).contains { member in
      let type = member.value["Type"]?.string ?? ""
      return type.hasPrefix("AWS::") || type.hasPrefix("Custom::") || type.hasPrefix("Alexa::")
    }
  }
}
