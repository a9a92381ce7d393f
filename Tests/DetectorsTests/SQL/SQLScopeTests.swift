import Detection
import Detectors
import Testing

/// What a statement counts for by where it stands.
@Suite struct SQLScopeTests {
  private static let grant = "GRANT ALL ON t TO eve;\n"
  private static let revoke = "REVOKE ALL ON t FROM eve;\n"

  /// A `REVOKE` that does not take back the `GRANT` before it.
  private static let ineffective: [(String, String)] = [
    ("goose", "-- +goose Up\n\(grant)-- +goose Down\n\(revoke)"),
    ("dbmate", "-- migrate:up\n\(grant)-- migrate:down\n\(revoke)"),
    ("sql-migrate", "-- +migrate Up\n\(grant)-- +migrate Down notransaction\n\(revoke)"),
    ("MyBatis", "-- // Grants.\n\(grant)-- //@UNDO\n\(revoke)"),
    ("tern", "\(grant)---- create above / drop below ----\n\(revoke)"),
    ("the way back first", "-- +goose Down\n\(revoke)-- +goose Up\n\(grant)"),
    ("rolled back", "\(grant)BEGIN;\n\(revoke)ROLLBACK;\n"),
    ("aborted", "\(grant)START TRANSACTION;\n\(revoke)ABORT;\n"),
    (
      "to a savepoint", "\(grant)BEGIN;\nSAVEPOINT s;\n\(revoke)ROLLBACK TO SAVEPOINT s;\nCOMMIT;\n"
    ),
    ("never committed", "\(grant)BEGIN;\n\(revoke)"),
    ("in no case", "\(grant)\\if false\n\(revoke)\\endif\n"),
    ("after the end", "\(grant)\\q\n\(revoke)"),
    ("in another database", "\\c a\n\(grant)\\c b\n\(revoke)"),
    ("in another schema", "SET search_path = a;\n\(grant)SET search_path TO b;\n\(revoke)"),
    ("as another role", "SET ROLE a;\n\(grant)SET ROLE b;\n\(revoke)"),
    ("behind psql's separator", "\(revoke)\\echo x \\\\ \(grant)"),
    ("in a carriage return's comment", "-- x\r\(grant)"),
  ]

  /// A `REVOKE` that does.
  private static let effective: [(String, String)] = [
    ("committed", "\(grant)BEGIN;\n\(revoke)COMMIT;\n"),
    ("after a rollback", "BEGIN;\nSELECT 1;\nROLLBACK;\n\(grant)\(revoke)"),
    (
      "after a savepoint that stays", "\(grant)BEGIN;\nSAVEPOINT s;\nRELEASE s;\n\(revoke)COMMIT;\n"
    ),
    ("behind an end of a case", "\\if true\nSELECT 1;\n\\endif\n\(grant)\(revoke)"),
    ("in the usual schema", "\(grant)SET search_path = public;\n\(revoke)"),
    ("in prose", "-- Up next, and down again\n\(grant)-- down with it: a long story\n\(revoke)"),
    ("within one way", "-- +goose Up\n\(grant)\(revoke)-- +goose Down\nSELECT 1;\n"),
  ]

  @Test(arguments: ineffective)
  func doesNotCount(_ name: String, _ text: String) {
    let reading = SQLDetector().read(pair("migrations/1.sql", "SELECT 1;\n", text))
    let asks =
      reading.direction == .widened || reading.direction == .unknown
      || reading.observations.contains { $0.direction == .widened }
    #expect(asks, Comment(rawValue: reading.words))
  }

  @Test(arguments: effective)
  func counts(_ name: String, _ text: String) {
    let reading = SQLDetector().read(pair("migrations/1.sql", "SELECT 1;\n", text))
    #expect(reading.direction == .equal, Comment(rawValue: reading.words))
  }

  /// What only the way back does is told as neither more nor less.
  @Test func wayBack() {
    let old = "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n"
    let new = old + "GRANT SELECT ON t TO eve;\n"
    let reading = SQLDetector().read(pair("1.sql", old, new))
    #expect(reading.observations.map(\.direction) == [.incomparable])
    #expect(reading.observations.map(\.line) == [5])
  }

  /// What went up may come down.
  @Test func madeBefore() {
    let text = "-- +goose Up\nCREATE TABLE x (a int);\n-- +goose Down\nDROP TABLE x;\n"
    #expect(SQLDetector().read(pair("1.sql", nil, text)).direction == .equal)
    let other = text.replacing("DROP TABLE x", with: "DROP TABLE users")
    #expect(SQLDetector().read(pair("1.sql", nil, other)).direction == .incomparable)
  }

  /// A case that changes is told.
  @Test func otherCases() {
    let old = "\\if false\n\(Self.grant)\\endif\n"
    let new = "\\if true\n\(Self.grant)\\endif\n"
    #expect(SQLDetector().read(pair("1.sql", old, new)).direction == .incomparable)
    #expect(SQLDetector().read(pair("1.sql", old, old + "SELECT 1;\n")).direction == .equal)
  }
}
