import Syntax

/// What a grant is on.
enum SQLObjects {
  static func read(_ tokens: [SQLToken], in database: String) -> [SQLObject]? {
    guard !tokens.isEmpty else { return nil }
    var cursor = SQLCursor(tokens)
    if let quantity = cursor.take(anyOf: ["ALL", "FUTURE"]) {
      return many(&cursor, isFuture: quantity == "FUTURE")
    }
    let kind = takeKind(&cursor)
    if cursor.isAtEnd { return kind.isEmpty ? nil : [SQLObject(kind: kind)] }
    var objects: [SQLObject] = []
    repeat {
      guard let name = cursor.takeName() else { return nil }
      var parts = name.parts
      if let user = cursor.takeSymbol("@") ? cursor.takeName() : nil {
        parts = ["'\(name)'@'\(user)'"]
      }
      if let arguments = cursor.takeParenthesised() {
        let list = arguments.map { $0.kind == .word ? $0.text.asciiSmall : $0.text }
        parts[parts.count - 1] += "(\(list.joined(separator: " ")))"
      }
      objects.append(object(kind, parts, in: database))
    } while cursor.takeSymbol(",")
    return cursor.isAtEnd ? objects : nil
  }

  private static func object(_ kind: String, _ parts: [String], in database: String) -> SQLObject {
    let isTable = kind.isEmpty || kind == "TABLE" || kind == "OBJECT" || kind == "VIEW"
    let path = parts.count == 1 && isTable && !database.isEmpty ? [database] + parts : parts
    let plain = kind.isEmpty || kind == "OBJECT"
    return SQLObject(kind: plain ? "TABLE" : kind, path: path)
  }

  /// `TABLES IN SCHEMA a, b`.
  private static func many(_ cursor: inout SQLCursor, isFuture: Bool) -> [SQLObject]? {
    var words: [String] = []
    while let token = cursor.current, token.kind == .word, !token.is("IN") {
      words.append(token.keyword)
      cursor.advance()
    }
    guard !words.isEmpty, cursor.take("IN") else { return nil }
    let kind = singular(words)
    let scope = cursor.take(anyOf: ["SCHEMA", "DATABASE", "ACCOUNT", "CATALOG"]) ?? ""
    if cursor.isAtEnd, scope == "ACCOUNT" {
      return [SQLObject(kind: (isFuture ? "FUTURE " : "") + kind, path: ["*", "*"])]
    }
    var objects: [SQLObject] = []
    repeat {
      guard let name = cursor.takeName() else { return nil }
      let path = name.parts + (scope == "DATABASE" ? ["*", "*"] : ["*"])
      objects.append(SQLObject(kind: (isFuture ? "FUTURE " : "") + kind, path: path))
    } while cursor.takeSymbol(",")
    return cursor.isAtEnd ? objects : nil
  }

  /// The kind of a thing whose plural it is.
  static func singular(_ words: [String]) -> String {
    guard let last = words.last else { return "" }
    let one: String
    if last.utf8.count > 3, last.hasSuffix("IES") {
      one = String(last.dropLast(3)) + "Y"
    } else {
      one = last.hasSuffix("S") ? String(last.dropLast()) : last
    }
    return (words.dropLast() + [one]).joined(separator: " ")
  }

  /// The words before a name: `TABLE`, `FOREIGN SERVER`, `SCHEMA::`.
  private static func takeKind(_ cursor: inout SQLCursor) -> String {
    var words: [String] = []
    while let token = cursor.current, token.kind == .word {
      guard let next = cursor.peek() else {
        if words.isEmpty, ["ACCOUNT", "SERVER", "DATABASE"].contains(token.keyword) {
          words.append(token.keyword)
          cursor.advance()
        }
        break
      }
      if next.isSymbol(":"), cursor.peek(2)?.isSymbol(":") == true {
        words.append(token.keyword)
        cursor.advance(3)
        break
      }
      if next.kind == .symbol, !next.isSymbol("*"), !next.isSymbol("@"), !next.isSymbol(":") {
        break
      }
      if next.kind == .template, next.range.lowerBound == token.range.upperBound { break }
      words.append(token.keyword)
      cursor.advance()
    }
    return words.joined(separator: " ")
  }
}
