/// A request that tells two policies apart.
package struct Request: Hashable, Sendable {
  package struct Value: Hashable, Sendable {
    package let key: String
    /// None: the request does not have the key.
    package let values: [String]
  }

  package let action: String
  /// `nil` where no policy asks for it.
  package let resource: String?
  /// With its type before it: `AWS:arn:…`.
  package let principal: String?
  package let context: [Value]
  /// Tests that are not modelled, and whether they are taken to hold.
  package let assumptions: [Assumption]

  package init(
    action: String,
    resource: String?,
    principal: String?,
    context: [Value],
    assumptions: [Assumption]
  ) {
    self.action = action
    self.resource = resource
    self.principal = principal
    self.context = context
    self.assumptions = assumptions
  }

  package struct Assumption: Hashable, Sendable {
    package let test: String
    package let holds: Bool
  }
}

extension Request: CustomStringConvertible {
  /// `iam:PassRole on arn:aws:iam::1:role/x when aws:MultiFactorAuthPresent is absent`.
  package var description: String {
    var text = action
    if let resource { text += " on " + (resource.isEmpty ? "''" : resource) }
    if let principal { text += " by " + Request.name(principal) }
    let context = context.map { value in
      switch value.values.count {
      case 0: value.key + " is absent"
      case 1: value.key + " is '" + value.values[0] + "'"
      default: value.key + " is " + value.values.map { "'" + $0 + "'" }.joined(separator: " and ")
      }
    }
    let assumed = assumptions.map { $0.test + ($0.holds ? " holds" : " does not hold") }
    let conditions = context + assumed
    if !conditions.isEmpty { text += " when " + conditions.joined(separator: ", ") }
    return text
  }

  static func name(_ principal: String) -> String {
    principal.hasPrefix("AWS:") ? String(principal.dropFirst(4)) : principal
  }

  /// Texts that would do as well as a shortest one and read better.
  static func candidates(for text: String, _ action: String, isPrincipal: Bool) -> [String] {
    if text.contains(":") || text.contains("$") {
      return text.hasSuffix("/") || text.hasSuffix(":") ? [text + "x"] : []
    }
    if isPrincipal { return ["AWS:arn:aws:iam::210987654321:role/other"] }
    switch action.prefix(while: { $0 != ":" }) {
    case "iam", "sts": return ["arn:aws:iam::123456789012:role/other"]
    case "s3": return ["arn:aws:s3:::other/key"]
    case let service: return ["arn:aws:\(service):us-east-1:123456789012:other"]
    }
  }
}
