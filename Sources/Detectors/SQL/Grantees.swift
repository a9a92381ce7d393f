import Syntax

/// Who a grant is for, and whether it may be passed on.
struct Grantees {
  private(set) var names: [String] = []
  private(set) var withOption = false
  /// What a member may not do with the role: `INHERIT FALSE`, `SET FALSE`.
  private(set) var limits = ""

  /// `nil` where something stands there that is not understood.
  init?(_ cursor: inout SQLCursor) {
    repeat {
      guard let name = Self.takeOne(&cursor) else { return nil }
      names.append(name)
      Self.skipCredentials(&cursor)
    } while cursor.takeSymbol(",")
    guard readTail(&cursor) else { return nil }
  }

  private static let prefixes: Set<String> = [
    "ROLE", "GROUP", "USER", "SHARE", "ACCOUNT", "NAMESPACE", "LOGIN", "DATABASE", "APPLICATION",
    "SERVICE",
  ]

  /// One role, with its kind and its host.
  static func takeOne(_ cursor: inout SQLCursor) -> String? {
    var prefix = ""
    while let next = cursor.peek(), next.kind != .symbol || next.isSymbol("@"),
      !tails.contains(next.keyword), let word = cursor.take(anyOf: prefixes)
    {
      prefix += word == "USER" || word == "GROUP" ? "" : word.asciiSmall + " "
    }
    if prefix == "role " { prefix = "" }
    if let token = cursor.current, token.kind == .doubleQuoted, token.text.has(anyOf: ["@", ":"]) {
      cursor.advance()
      return prefix + token.text
    }
    guard let name = cursor.takeName() else { return nil }
    guard cursor.takeSymbol("@"), let host = cursor.takeName() else {
      return name.description == "public" ? "PUBLIC" : prefix + name.description
    }
    return "'\(name)'@'\(host)'"
  }

  private static let tails: Set<String> = [
    "WITH", "GRANTED", "CASCADE", "RESTRICT", "AS", "REQUIRE", "IDENTIFIED", "COPY", "REVOKE",
    "FOR", "CONTAINER", "EXTERNALLY",
  ]

  private static func skipCredentials(_ cursor: inout SQLCursor) {
    guard cursor.take("IDENTIFIED") else { return }
    while let token = cursor.current, !token.isSymbol(","), !token.is("REQUIRE"), !token.is("WITH")
    {
      cursor.advance()
    }
  }

  private mutating func readTail(_ cursor: inout SQLCursor) -> Bool {
    while let token = cursor.current {
      if cursor.take("WITH", "GRANT", "OPTION") || cursor.take("WITH", "ADMIN", "OPTION")
        || cursor.take("WITH", "ADMIN", "TRUE") || cursor.take("WITH", "HIERARCHY", "OPTION")
        || cursor.take("WITH", "DELEGATE", "OPTION") || cursor.take("GRANT", "OPTION")
      {
        withOption = true
      } else if cursor.take("INHERIT", "FALSE") || cursor.take("SET", "FALSE") {
        limits += cursor.peek(-2)?.is("SET") == true ? "SET FALSE " : "INHERIT FALSE "
      } else if token.is("GRANTED") || token.is("AS") || token.is("FOR") || token.is("CONTAINER") {
        cursor.advance(2)
        _ = cursor.takeName()
      } else if Self.harmless.contains(token.keyword) || token.isSymbol(",") || token.isSymbol("=")
      {
        cursor.advance()
      } else if token.kind == .number || token.kind == .string || token.kind == .template {
        cursor.advance()
      } else {
        return false
      }
    }
    return true
  }

  private static let harmless: Set<String> = [
    "CASCADE", "CASCADED", "CONSTRAINTS", "RESTRICT", "WITH", "COPY", "CURRENT", "REVOKE", "GRANTS",
    "REQUIRE", "NONE", "SSL", "X509", "SUBJECT", "ISSUER", "CIPHER", "AND", "INHERIT", "SET",
    "TRUE", "FALSE", "OPTION", "REPLACE", "MAX_QUERIES_PER_HOUR", "MAX_UPDATES_PER_HOUR",
    "MAX_CONNECTIONS_PER_HOUR", "MAX_USER_CONNECTIONS", "IGNORE", "UNKNOWN", "OFF", "ALL",
    "RESTRICTED",
  ]
}

/// The rights that a grant names.
enum Privileges {
  struct One {
    let name: String
    let column: String
  }

  static func read(_ tokens: [SQLToken]) -> [One]? {
    guard let items = split(tokens) else { return nil }
    var all: [One] = []
    for item in items {
      guard let parts = one(item) else { return nil }
      all += parts
    }
    return all.isEmpty ? nil : all
  }

  /// The items between commas.
  static func split(_ tokens: [SQLToken]) -> [[SQLToken]]? {
    var items: [[SQLToken]] = [[]]
    var depth = 0
    for token in tokens {
      if token.isSymbol("(") { depth &+= 1 }
      if token.isSymbol(")") { depth &-= 1 }
      if depth == 0, token.isSymbol(",") {
        items.append([])
      } else {
        items[items.count - 1].append(token)
      }
    }
    return depth == 0 && items.allSatisfy { !$0.isEmpty } ? items : nil
  }

  private static func one(_ item: [SQLToken]) -> [One]? {
    let head = item.prefix { !$0.isSymbol("(") }
    let words = head.map { token in
      token.kind == .word ? token.keyword : token.kind == .doubleQuoted ? token.text : token.text
    }
    guard head.allSatisfy({ $0.kind != .symbol || $0.isSymbol(".") || $0.isSymbol("/") }) else {
      return nil
    }
    let isRole = head.contains { $0.isSymbol("/") || $0.isSymbol(".") }
    var name = words.joined(separator: isRole ? "" : " ")
    if name == "ALL PRIVILEGES" { name = "ALL" }
    if head.isEmpty { return nil }
    guard head.count < item.count else { return [One(name: name, column: "")] }
    var cursor = SQLCursor(Array(item.dropFirst(head.count)))
    guard let columns = cursor.takeParenthesised(), cursor.isAtEnd, let parts = split(columns)
    else {
      return nil
    }
    return parts.map { part in
      One(name: name, column: part.map { $0.kind == .word ? $0.text.asciiSmall : $0.text }.joined())
    }
  }
}
