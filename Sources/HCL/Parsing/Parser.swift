package import Syntax

/// Reads HCL's native syntax.
package enum HCL {
  /// A whole file, such as `main.tf` or `terraform.tfvars`.
  package static func parse(
    _ bytes: [UInt8],
    limits: SyntaxLimits = SyntaxLimits()
  ) throws(SyntaxError) -> Body {
    var parser = try Parser(bytes, limits: limits)
    return try parser.file()
  }

  /// A file of Terraform, in today's syntax or else in that of Terraform before 0.12: old commits have it, and a
  /// Terraform that refuses it does nothing by it.
  ///
  /// What neither reads is today's error.
  package static func parseTerraform(
    _ bytes: [UInt8],
    limits: SyntaxLimits = SyntaxLimits()
  ) throws(SyntaxError) -> Body {
    do throws(SyntaxError) {
      return try parse(bytes, limits: limits)
    } catch {
      guard var parser = try? Parser(bytes, limits: limits) else { throw error }
      parser.isOld = true
      guard let body = try? parser.file() else { throw error }
      return body
    }
  }

  /// A template without quotes: a file for `templatefile`, or a string of a `.tf.json`.
  package static func parseTemplate(
    _ bytes: [UInt8],
    limits: SyntaxLimits = SyntaxLimits()
  ) throws(SyntaxError) -> [TemplatePart] {
    var parser = try Parser(bytes, limits: limits)
    return try parser.template(until: .end)
  }
}

/// The place in the text, and what is counted against the limits.
struct Parser {
  let bytes: [UInt8]
  let limits: SyntaxLimits
  var offset = 0
  var line = 1
  var lineStart = 0
  var depth = 0
  var nodes = 0
  /// Off within parentheses, brackets and interpolations.
  var newlinesMatter = true
  /// Whether it is read as Terraform before 0.12 read it: an argument's name may be quoted or have dots, of two
  /// arguments of one name the later counts, and `%{` is text.
  var isOld = false

  init(_ bytes: [UInt8], limits: SyntaxLimits) throws(SyntaxError) {
    let start = Position(line: 1, column: 1)
    guard bytes.count <= limits.bytes else {
      throw SyntaxError("longer than \(limits.bytes) bytes", at: start)
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw SyntaxError("not UTF-8", at: start)
    }
    self.bytes = bytes
    self.limits = limits
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
  }

  var position: Position { Position(line: line, column: offset - lineStart + 1) }
  var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func byte(after distance: Int) -> UInt8? {
    offset + distance < bytes.count ? bytes[offset + distance] : nil
  }

  func starts(with text: StaticString, at distance: Int = 0) -> Bool {
    let count = text.utf8CodeUnitCount
    guard offset + distance + count <= bytes.count else { return false }
    return text.withUTF8Buffer {
      unsafe $0.elementsEqual(bytes[(offset + distance)...].prefix(count))
    }
  }

  func failure(_ reason: String) -> SyntaxError { SyntaxError(reason, at: position) }

  /// The byte at hand in words.
  var found: String {
    guard let byte else { return "the end of the text" }
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
    case 0x21...0x7E: return "'\(Character(Unicode.Scalar(byte)))'"
    default: return "another character"
    }
  }

  mutating func enter() throws(SyntaxError) {
    depth += 1
    guard depth <= limits.depth else { throw failure("deeper than \(limits.depth) levels") }
  }

  mutating func node(
    _ value: Expression.Value,
    at position: Position
  ) throws(SyntaxError) -> Expression {
    nodes += 1
    guard nodes <= limits.nodes else { throw failure("more than \(limits.nodes) values") }
    let made = Expression(value, at: position)
    guard made.height <= limits.depth else { throw failure("deeper than \(limits.depth) levels") }
    return made
  }

  /// Steps over the newline at hand.
  mutating func passNewline() {
    offset += 1
    line += 1
    lineStart = offset
  }

  mutating func expect(_ wanted: Character, _ place: String) throws(SyntaxError) {
    guard let code = wanted.asciiValue, byte == code else {
      throw failure("expected '\(wanted)' \(place), found \(found)")
    }
    offset += 1
  }
}
