import HCL

/// The text of a script as one side gives it, taken out of base64.
struct BootText {
  /// What is not known stands as a substitution that no shell would take: `${%…}`.
  let text: String
  private let origin: Origin
  private let isOfLinesBelow: Bool

  init(_ value: Value) {
    let inner = Self.decoded(value)
    origin = inner.origin
    isOfLinesBelow = inner.isOfLinesBelow
    text = Self.items(inner).map(Self.rendered).joined(separator: "\n")
  }

  /// Of the file that the text stands in, from a line of the text.
  func line(_ number: Int) -> Int { isOfLinesBelow ? origin.line + number : origin.line }

  /// Clouds take a script that is base64 already as it is, so that an encoded one hides nothing.
  private static func decoded(_ value: Value) -> Value {
    if case .base64(let inner) = value.content { return inner }
    guard let text = value.literal, text.utf8.count >= 12, let inner = Base64Text.decode(text),
      inner.utf8.allSatisfy({ $0 >= 0x20 || (0x09...0x0D).contains($0) })
    else { return value }
    return .string(inner, at: value.origin)
  }

  /// A list is one command after another.
  private static func items(_ value: Value) -> [Value] { value.asList }

  private static func rendered(_ value: Value) -> String {
    guard let pieces = value.pieces else { return value.source }
    return pieces.map { piece in
      switch piece {
      case .literal(let text): text
      case .atom(let atom): [Value.Piece.atom("\u{F8FF}" + atom)].rendered
      }
    }.joined()
  }
}
