/// A value as JSON, YAML and TOML have them, with the place it begins at.
package struct Node: Sendable {
  package indirect enum Value: Sendable {
    case null
    case bool(Bool)
    /// As it is written: no reader rounds it.
    case number(String)
    case string(String)
    case array([Node])
    /// In the text's order; a key that stands twice is an error of the text.
    case object([Member])
  }

  package struct Member: Sendable {
    package let key: String
    package let keyPosition: Position
    package let value: Node

    package init(key: String, keyPosition: Position, value: Node) {
      self.key = key
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  package let value: Value
  package let position: Position
  /// A tag that gives the value another meaning, such as `!Ref` or `!reference`.
  package let tag: String?

  package init(_ value: Value, at position: Position, tag: String? = nil) {
    self.value = value
    self.position = position
    self.tag = tag
  }
}

extension Node {
  package var string: String? { if case .string(let text) = value { text } else { nil } }
  package var array: [Node]? { if case .array(let items) = value { items } else { nil } }
  package var object: [Member]? { if case .object(let members) = value { members } else { nil } }
  package var bool: Bool? { if case .bool(let flag) = value { flag } else { nil } }
  package var isNull: Bool { if case .null = value { true } else { false } }

  package var int: Int? {
    if case .number(let text) = value { Int(text) } else { nil }
  }

  /// The member of an object; `nil` for anything else too.
  package subscript(key: String) -> Node? {
    object?.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
  }

  /// The value below a path of keys.
  package subscript(path keys: String...) -> Node? {
    keys.reduce(Node?.some(self)) { node, key in node?[key] }
  }

  /// The text of a scalar, whatever its kind.
  package var text: String? {
    switch value {
    case .string(let text), .number(let text): text
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// One value or a list of them: what many formats take for the same.
  package var list: [Node] { array ?? [self] }

  /// Whether both say the same, whatever their places and the order of their keys.
  package func isEquivalent(to other: Node) -> Bool {
    guard tag == other.tag else { return false }
    switch (value, other.value) {
    case (.null, .null): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.number(let a), .number(let b)), (.string(let a), .string(let b)):
      return a.utf8.elementsEqual(b.utf8)
    case (.array(let a), .array(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.isEquivalent(to: $1) }
    case (.object(let a), .object(let b)):
      guard a.count == b.count else { return false }
      let known = Dictionary(b.map { (Array($0.key.utf8), $0.value) }) { first, _ in first }
      return a.allSatisfy { member in
        known[Array(member.key.utf8)].map(member.value.isEquivalent) ?? false
      }
    default: return false
    }
  }
}
