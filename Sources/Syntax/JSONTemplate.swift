/// JSON that a template engine completes: `${…}` and `{{ … }}` stand for a value, or for a part of a string.
///
/// What stands for a whole value is read as a string of its own spelling. Loops and conditions are not read: which
/// text they leave is not known.
package enum JSONTemplate {
  package static func read(_ bytes: [UInt8], limits: SyntaxLimits = SyntaxLimits())
    throws(SyntaxError)
    -> Node
  {
    var quoter = Quoter(bytes)
    return try JSONReader.read(try quoter.quoted(), limits: limits)
  }
}

/// Puts what stands for a value in quotes, line by line as it was.
private struct Quoter {
  private let bytes: [UInt8]
  private var position = 0
  private var result: [UInt8] = []
  private var isQuoted = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func quoted() throws(SyntaxError) -> [UInt8] {
    result.reserveCapacity(bytes.count)
    while position < bytes.count {
      if let end = try endOfMark() {
        add(bytes[position..<end])
        position = end
        continue
      }
      let byte = bytes[position]
      if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
      result.append(byte)
      position += 1
    }
    return result
  }

  /// Whether a backslash of a string takes the next letter's meaning.
  private var isEscaped: Bool {
    isQuoted && result.reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  /// Where the mark ends that begins here; `nil` where none does.
  private func endOfMark() throws(SyntaxError) -> Int? {
    guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "{") else { return nil }
    let end: Int?
    switch bytes[position] {
    case UInt8(ascii: "$") where position == 0 || bytes[position - 1] != UInt8(ascii: "$"):
      end = endOfInterpolation
    case UInt8(ascii: "{"): end = endOfExpression
    default: return nil
    }
    guard let end else {
      let line = bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
      throw SyntaxError("what stands for a value has no end", at: Position(line: line, column: 1))
    }
    return end
  }

  /// Braces that are open are counted, but for those in the interpolation's own strings.
  private var endOfInterpolation: Int? {
    var (depth, isText) = (0, false)
    for index in position..<bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\"") where bytes[index - 1] != UInt8(ascii: "\\"): isText.toggle()
      case UInt8(ascii: "{") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
    }
    return nil
  }

  private var endOfExpression: Int? {
    (position..<bytes.count - 1)
      .first { bytes[$0] == UInt8(ascii: "}") && bytes[$0 + 1] == UInt8(ascii: "}") }
      .map { $0 + 2 }
  }

  private mutating func add(_ mark: ArraySlice<UInt8>) {
    if !isQuoted { result.append(UInt8(ascii: "\"")) }
    for byte in mark {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: result.append(UInt8(ascii: " "))
      default: result.append(byte)
      }
    }
    if !isQuoted { result.append(UInt8(ascii: "\"")) }
  }
}
