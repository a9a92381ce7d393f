import HCL

/// What the description of a web interface (OpenAPI) says of its operations.
struct Specification {
  struct Operation {
    /// Whether whoever calls has to show something.
    let asks: Bool
    /// Where a call is passed on to.
    let target: Value?
    let value: Value
  }

  /// By method and path.
  private(set) var operations: [String: Operation] = [:]
  /// What callers show, and who judges it.
  let schemes: [Value]

  static let none = Specification()

  private init() { schemes = [] }

  init?(_ value: Value) {
    guard let root = value.fields == nil ? value.document : value, root.fields != nil else {
      return nil
    }
    schemes = ["securityDefinitions", "components.securitySchemes", "x-amazon-apigateway-policy"]
      .flatMap { root.all(at: $0) }
    for path in root["paths"]?.fields ?? [] {
      for method in path.value.fields ?? [] where Self.methods.contains(method.name.lowercased()) {
        operations["\(method.name.uppercased()) \(path.name)"] = Operation(
          asks: Self.asks(method.value, root),
          target: method.value["x-amazon-apigateway-integration"],
          value: method.value
        )
      }
    }
  }

  /// Of several ways one is enough, and an empty one is none; an operation's own take the place of all's.
  private static func asks(_ operation: Value, _ root: Value) -> Bool {
    if operation["x-amazon-apigateway-auth"]?["type"]?.literal?.lowercased() == "aws_iam" {
      return true
    }
    guard let ways = operation["security"] ?? root["security"], !ways.isNull else { return false }
    guard let items = ways.list else { return ways.opaque != nil }
    return !items.isEmpty && items.allSatisfy { $0.fields?.isEmpty != true }
  }

  /// Without `options`, by which browsers only ask what they may.
  private static let methods: Set<String> = [
    "get", "put", "post", "delete", "patch", "head", "trace", "x-amazon-apigateway-any-method",
  ]
}
