/// What is decided how: by what decides, what it comes to.
package struct Way: Sendable {
  let decided: [String: String]
  /// As it is said: `var.open is true`.
  package let label: String

  init(decided: [String: String]) {
    self.decided = decided
    label = decided.map(Self.label).sorted().joined(separator: " and ")
  }

  private static func label(_ what: String, _ key: String) -> String {
    if what.hasSuffix(" is empty") { return "\(what.dropLast(9)) has items" }
    if what.hasSuffix(" is given"), key == "false" { return "\(what.dropLast(9)) is not given" }
    if what == whole { return "more is decided than is looked at" }
    // A condition is spelt within parentheses.
    guard what.hasPrefix("(") else { return "\(what) is \(key.contains(" ") ? "'\(key)'" : key)" }
    let inner = String(what.dropFirst().dropLast())
    if key == "true" { return inner }
    let sides = inner.split(separator: " == ", omittingEmptySubsequences: false)
    return sides.count == 2 ? "\(sides[0]) != \(sides[1])" : "\(what) is \(key)"
  }

  /// What is too much to look at way by way.
  static let whole = "otherwise"

  func isPart(of other: Way) -> Bool { decided.allSatisfy { other.decided[$0.key] == $0.value } }

}

extension Way: Hashable, Comparable {
  package static func == (a: Way, b: Way) -> Bool { a.decided == b.decided }

  package func hash(into hasher: inout Hasher) { hasher.combine(decided) }

  package static func < (a: Way, b: Way) -> Bool {
    (a.decided.count, a.label) < (b.decided.count, b.label)
  }
}

/// What a value would be if something were decided otherwise.
package struct Alternative: Sendable {
  package let way: Way
  package let value: Value
  /// Whether it is what comes into an object, or goes where it is null, and all else is as it was.
  var isOverlay = false
}

extension Value {
  /// By way, what all alternatives in it are, and where they stand.
  package var alternativeTexts: [Way: [String]] {
    var texts: [Way: [String]] = [:]
    collectAlternatives(at: "", into: &texts)
    return texts.mapValues { $0.sorted() }
  }

  private func collectAlternatives(at path: String, into texts: inout [Way: [String]]) {
    for other in alternatives {
      texts[other.way, default: []].append("\(path) \(other.value.source)")
    }
    switch content {
    case .object(let fields):
      for field in fields {
        field.value.collectAlternatives(at: path + "." + field.name, into: &texts)
      }
    case .list(let items): for item in items { item.collectAlternatives(at: path, into: &texts) }
    default: break
    }
  }

  /// The value as it would be, by as much of a way as it hangs on; an argument that would be null is none.
  package func otherwise(_ way: Way) -> Value {
    let fitting = alternatives.filter { $0.way.isPart(of: way) }
    let whole = fitting.filter { !$0.isOverlay }.max { $0.way < $1.way }
    if let whole { return whole.value }
    switch content {
    case .object(let fields):
      var over: [Field] = []
      for other in fitting.sorted(by: { $0.way < $1.way }) {
        let come = other.value.fields ?? []
        over.removeAll { field in come.contains { $0.name == field.name } }
        over += come
      }
      let names = Set(over.map(\.name))
      let made = fields.filter { !names.contains($0.name) }.compactMap { field -> Field? in
        let value = field.value.otherwise(way)
        if value.isNull, !field.value.isNull { return nil }
        return Field(field.name, pieces: field.pieces, value)
      }
      var value = self
      value.content = .object(made + over.filter { !$0.value.isNull })
      value.alternatives = []
      return value
    case .list(let items):
      var value = self
      value.content = .list(items.map { $0.otherwise(way) })
      return value
    default: return self
    }
  }
}
