extension Value {
  /// The value as it would stand in a source, the same for equal values.
  package var source: String {
    switch content {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let text): text
    case .text(let pieces):
      "\""
        + pieces.map { piece in
          switch piece {
          case .literal(let text): HCL.quoted(text)
          case .atom(let atom): "${" + atom + "}"
          }
        }.joined() + "\""
    case .list(let items): "[" + items.map(\.source).joined(separator: ", ") + "]"
    case .object(let fields):
      "{"
        + fields.map { "\($0.pieces == nil ? HCL.quoted($0.name) : $0.name)=\($0.value.source)" }
        .sorted().joined(
          separator: ", "
        )
        + "}"
    case .encoded(let inner): "jsonencode(\(inner.source))"
    case .base64(let inner): "base64encode(\(inner.source))"
    case .opaque(let text): text
    }
  }

  /// What it is within a string; `nil` where it cannot stand there.
  package var pieces: [Piece]? {
    switch content {
    case .text(let pieces): pieces
    case .bool, .number: [.literal(literal ?? "")]
    case .opaque(let text): [.atom(text)]
    case .encoded(let inner): inner.json
    case .base64: [literal.map(Piece.literal) ?? .atom(source)]
    case .null, .list, .object: nil
    }
  }

  /// One text for people and for comparisons, whatever it is.
  package var rendered: String { pieces?.rendered ?? source }

  /// As JSON; what is opaque stands as a string.
  package var json: [Piece] {
    var made: [Piece] = []
    write(into: &made)
    return made
  }

  private func write(into made: inout [Piece]) {
    switch content {
    case .null: made.add(.literal("null"))
    case .bool, .number: made.add(.literal(literal ?? "null"))
    case .text(let pieces): Self.write(pieces, into: &made)
    case .opaque(let text): Self.write([.atom(text)], into: &made)
    case .encoded(let inner): Self.write(inner.json, into: &made)
    case .base64: Self.write(pieces ?? [], into: &made)
    case .list(let items):
      made.add(.literal("["))
      for (index, item) in items.enumerated() {
        if index > 0 { made.add(.literal(",")) }
        item.write(into: &made)
      }
      made.add(.literal("]"))
    case .object(let fields):
      made.add(.literal("{"))
      for (index, field) in fields.enumerated() {
        if index > 0 { made.add(.literal(",")) }
        Self.write(field.pieces ?? [.literal(field.name)], into: &made)
        made.add(.literal(":"))
        field.value.write(into: &made)
      }
      made.add(.literal("}"))
    }
  }

  private static func write(_ pieces: [Piece], into made: inout [Piece]) {
    made.add(.literal("\""))
    for piece in pieces {
      if case .literal(let text) = piece {
        made.add(.literal(escaped(text)))
      } else {
        made.add(piece)
      }
    }
    made.add(.literal("\""))
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { return text }
    var made: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: made += [0x5C, byte]
      case ..<0x20: made += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: made.append(byte)
      }
    }
    return String(decoding: made, as: UTF8.self)
  }
}
