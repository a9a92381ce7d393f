/// The names that mean something where an expression stands, beside the module's own.
struct Scope {
  var variables: [String: Value] = [:]
  /// What a splat is at.
  var item: Value?
  /// Within a template's file nothing of the module is known.
  var isClosed = false

  func with(_ name: String, _ value: Value) -> Scope {
    var scope = self
    scope.variables[name] = value
    return scope
  }
}
