internal import GitObjects

/// A JSON value that prints the same bytes every time: keys in the order they were added.
package indirect enum JSONValue: Sendable {
  case null
  case number(Int)
  case bool(Bool)
  case text(String)
  case list([JSONValue])
  case object([(String, JSONValue)])

  package static func optional(_ text: String?) -> JSONValue { text.map { .text($0) } ?? .null }

  package func rendered(indent: Int = 0) -> String {
    let inner = String(repeating: "  ", count: indent + 1)
    let outer = String(repeating: "  ", count: indent)
    switch self {
    case .null: return "null"
    case .number(let number): return "\(number)"
    case .bool(let bool): return bool ? "true" : "false"
    case .text(let text): return Self.quoted(text)
    case .list(let items) where items.isEmpty: return "[]"
    case .list(let items):
      let lines = items.map { inner + $0.rendered(indent: indent + 1) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let pairs) where pairs.isEmpty: return "{}"
    case .object(let pairs):
      let lines = pairs.map { "\(inner)\(Self.quoted($0)): \($1.rendered(indent: indent + 1))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  /// The same on one line.
  package var line: String {
    switch self {
    case .list(let items): "[\(items.map(\.line).joined(separator: ","))]"
    case .object(let pairs):
      "{\(pairs.map { "\(Self.quoted($0)):\($1.line)" }.joined(separator: ","))}"
    case .null, .number, .bool, .text: rendered()
    }
  }

  /// Escapes what a terminal or a pipeline's runner would take for more than text, so that a reader of JSON gets
  /// every name as it is, and whoever prints the JSON itself is not misled.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "#" where Escaped.beginsCommand(text.utf8[rest.startIndex...]): result += unit(0x23)
      case _ where !Escaped.isPrintable(scalar): String(scalar).utf16.forEach { result += unit($0) }
      default: result.unicodeScalars.append(scalar)
      }
      rest = rest.dropFirst()
    }
    return result + "\""
  }

  private static func unit(_ value: UInt16) -> String {
    let hex = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }
}

/// An object in the making.
struct JSONObject {
  private(set) var pairs: [(String, JSONValue)] = []
  mutating func add(_ key: String, _ value: JSONValue) { pairs.append((key, value)) }
}
