import Detection
import Detectors
import Testing

extension SQLGrantTests {
  static let edits: [ExpectedReading] = [
    edited(
      "GRANT SELECT ON t TO x;",
      "GRANT SELECT, INSERT ON t TO x;",
      .widened,
      "iam.sql-grant",
      "grants INSERT on t to x",
      line: 1
    ),
    edited(
      "GRANT SELECT ON t TO x;",
      "GRANT ALL ON t TO x;",
      .widened,
      "iam.sql-grant",
      "grants ALL on t to x"
    ),
    edited(
      "GRANT ALL ON t TO x;",
      "GRANT ALL ON t TO x;\nGRANT SELECT ON t TO x;",
      .equal,
      nil,
      ""
    ),
    edited(
      "GRANT SELECT ON t TO x;",
      "GRANT SELECT ON t TO x;\nREVOKE SELECT ON t FROM x;",
      .narrowed,
      "iam.sql-grant",
      "no longer grants SELECT on t to x"
    ),
    edited("GRANT SELECT ON t TO x, y;", "grant  select -- all\n on t to y,x", .equal, nil, ""),
    edited(
      "GRANT a TO b;",
      "GRANT a TO b WITH ADMIN OPTION;",
      .widened,
      "iam.sql-member",
      "admin option"
    ),
    edited(
      "REVOKE ALL ON t FROM PUBLIC;",
      "SELECT 1;",
      .widened,
      "iam.sql-grant",
      "no longer revokes ALL on t from PUBLIC"
    ),
    edited(
      "DENY SELECT ON t TO x;",
      "",
      .widened,
      "iam.sql-grant",
      "no longer denies SELECT on t to x"
    ),
    edited(
      "CREATE POLICY p ON t USING (a = 1);",
      "CREATE POLICY p ON t USING (true);",
      .widened,
      "iam.sql-row-security",
      "changes policy p on t"
    ),
    edited(
      "CREATE POLICY p ON t USING (a = 1);",
      "CREATE POLICY p ON t USING (a = 2);",
      .incomparable,
      "iam.sql-row-security",
      "changes policy p on t"
    ),
    edited(
      "ALTER TABLE t OWNER TO a;",
      "ALTER TABLE t OWNER TO b;",
      .incomparable,
      "iam.sql-owner",
      "changes the new owner of t"
    ),
    edited(
      "GRANT SELECT ON a TO x;",
      "GRANT SELECT, INSERT ON a TO x, y;",
      .widened,
      "iam.sql-grant",
      "grants INSERT on a to x"
    ),
    edited(
      "CREATE TABLE t (a int);",
      "CREATE TABLE t (a int, b text DEFAULT 'GRANT');",
      .equal,
      nil,
      ""
    ),
    edited(
      "DO $$ BEGIN GRANT a TO b; END $$;",
      "DO $$ BEGIN GRANT a TO b; END $$;\nSELECT 2;",
      .equal,
      nil,
      ""
    ),
    edited("DO $$ BEGIN GRANT a TO b; END $$;", "SELECT 2;", nil, nil, "is gone"),
    edited(
      "GRANT ALL ON SCHEMA s TO x;",
      "GRANT USAGE ON SCHEMA s TO x;",
      .narrowed,
      "iam.sql-grant",
      "no longer grants ALL on schema s to x"
    ),
    edited(
      "GRANT SELECT ON ALL TABLES IN SCHEMA s TO x;",
      "GRANT SELECT ON ALL TABLES IN SCHEMA s TO x; GRANT SELECT ON TABLE s.t TO x;",
      .equal,
      nil,
      ""
    ),
    edited(
      "INSERT INTO t VALUES ('it\\'s');",
      "INSERT INTO t VALUES ('it\\'s', 1);",
      .equal,
      nil,
      ""
    ),
    edited(
      "USE a; GRANT SELECT ON t TO x;",
      "USE b; GRANT SELECT ON t TO x;",
      .widened,
      "iam.sql-grant",
      "grants SELECT on b.t to x"
    ),
    edited("-- a\nGRANT SELECT ON t TO x;", "# b\nGRANT SELECT ON t TO x;", .equal, nil, ""),
  ]
}
