import Syntax

/// The type of a value that nobody knows, and the file that says so.
struct Shape {
  let type: Expression
  let file: Int

  /// Of an item of a list, a set or a map.
  var element: Shape? {
    guard case .call(let name, let arguments, _) = type.value, let inner = arguments.first else {
      return nil
    }
    let inside = Shape(type: inner, file: file)
    return switch name {
    case "list", "set", "map": inside
    case "optional": inside.element
    default: nil
    }
  }

  /// Of an attribute of an object, with what stands for it where it is left out.
  func member(_ name: String) -> (shape: Shape, standard: Expression?)? {
    guard case .call(let kind, let arguments, _) = type.value, let inner = arguments.first else {
      return nil
    }
    if kind == "optional" { return Shape(type: inner, file: file).member(name) }
    guard kind == "object", case .object(let items) = inner.value,
      let item = items.first(where: { $0.key.name == name })
    else { return nil }
    guard case .call("optional", let parts, _) = item.value.value, let inner = parts.first else {
      return (Shape(type: item.value, file: file), nil)
    }
    return (Shape(type: inner, file: file), parts.count == 2 ? parts[1] : nil)
  }
}

/// Of variables whose types say what stands for attributes that are left out: whoever gives a value nobody knows may
/// leave them out, and then that counts.
extension Evaluator {
  /// Notes the type of an unknown value by the text that it is known by.
  func note(_ shape: Shape?, of text: String) {
    // A text may stand for something else in another block.
    if shape != nil || !shapes.isEmpty { shapes[text] = shape }
  }

  /// What stands for an attribute of an unknown value, if that is to count here.
  func standard(for name: String, of text: String, taken: String) -> Value? {
    guard let member = shapes[text]?.member(name) else { return nil }
    note(member.shape, of: taken)
    guard let standard = member.standard, isForcedAway(spelled: taken) else { return nil }
    let before = file
    file = member.shape.file
    defer { file = before }
    return completed(evaluate(standard, Scope(isClosed: true)), as: member.shape.type)
  }

  /// The type of what an expression gives, where it goes back to such a variable.
  func shape(of expression: Expression, _ scope: Scope, depth: Int = 0) -> Shape? {
    guard !variableTypes.isEmpty, depth < 16 else { return nil }
    switch expression.value {
    case .variable(let name): return scope.variables[name]?.opaque.flatMap { shapes[$0] }
    case .attribute(let source, let name):
      guard case .variable(let root) = source.value, scope.variables[root] == nil else {
        return shape(of: source, scope, depth: depth + 1)?.member(name)?.shape
      }
      switch root {
      case "var": return shape(ofVariable: name)
      case "local":
        return locals[name].flatMap { shape(of: $0.value, Scope(), depth: depth + 1) }
      default: return shapes["\(root).\(name)"]
      }
    case .index(let source, _): return shape(of: source, scope, depth: depth + 1)?.element
    case .call(let name, let arguments, _) where Self.passing.contains(name):
      for argument in arguments {
        if let shape = shape(of: argument, scope, depth: depth + 1) { return shape }
      }
      return nil
    case .conditional(_, let yes, let no):
      return shape(of: yes, scope, depth: depth + 1) ?? shape(of: no, scope, depth: depth + 1)
    case .loop(let loop):
      guard case .variable(loop.valueName) = loop.value.value else { return nil }
      return shape(of: loop.collection, scope, depth: depth + 1)
    default: return nil
    }
  }

  func shape(ofVariable name: String) -> Shape? {
    variableTypes[name].map { Shape(type: $0, file: variableFiles[name] ?? file) }
  }

  /// Functions that give the items which they are given.
  private static let passing: Set<String> = [
    "coalesce", "concat", "distinct", "merge", "nonsensitive", "sensitive", "tolist", "tomap",
    "toset",
    "try", "values",
  ]
}
