/// The names that mean something where an expression stands, beside the module's own.
struct Scope {
  var variables: [String: Value] = [:]
  /// What a splat is at.
  var item: Value?
  /// Within a template's file nothing of the module is known.
  var isClosed = false
  /// Whether what its names stand for is but a default.
  var isOpen = false

  func with(_ name: String, _ value: Value) -> Scope {
    var scope = self
    scope.variables[name] = value
    return scope
  }

  /// The scope within a loop over what may be a default.
  func opened(_ isOpen: Bool) -> Scope {
    var scope = self
    scope.isOpen = self.isOpen || isOpen
    return scope
  }
}
