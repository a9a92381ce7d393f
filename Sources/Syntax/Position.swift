/// A place in a text: line and column from 1, the column in bytes.
package struct Position: Hashable, Sendable, Comparable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// Why a text was not read, and where.
package struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
  package let position: Position
  /// Lowercase, without a full stop; text from the file in 'single quotes', raw: whoever prints it escapes it.
  package let reason: String

  package init(_ reason: String, at position: Position) {
    self.reason = reason
    self.position = position
  }

  package var description: String { "\(position.line):\(position.column): \(reason)" }
}

/// How much of a stranger's text is read.
///
/// Whatever is beyond them is a ``SyntaxError`` that names the limit: never a part of the text.
package struct SyntaxLimits: Sendable {
  /// Of the text.
  package var bytes = 4 << 20
  package var depth = 100
  /// Values, after anchors, templates and loops are written out.
  package var nodes = 500_000

  package init() {}
}
