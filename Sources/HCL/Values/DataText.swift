import Syntax

extension Value {
  /// The value whose JSON text this is; `nil` where it is none.
  package var document: Value? {
    switch content {
    case .encoded(let inner): inner
    case .text(let pieces): DataText(self).json(of: pieces)
    default: nil
    }
  }

  /// The documents whose YAML this is; `nil` where it is not known to be any.
  package var yaml: [Value]? {
    switch content {
    case .encoded(let inner): [inner]
    case .text(let pieces): DataText(self).yaml(of: pieces)
    default: nil
    }
  }
}

/// Reads JSON and YAML between whose letters stand atoms.
private struct DataText {
  let origin: Origin
  let isOfLinesBelow: Bool
  /// Stands for atoms; a text that has it of its own is not read.
  private static let mark: Unicode.Scalar = "\u{10FFFD}"

  init(_ value: Value) {
    origin = value.origin
    isOfLinesBelow = value.isOfLinesBelow
  }

  func json(of pieces: [Value.Piece]) -> Value? {
    guard let (text, atoms) = marked(pieces, areQuoted: true),
      let node = try? JSONReader.read(Array(text.utf8))
    else { return nil }
    return value(of: node, atoms)
  }

  /// A text without a map or a list in it is a name, or a mistake.
  func yaml(of pieces: [Value.Piece]) -> [Value]? {
    guard let (text, atoms) = marked(pieces, areQuoted: false),
      let nodes = try? YAMLReader.read(Array(text.utf8)),
      nodes.allSatisfy({ $0.object != nil || $0.array != nil || $0.isNull })
    else { return nil }
    return nodes.filter { !$0.isNull }.map { value(of: $0, atoms) }
  }

  /// With marks for the atoms, in quotes where they stand outside of any.
  private func marked(
    _ pieces: [Value.Piece],
    areQuoted: Bool
  ) -> (text: String, atoms: [String])? {
    var text = ""
    var atoms: [String] = []
    var isQuoted = false
    for piece in pieces {
      switch piece {
      case .literal(let literal):
        guard !literal.unicodeScalars.contains(Self.mark) else { return nil }
        text += literal
        isQuoted = Self.endsQuoted(literal, isQuoted)
      case .atom(let atom):
        let mark = "\(Self.mark)\(atoms.count)\(Self.mark)"
        text += isQuoted || !areQuoted ? mark : "\"\(mark)\""
        atoms.append(atom)
      }
    }
    return (text, atoms)
  }

  /// Whether what follows is within a string.
  private static func endsQuoted(_ text: String, _ startsQuoted: Bool) -> Bool {
    var isQuoted = startsQuoted
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = isQuoted
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      }
    }
    return isQuoted
  }

  private func place(_ node: Node) -> Origin { place(node.position) }

  private func place(_ position: Position) -> Origin {
    isOfLinesBelow ? Origin(file: origin.file, line: origin.line + position.line) : origin
  }

  private func value(of node: Node, _ atoms: [String]) -> Value {
    let place = place(node)
    switch node.value {
    case .null: return Value(.null, at: place)
    case .bool(let flag): return Value(.bool(flag), at: place)
    case .number(let text): return Value(.number(Value.canonical(text)), at: place)
    case .string(let text):
      let pieces = pieces(of: text, atoms)
      if pieces.count == 1, case .atom(let atom) = pieces[0] {
        return Value(.opaque(atom), at: place)
      }
      return Value(.text(pieces), at: place)
    case .array(let items): return Value(.list(items.map { value(of: $0, atoms) }), at: place)
    case .object(let members):
      return Value(
        .object(
          members.map {
            Evaluator.field(pieces(of: $0.key, atoms), value(of: $0.value, atoms))
          }
        ),
        at: place
      )
    }
  }

  private func pieces(of text: String, _ atoms: [String]) -> [Value.Piece] {
    guard text.unicodeScalars.contains(Self.mark) else {
      return text.isEmpty ? [] : [.literal(text)]
    }
    var made: [Value.Piece] = []
    for (index, part) in Call.split(text, by: String(Self.mark)).enumerated() {
      if index % 2 == 1, let place = Int(part), atoms.indices.contains(place) {
        made.add(.atom(atoms[place]))
      } else {
        made.add(.literal(part))
      }
    }
    return made
  }
}

extension Evaluator {
  func decoded(_ name: String, _ call: Call) -> Value? {
    guard let text = call.value(0) else { return nil }
    let documents = text.yaml ?? []
    guard
      var value = text.document
        ?? (name == "yamldecode" && documents.count == 1 ? documents[0] : nil)
    else { return nil }
    value.origin = call.origin
    return value
  }
}
