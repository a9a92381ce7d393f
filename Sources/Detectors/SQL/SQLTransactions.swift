import Syntax

/// Finds the statements that a script takes back, by `ROLLBACK` or by never committing them.
///
/// A `REVOKE` between `BEGIN` and `ROLLBACK` leaves the grant before it as it is.
struct SQLTransactions {
  /// How many more ranges begin than end at a statement.
  private var changes: [Int]
  /// Where the outermost transaction begins, and how many are open in it.
  private var start: Int?
  private var depth = 0
  private var last = 0
  private var savepoints: [String: Int] = [:]

  /// Whether each statement is taken back.
  static func takenBack(_ statements: [SQLStatement]) -> [Bool] {
    var reader = Self(statements.count)
    for (index, statement) in statements.enumerated() where !statement.isRoutine {
      reader.read(SQLCursor(statement.tokens), index)
    }
    if let start = reader.start { reader.mark(start, statements.count) }
    var open = 0
    return reader.changes.dropLast().map { change in
      open &+= change
      return open > 0
    }
  }

  private init(_ count: Int) { changes = Array(repeating: 0, count: count &+ 1) }

  private mutating func mark(_ first: Int, _ end: Int) {
    changes[first] &+= 1
    changes[end] &-= 1
  }

  private mutating func read(_ start: SQLCursor, _ index: Int) {
    var cursor = start
    switch cursor.keyword {
    case "BEGIN" where isAlone(cursor), "START" where cursor.peek()?.is("TRANSACTION") == true:
      begin(index)
    case "SAVEPOINT", "SAVE":
      cursor.advance()
      _ = cursor.take(anyOf: Self.nouns)
      savepoints[cursor.takeName()?.description ?? ""] = index
    case "COMMIT", "END":
      if cursor.peek()?.is("PREPARED") != true { commit(index) }
    case "ROLLBACK", "ABORT": rollBack(&cursor, index)
    case "PREPARE" where cursor.peek()?.is("TRANSACTION") == true: end(index)
    default: break
    }
  }

  private static let nouns: Set<String> = ["TRAN", "TRANSACTION", "WORK", "SAVEPOINT"]

  /// `BEGIN` of a transaction, not of a block.
  private func isAlone(_ cursor: SQLCursor) -> Bool {
    guard let next = cursor.peek() else { return true }
    return Self.nouns.contains(next.keyword) || next.is("ISOLATION") || next.is("READ")
  }

  private mutating func begin(_ index: Int) {
    if start == nil { start = index }
    depth &+= 1
  }

  /// The inner of two transactions commits nothing to SQL Server.
  private mutating func commit(_ index: Int) {
    depth = max(0, depth &- 1)
    guard depth == 0 else { return }
    forget(index)
  }

  private mutating func forget(_ index: Int) {
    start = nil
    depth = 0
    last = index
    savepoints = [:]
  }

  private mutating func rollBack(_ cursor: inout SQLCursor, _ index: Int) {
    cursor.advance()
    _ = cursor.take(anyOf: Self.nouns)
    _ = cursor.take("TO")
    _ = cursor.take("SAVEPOINT")
    if let name = cursor.takeName()?.description, let savepoint = savepoints[name] {
      return mark(savepoint, index)
    }
    end(index)
  }

  /// Without a `BEGIN` everything since the last end may be meant.
  private mutating func end(_ index: Int) {
    mark(start ?? last, index)
    forget(index)
  }
}
