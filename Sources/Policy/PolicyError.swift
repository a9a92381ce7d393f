package import Syntax

/// Why a policy does not load: where, what, and the way out.
package struct PolicyError: Error, Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// Counted from 1; 0 where the file as a whole is meant.
  package let line: Int
  package let column: Int
  package let message: String
  package let fix: String?
  /// There is no policy at all, which is not a mistake in one.
  package let isMissing: Bool
  /// The file that is not there, where that is what is wrong: the policy, or one that it names.
  package let missingFile: String?

  package init(
    file: String,
    at position: Position = Position(line: 0, column: 0),
    _ message: String,
    fix: String? = nil,
    isMissing: Bool = false,
    missingFile: String? = nil
  ) {
    self.file = file
    self.isMissing = isMissing
    self.missingFile = missingFile
    line = position.line
    column = position.column
    self.message = message
    self.fix = fix
  }

  package var description: String {
    let place = line > 0 ? "\(file):\(line):\(column): " : "\(file): "
    return place + message + (fix.map { "; \($0)" } ?? "")
  }
}
