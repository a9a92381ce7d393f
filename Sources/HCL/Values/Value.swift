/// What an expression comes to, as far as it can be told without a run.
package struct Value: Sendable {
  package indirect enum Content: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case text([Piece])
    case list([Value])
    /// No name stands twice.
    case object([Field])
    /// The JSON text of a value.
    case encoded(Value)
    /// The base64 of a text.
    case base64(Value)
    /// Known by the text that it comes from alone: the same text is the same value on both sides.
    case opaque(String)
  }

  /// A piece of a string.
  package enum Piece: Hashable, Sendable {
    case literal(String)
    case atom(String)
  }

  package struct Field: Sendable {
    package let name: String
    /// Present where the name has atoms.
    package let pieces: [Piece]?
    package let value: Value

    package init(_ name: String, pieces: [Piece]? = nil, _ value: Value) {
      self.name = name
      self.pieces = pieces
      self.value = value
    }
  }

  package var content: Content
  /// Of how many parts it was made: what is shared counts wherever it stands, as whoever walks it meets it.
  let weight: Int
  package var origin: Origin
  /// Whether Terraform would report an error here; `try` goes on to the next then.
  package var fails = false
  /// Whether it is a text whose first line is the one below its origin.
  package var isOfLinesBelow = false
  /// What it would be if what decides over it came to something else.
  package var alternatives: [Alternative] = []

  private static func weight(of content: Content) -> Int {
    switch content {
    case .list(let items): items.reduce(1) { min($0 + $1.weight, .max / 2) }
    case .object(let fields): fields.reduce(1) { min($0 + $1.value.weight, .max / 2) }
    case .encoded(let inner), .base64(let inner): inner.weight
    case .null, .bool, .number, .text, .opaque: 1
    }
  }

  package init(_ content: Content, at origin: Origin, fails: Bool = false) {
    self.content = content
    weight = Self.weight(of: content)
    self.origin = origin
    self.fails = fails
  }
}

/// Where a value was written.
package struct Origin: Hashable, Sendable {
  /// An index into ``TerraformModule/paths``.
  package let file: Int
  package let line: Int

  package init(file: Int, line: Int) {
    self.file = file
    self.line = line
  }
}

extension Value {
  package static func string(_ text: String, at origin: Origin) -> Value {
    Value(.text(text.isEmpty ? [] : [.literal(text)]), at: origin)
  }

  /// The value of a string, a number or a flag that is known.
  package var literal: String? {
    switch content {
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let text): return text
    case .text(let pieces):
      if pieces.isEmpty { return "" }
      guard pieces.count == 1, case .literal(let text) = pieces[0] else { return nil }
      return text
    case .base64(let inner): return inner.literal.map(Base64Text.encode)
    case .null, .list, .object, .encoded, .opaque: return nil
    }
  }

  package var bool: Bool? {
    switch content {
    case .bool(let flag): flag
    case .text:
      switch literal {
      case "true", "1": true
      case "false", "0": false
      default: nil
      }
    default: nil
    }
  }

  package var int: Int? { literal.flatMap { Int($0) } }
  package var isNull: Bool { if case .null = content { true } else { false } }
  package var list: [Value]? { if case .list(let items) = content { items } else { nil } }
  package var fields: [Field]? { if case .object(let fields) = content { fields } else { nil } }

  package var opaque: String? { if case .opaque(let text) = content { text } else { nil } }

  package subscript(name: String) -> Value? {
    fields?.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  package var asList: [Value] { list ?? [self] }

  /// Nothing in it is known by its text alone.
  package var isKnown: Bool {
    switch content {
    case .null, .bool, .number: true
    case .text(let pieces): pieces.allSatisfy { if case .literal = $0 { true } else { false } }
    case .list(let items): items.allSatisfy(\.isKnown)
    case .object(let fields): fields.allSatisfy { $0.pieces == nil && $0.value.isKnown }
    case .encoded(let inner), .base64(let inner): inner.isKnown
    case .opaque: false
    }
  }
}
