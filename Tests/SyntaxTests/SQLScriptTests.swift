import Syntax
import Testing

@Suite struct SQLScriptTests {
  private func statements(_ text: String, _ dialect: SQLDialect = .standard) -> [String] {
    SQLScript(Array(text.utf8), dialect: dialect).statements.map(\.canonical)
  }

  @Test(arguments: [
    ("select 1; select 2", ["SELECT 1", "SELECT 2"]),
    ("select 'a;b'; --x;\nselect $t$ ; $t$", ["SELECT 'a;b'", "SELECT $$  $$"]),
    ("/* a /* b */ c */ select 1", ["SELECT 1"]),
    ("select E'it\\'s;' ; go", ["SELECT 'it\\'s;'", "GO"]),
    ("select 1\ngo\nselect 2", ["SELECT 1", "SELECT 2"]),
    ("select [a b], `c`, \"D\"", ["SELECT `a b` , `c` , \"D\""]),
    ("select a[1]", ["SELECT A [ 1 ]"]),
    (
      "DELIMITER $$\ncreate procedure p() begin select 1; end $$\nDELIMITER ;\nselect 2;",
      ["CREATE PROCEDURE P ( ) BEGIN SELECT 1 ; END", "SELECT 2"]
    ),
    ("/*!40101 SET NAMES utf8 */;", ["SET NAMES UTF8"]),
    ("select {{ ref('a;b') }};", ["SELECT {{ ref('a;b') }}"]),
    ("\\copy t to 'x'\nselect 1;", ["\\copy t to 'x'", "SELECT 1"]),
    ("copy t from stdin;\n';\n\\.\nselect 1;", ["COPY T FROM STDIN", "SELECT 1"]),
    (
      "create function f() begin atomic select 1; select case when a then b end; end; select 2",
      [
        "CREATE FUNCTION F ( ) BEGIN ATOMIC SELECT 1 ; SELECT CASE WHEN A THEN B END ; END",
        "SELECT 2",
      ]
    ),
    ("grant a to b grant c to d", ["GRANT A TO B", "GRANT C TO D"]),
    (
      "alter default privileges grant select on tables to x",
      ["ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO X"]
    ),
  ])
  func splits(_ text: String, _ expected: [String]) {
    #expect(statements(text) == expected)
  }

  @Test func dialectsDiffer() throws {
    let mysql = SQLDialect.all[1]
    #expect(statements("select 1 # ; select 2\n;", mysql) == ["SELECT 1"])
    #expect(statements("select 'a\\';b'", mysql) == ["SELECT 'a\\';b'"])
    let script = SQLScript(Array("select 'a\\'".utf8))
    #expect(script.doubts.keys.contains(.backslash))
    #expect(script.failure == nil)
  }

  @Test func positions() {
    let script = SQLScript(Array("select 1;\n\n  grant a\n to b".utf8))
    #expect(
      script.statements.map(\.position) == [
        Position(line: 1, column: 1), Position(line: 3, column: 3),
      ]
    )
  }

  @Test(arguments: [
    ("a quote has no end", "select 'x"),
    ("a comment has no end", "/* x"),
    ("a dollar quote has no end", "select $$ x"),
    ("a template has no end", "select {{ x"),
    ("comments are nested more than 100 deep", String(repeating: "/*", count: 1000)),
  ])
  func fails(_ reason: String, _ text: String) {
    #expect(SQLScript(Array(text.utf8)).failure?.reason == reason)
  }

  @Test func isBounded() {
    let many = SQLScript(Array(String(repeating: "a ", count: 600_000).utf8))
    #expect(many.failure?.reason == "more than 500000 tokens")
    let long = SQLScript([UInt8](repeating: 0x27, count: 5 << 20))
    #expect(long.failure?.reason == "longer than 4194304 bytes")
  }
}
