import Syntax

/// Finds the words of access in a text that is run as a program.
enum SQLWords {
  private static let single: Set<String> = [
    "GRANT", "REVOKE", "DENY", "TRUNCATE", "UNLOAD", "OUTFILE", "DUMPFILE", "DBLINK",
    "SP_ADDROLEMEMBER", "SP_ADDSRVROLEMEMBER", "XP_CMDSHELL", "SP_EXECUTESQL", "DBLINK_EXEC",
    "QUERY_EXPORT_TO_S3", "SUPERUSER", "BYPASSRLS",
  ]
  private static let pairs: [String: Set<String>] = [
    "ALTER": [
      "ROLE", "USER", "LOGIN", "GROUP", "DEFAULT", "AUTHORIZATION", "POLICY", "SYSTEM", "ACCOUNT",
      "SERVER", "SHARE",
    ],
    "CREATE": ["ROLE", "USER", "LOGIN", "GROUP", "POLICY", "SHARE", "STAGE"],
    "DROP": ["TABLE", "SCHEMA", "DATABASE", "ROLE", "USER", "POLICY", "MASKING", "OWNED"],
    "ROW": ["LEVEL", "ACCESS"],
    "OWNER": ["TO"],
    "SECURITY": ["DEFINER"],
    "MASKING": ["POLICY"],
    "EXPORT": ["DATA"],
    "REASSIGN": ["OWNED"],
    "EXECUTE": ["IMMEDIATE", "FORMAT"],
    "COPY": ["INTO"],
  ]

  /// The first words of access in a program; `nil` where there are none.
  static func access(in text: String, dynamic: Bool = true) -> String? {
    var last = ""
    for word in words(of: text) {
      if single.contains(word) { return word }
      if let seconds = pairs[last], seconds.contains(word) { return "\(last) \(word)" }
      if dynamic, last == "EXECUTE", word != "PROCEDURE", word != "FUNCTION", word != "ON" {
        return "EXECUTE"
      }
      last = word
    }
    return dynamic && last == "EXECUTE" ? last : nil
  }

  private static func words(of text: String) -> some Sequence<String> {
    text.utf8.lazy.split { !$0.isSQLWord }
      .map { word in
        String(decoding: word.map { (0x61...0x7A).contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
      }
  }

  /// Longer programs are not looked through: whatever they do counts as not told.
  static let longest = 262_144

  /// The same for the tokens of a routine: its words, and its bodies and strings.
  static func access(in tokens: [SQLToken]) -> String? {
    let size = tokens.reduce(0) { $0 &+ $1.text.utf8.count }
    guard size <= longest else { return "more than \(longest) bytes" }
    return access(
      in: tokens.map { token in
        switch token.kind {
        case .name, .doubleQuoted, .number: "x"
        default: token.text
        }
      }.joined(separator: " ")
    )
  }
}
