extension Value {
  /// Whether both are the same, whatever their places, the order of names, and how scalars are written.
  package func isEquivalent(to other: Value) -> Bool {
    switch (content, other.content) {
    case (.null, .null): true
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isEquivalent(to: $1) }
    case (.object(let a), .object(let b)): Self.areEquivalent(a, b)
    case (.encoded(let a), .encoded(let b)), (.base64(let a), .base64(let b)):
      a.isEquivalent(to: b)
    case (.opaque(let a), .opaque(let b)): a.utf8.elementsEqual(b.utf8)
    case (.opaque(let atom), .text(let pieces)), (.text(let pieces), .opaque(let atom)):
      pieces == [.atom(atom)]
    default: Self.areEquivalent(self, text: other)
    }
  }

  private static func areEquivalent(_ a: [Field], _ b: [Field]) -> Bool {
    guard a.count == b.count else { return false }
    let known = Dictionary(b.map { ($0.name, $0.value) }) { first, _ in first }
    return a.allSatisfy { field in known[field.name].map(field.value.isEquivalent) ?? false }
  }

  private static func areEquivalent(_ a: Value, text b: Value) -> Bool {
    if let a = a.literal, let b = b.literal { return a.utf8.elementsEqual(b.utf8) }
    guard let a = a.pieces, let b = b.pieces else { return false }
    return a == b
  }

  /// Of a number as it is written: `8e1` and `80.0` are `80`.
  static func canonical(_ text: String) -> String {
    guard text.utf8.count < 40, text.utf8.contains(where: { "eE.".utf8.contains($0) }),
      text.utf8.allSatisfy({ "0123456789eE.+-".utf8.contains($0) }), let value = Double(text)
    else { return text }
    return Self.text(of: value) ?? text
  }

  static func text(of number: Double) -> String? {
    guard number.isFinite else { return nil }
    if let whole = Int(exactly: number) { return String(whole) }
    return "\(number)"
  }
}
