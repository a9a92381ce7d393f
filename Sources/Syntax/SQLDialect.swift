/// How a server reads what SQL dialects read differently.
package struct SQLDialect: Hashable, Sendable {
  /// `\'` stands for a quote inside a string.
  package var backslashEscapes = false
  /// `/* /* */ */` is one comment.
  package var nestsComments = true
  /// `#` begins a comment.
  package var hashComments = false
  /// `--` begins a comment only before a space.
  package var spacedDashes = false
  /// `{{ … }}` is a template inside a string too, whatever quotes it holds.
  package var templatesInStrings = true

  /// A comment ends at a line feed only, not at a carriage return.
  package var commentsPassReturns = false

  package init() {}

  /// PostgreSQL, Redshift and SQL Server.
  package static let standard = SQLDialect()

  /// Every reading that some server has.
  package static let all: [SQLDialect] = {
    var mysql = SQLDialect()
    mysql.backslashEscapes = true
    mysql.nestsComments = false
    mysql.hashComments = true
    mysql.spacedDashes = true
    mysql.commentsPassReturns = true
    var bigQuery = mysql
    bigQuery.spacedDashes = false
    bigQuery.commentsPassReturns = false
    var snowflake = bigQuery
    snowflake.hashComments = false
    var clickHouse = snowflake
    clickHouse.nestsComments = true
    var plain = SQLDialect()
    plain.nestsComments = false
    let named = [standard, mysql, bigQuery, snowflake, clickHouse, plain]
    return named
      + named.map { dialect in
        var bare = dialect
        bare.templatesInStrings = false
        return bare
      }
  }()

  /// The readings that differ in what a text was met with.
  package static func readings(of doubts: Set<SQLDoubt>) -> [SQLDialect] {
    var seen: Set<[Bool]> = []
    return all.filter { dialect in
      seen.insert(SQLDoubt.allCases.map { doubts.contains($0) && dialect.takes($0) }).inserted
    }
  }

  private func takes(_ doubt: SQLDoubt) -> Bool {
    switch doubt {
    case .backslash: backslashEscapes
    case .nestedComment: nestsComments
    case .hash: hashComments
    case .dashes: spacedDashes
    case .templateInString: templatesInStrings
    case .carriageReturn: commentsPassReturns
    }
  }
}

/// Something in a text that dialects read differently.
package enum SQLDoubt: String, Hashable, Sendable, CaseIterable {
  case backslash = "a backslash before a quote"
  case nestedComment = "a comment in a comment"
  case hash = "'#'"
  case dashes = "'--' without a space"
  case templateInString = "a template in a string"
  case carriageReturn = "a carriage return in a comment"
}
