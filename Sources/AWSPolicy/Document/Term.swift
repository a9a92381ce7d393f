package import Syntax

/// A value of a policy document, some of whose texts may be references that only a run resolves.
package struct Term: Sendable {
  package indirect enum Value: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case text([Part])
    case list([Term])
    case map([Entry])
    /// A value of whatever type: the text of the reference stands for it.
    case unknown(String)
  }

  /// A piece of a string.
  package enum Part: Hashable, Sendable {
    case literal(String)
    /// A reference; the same text has the same value on both sides.
    case unknown(String)
  }

  package struct Entry: Sendable {
    package let key: [Part]
    package let position: Position
    package let value: Term

    package init(key: [Part], position: Position, value: Term) {
      self.key = key
      self.position = position
      self.value = value
    }
  }

  package let value: Value
  package let position: Position

  package init(_ value: Value, at position: Position) {
    self.value = value
    self.position = position
  }
}

extension Term {
  /// A value without references.
  ///
  /// Its depth is the reader's to limit.
  package init(_ node: Node) {
    position = node.position
    if let tag = node.tag {
      value = .unknown(tag + " " + Term.text(of: node))
      return
    }
    switch node.value {
    case .null: value = .null
    case .bool(let flag): value = .bool(flag)
    case .number(let text): value = .number(text)
    case .string(let text): value = .text([.literal(text)])
    case .array(let items): value = .list(items.map(Term.init))
    case .object(let members):
      value = .map(
        members.map {
          Entry(key: [.literal($0.key)], position: $0.keyPosition, value: Term($0.value))
        }
      )
    }
  }

  /// A value as one text, by which it is compared with another.
  package static func text(of node: Node) -> String {
    let tag = node.tag.map { $0 + " " } ?? ""
    switch node.value {
    case .array(let items): return tag + "[" + items.map(text).joined(separator: ",") + "]"
    case .object(let members):
      return tag + "{" + members.map { $0.key + ":" + text(of: $0.value) }.joined(separator: ",")
        + "}"
    default: return tag + (node.text ?? "null")
    }
  }

  package static func text(of parts: [Part]) -> String {
    parts.map { part in
      switch part {
      case .literal(let text): text
      case .unknown(let name): "${" + name + "}"
      }
    }.joined()
  }

  /// A string as parts; numbers and flags read as their text, as AWS takes them.
  package var parts: [Part]? {
    switch value {
    case .text(let parts): parts
    case .number(let text): [.literal(text)]
    case .bool(let flag): [.literal(flag ? "true" : "false")]
    case .unknown(let name): [.unknown(name)]
    case .null, .list, .map: nil
    }
  }

  /// The one literal that a string is.
  package var literal: String? {
    guard let parts else { return nil }
    var text = ""
    for part in parts {
      guard case .literal(let piece) = part else { return nil }
      text += piece
    }
    return text
  }

  package var list: [Term] { if case .list(let items) = value { items } else { [self] } }
  package var map: [Entry]? { if case .map(let entries) = value { entries } else { nil } }
}

extension Term {
  /// Whether both say the same, whatever their places and the order of their keys.
  package func says(theSameAs other: Term) -> Bool {
    switch (value, other.value) {
    case (.null, .null): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.number(let a), .number(let b)), (.unknown(let a), .unknown(let b)):
      return a.utf8.elementsEqual(b.utf8)
    case (.text(let a), .text(let b)): return a == b
    case (.list(let a), .list(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0.says(theSameAs: $1) }
    case (.map(let a), .map(let b)):
      guard a.count == b.count else { return false }
      let known = Dictionary(b.map { ($0.key, $0.value) }) { first, _ in first }
      return a.allSatisfy { entry in
        known[entry.key].map { entry.value.says(theSameAs: $0) } ?? false
      }
    default: return false
    }
  }

  /// Whether both are there and say the same, or neither is.
  package static func same(_ old: Term?, _ new: Term?) -> Bool {
    guard let old, let new else { return old == nil && new == nil }
    return old.says(theSameAs: new)
  }

  package subscript(_ name: String) -> Term? {
    map?.first { $0.key == [.literal(name)] }?.value
  }
}
