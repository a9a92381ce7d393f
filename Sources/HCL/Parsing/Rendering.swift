/// The text of an expression as it is written by one hand, whatever its blanks and comments.
extension Expression {
  package var normalized: String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .template(let parts), .heredoc(let parts): "\"" + parts.normalized + "\""
    case .tuple(let items): "[" + items.normalized + "]"
    case .object(let items):
      "{" + items.map { "\($0.key.normalized)=\($0.value.normalized)" }.joined(separator: ", ")
        + "}"
    case .variable(let name): name
    case .attribute(let source, let name): "\(source.normalized).\(name)"
    case .index(let source, let key): "\(source.normalized)[\(key.normalized)]"
    case .splat(let source, let each): "\(source.normalized)[*]\(each.normalized)"
    case .splatItem: ""
    case .call(let name, let arguments, let expandsLast):
      "\(name)(\(arguments.normalized)\(expandsLast ? "..." : ""))"
    case .unary(let sign, let inner): "\(sign.rawValue)\(inner.normalized)"
    case .binary(let sign, let left, let right):
      "(\(left.normalized) \(sign.rawValue) \(right.normalized))"
    case .conditional(let condition, let yes, let no):
      "(\(condition.normalized) ? \(yes.normalized) : \(no.normalized))"
    case .loop(let loop): loop.normalized
    }
  }
}

extension Expression.Loop {
  fileprivate var normalized: String {
    let names = keyName.map { "\($0), \(valueName)" } ?? valueName
    let made = key.map { "\($0.normalized) => \(value.normalized)" } ?? value.normalized
    let filter = condition.map { " if \($0.normalized)" } ?? ""
    let text = "for \(names) in \(collection.normalized) : \(made)\(groups ? "..." : "")\(filter)"
    return key == nil ? "[\(text)]" : "{\(text)}"
  }
}

extension [Expression] {
  fileprivate var normalized: String { map(\.normalized).joined(separator: ", ") }
}

extension [TemplatePart] {
  fileprivate var normalized: String { map(\.normalized).joined() }
}

extension TemplatePart {
  fileprivate var normalized: String {
    switch self {
    case .literal(let text): HCL.quoted(text)
    case .interpolation(let inner): "${\(inner.normalized)}"
    case .conditional(let condition, let then, let otherwise):
      "%{if \(condition.normalized)}\(then.normalized)%{else}\(otherwise.normalized)%{endif}"
    case .loop(let key, let value, let collection, let body):
      "%{for \(key.map { "\($0), " } ?? "")\(value) in \(collection.normalized)}"
        + "\(body.normalized)%{endfor}"
    }
  }
}

extension HCL {
  /// A text as it stands between quotes.
  package static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: needsQuoting) else { return text }
    var quoted: [UInt8] = []
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): quoted += "\\n".utf8
      case UInt8(ascii: "\r"): quoted += "\\r".utf8
      case UInt8(ascii: "\t"): quoted += "\\t".utf8
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "$"), UInt8(ascii: "%"):
        quoted.append(byte)
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "{") { quoted.append(byte) }
      case ..<0x20: quoted += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: quoted.append(byte)
      }
    }
    return String(decoding: quoted, as: UTF8.self)
  }

  private static func needsQuoting(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "%"): true
    default: false
    }
  }
}

extension Body {
  /// One spelling for all that mean the same.
  var normalized: String {
    let arguments = attributes.map { "\($0.name)=\($0.value.normalized)" }
    let nested = blocks.map { block in
      "\(block.type) \(block.labels.joined(separator: " ")) {\(block.body.normalized)}"
    }
    return (arguments + nested).joined(separator: "; ")
  }
}
