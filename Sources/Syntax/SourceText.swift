/// What every reader asks of a text before it looks at its grammar.
package enum SourceText {
  static let start = Position(line: 1, column: 1)

  /// The text without a byte order mark at its beginning.
  ///
  /// The mark is passed over nowhere else: some programs do not see it there, and would take two
  /// different names for one.
  package static func check(
    _ bytes: [UInt8],
    _ limits: SyntaxLimits
  ) throws(SyntaxError) -> [UInt8] {
    guard bytes.count <= limits.bytes else {
      throw SyntaxError("longer than \(limits.bytes) bytes", at: start)
    }
    guard isUTF8(bytes) else {
      throw SyntaxError("not UTF-8", at: firstInvalid(bytes))
    }
    return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
  }

  static func isUTF8(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  /// The first line that is not UTF-8; a newline byte is never part of a longer character.
  private static func firstInvalid(_ bytes: [UInt8]) -> Position {
    var line = 1
    for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if !isUTF8(part) { break }
      line += 1
    }
    return Position(line: line, column: 1)
  }
}

extension SyntaxLimits {
  /// For formats of lines, whose words cost more than a tree's values and of which files have fewer.
  var ofLines: SyntaxLimits {
    var limits = self
    limits.nodes = min(nodes, 50_000)
    return limits
  }
}

/// Counts values, and says no to more than the limit.
struct NodeBudget {
  let limits: SyntaxLimits
  private(set) var spent = 0

  init(_ limits: SyntaxLimits) { self.limits = limits }

  mutating func spend(_ count: Int = 1, at position: Position) throws(SyntaxError) {
    let (sum, overflow) = spent.addingReportingOverflow(count)
    guard !overflow, sum <= limits.nodes else {
      throw SyntaxError("more than \(limits.nodes) values", at: position)
    }
    spent = sum
  }

  func check(depth: Int, at position: Position) throws(SyntaxError) {
    guard depth <= limits.depth else {
      throw SyntaxError("nested more than \(limits.depth) deep", at: position)
    }
  }
}

/// The keys of one object.
///
/// Strings that are canonical equivalents count as the same key: programs differ in whether they are.
struct KeySet {
  private var few: [String] = []
  private var many: Set<String> = []

  mutating func insert(_ key: String, at position: Position) throws(SyntaxError) {
    let isNew: Bool
    if many.isEmpty && few.count < 8 {
      isNew = !few.contains(key)
      few.append(key)
    } else {
      if many.isEmpty { many = Set(few) }
      isNew = many.insert(key).inserted
    }
    guard isNew else {
      throw SyntaxError("the key '\(key)' stands here twice", at: position)
    }
  }
}
