import Detection
import Detectors
import Testing

private func new(
  _ direction: Direction?,
  _ kind: String?,
  _ says: String,
  line: Int? = nil,
  _ text: String
) -> ExpectedReading {
  ExpectedReading(
    path: "migrations/1.sql",
    old: nil,
    new: text,
    direction: direction,
    kind: kind,
    line: line,
    says: says
  )
}

private func edit(
  _ old: String,
  _ text: String,
  _ direction: Direction?,
  _ kind: String?,
  _ says: String,
  line: Int? = nil
) -> ExpectedReading {
  ExpectedReading(
    path: "db/2.sql",
    old: old,
    new: text,
    direction: direction,
    kind: kind,
    line: line,
    says: says
  )
}

@Suite struct SQLGrantTests {
  private static let grants: [ExpectedReading] = [
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on public.users to app",
      line: 2,
      "-- readers\nGRANT SELECT ON public.users TO app;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT, INSERT on a, b to x, y",
      "grant select, insert on table a, b to x, y;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants ALL on users to PUBLIC",
      "GRANT ALL PRIVILEGES ON users TO PUBLIC"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on users (email) to app",
      "GRANT SELECT (email) ON users TO app;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on all tables in public to ro",
      "GRANT SELECT ON ALL TABLES IN SCHEMA public TO ro;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants USAGE on schema app to ro",
      "GRANT USAGE ON SCHEMA app TO ro;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "to ro with grant option",
      "GRANT SELECT ON t TO ro WITH GRANT OPTION;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants EXECUTE on function f(int) to ro",
      "GRANT EXECUTE ON FUNCTION f(int) TO ro;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on future tables in app to ro",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO ro;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on future tables in app to ro",
      "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA app GRANT SELECT ON TABLES TO ro;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on future tables in db.app to role_ro",
      "GRANT SELECT ON FUTURE TABLES IN SCHEMA db.app TO ROLE role_ro;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants OWNERSHIP on database d to r",
      "GRANT OWNERSHIP ON DATABASE d TO ROLE r COPY CURRENT GRANTS;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to share partner",
      "GRANT SELECT ON TABLE t TO SHARE partner;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants USAGE on share s to account abc.xyz",
      "ALTER SHARE s ADD ACCOUNTS = abc.xyz;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants MANAGE GRANTS on the account to r",
      "GRANT MANAGE GRANTS ON ACCOUNT TO ROLE r;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants ALL on *.* to 'app'@'%'",
      "GRANT ALL PRIVILEGES ON *.* TO 'app'@'%' IDENTIFIED BY 'x' WITH GRANT OPTION;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants FILE on *.* to 'app'@'%'",
      "GRANT FILE ON *.* TO 'app'@'%';"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on all tables in shop to 'app'@'localhost'",
      "GRANT SELECT ON `shop`.* TO `app`@`localhost`;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants roles/bigquery.dataViewer on schema p.d to user:a@example.com",
      "GRANT `roles/bigquery.dataViewer` ON SCHEMA `p`.d TO \"user:a@example.com\";"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants CONTROL on schema sales to reader",
      "GRANT CONTROL ON SCHEMA::sales TO [reader];"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants VIEW SERVER STATE to monitor",
      "GRANT VIEW SERVER STATE TO monitor;\nGO\n"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on dbo.t to x",
      line: 3,
      "SELECT 1\nPRINT 'a'\nGRANT SELECT ON OBJECT::dbo.t TO x\n"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on db.t to u",
      "GRANT ON CLUSTER c SELECT ON db.t TO u;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants ASSUMEROLE on arn:aws:iam::1:role/r to u",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::1:role/r' TO u FOR COPY;"
    ),
    new(
      .narrowed,
      "iam.sql-grant",
      "revokes SELECT on t from app",
      "REVOKE SELECT ON t FROM app CASCADE;"
    ),
    new(.narrowed, "iam.sql-grant", "denies SELECT on t to app", "DENY SELECT ON t TO app;"),
    new(.equal, nil, "", "GRANT SELECT ON t TO x; REVOKE SELECT ON t FROM x;"),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "REVOKE SELECT ON t FROM x; GRANT SELECT ON t TO x;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants USAGE on integration i to r",
      "GRANT USAGE ON INTEGRATION i TO ROLE r;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants IMPORTED PRIVILEGES on database snowflake to r",
      "GRANT IMPORTED PRIVILEGES ON DATABASE snowflake TO ROLE r"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to {{ role }}",
      "GRANT SELECT ON t TO {{ role }};"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "/*!50000 GRANT SELECT ON t TO x */;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "INSERT INTO a VALUES ('it''s'); GRANT SELECT ON t TO x;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "DELIMITER //\nGRANT SELECT ON t TO x //\nDELIMITER ;\n"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "COPY t (a) FROM stdin;\n1\tit's\n\\.\n\nGRANT SELECT ON t TO x;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "IF EXISTS (SELECT 1) BEGIN GRANT SELECT ON t TO x END"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "{% if target.name == 'prod' %}\nGRANT SELECT ON t TO x;\n{% endif %}"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants USAGE on warehouse w to r",
      "USE ROLE SECURITYADMIN;\nGRANT USAGE ON WAREHOUSE w TO ROLE r;"
    ),
    new(
      .widened,
      "iam.sql-grant",
      "grants SELECT on views in app, tables in app to r",
      "GRANT SELECT ON v1 TO r"
    ).with(says: "grants SELECT on v1 to r"),
  ]

  private static let roles: [ExpectedReading] = [
    new(
      .widened,
      "iam.sql-member",
      "makes app a member of rds_superuser",
      "GRANT rds_superuser TO app;"
    ),
    new(
      .widened,
      "iam.sql-member",
      "makes b a member of a with admin option",
      "GRANT a TO b WITH ADMIN OPTION;"
    ),
    new(
      .widened,
      "iam.sql-member",
      "makes analyst a member of accountadmin",
      "GRANT ROLE ACCOUNTADMIN TO ROLE analyst;"
    ),
    new(
      .widened,
      "iam.sql-member",
      "makes bob a member of securityadmin",
      "GRANT ROLE SECURITYADMIN TO USER bob;"
    ),
    new(
      .widened,
      "iam.sql-member",
      "makes 'u'@'%' a member of 'r'@'%'",
      "GRANT 'r'@'%' TO 'u'@'%';"
    ),
    new(
      .widened,
      "iam.sql-member",
      "makes bob a member of db_owner",
      "ALTER ROLE db_owner ADD MEMBER bob;"
    ),
    new(
      .widened,
      "iam.sql-member",
      "makes bob a member of sysadmin",
      "ALTER SERVER ROLE sysadmin ADD MEMBER bob;"
    ),
    new(
      .widened,
      "iam.sql-member",
      "makes bob a member of db_owner",
      "EXEC sp_addrolemember 'db_owner', 'bob'\nGO"
    ),
    new(
      .widened,
      "iam.sql-member",
      "makes bob a member of sysadmin",
      "EXEC sp_addsrvrolemember @loginame = N'bob', @rolename = N'sysadmin'"
    )
    .unknown(),
    new(
      .widened,
      "iam.sql-member",
      "makes app a member of admin",
      "CREATE ROLE app IN ROLE admin;"
    ),
    new(.widened, "iam.sql-member", "makes u a member of g", "ALTER GROUP g ADD USER u;"),
    new(.narrowed, "iam.sql-member", "takes u out of admin", "REVOKE admin FROM u;"),
    new(
      .narrowed,
      "iam.sql-member",
      "takes bob out of db_owner",
      "ALTER ROLE db_owner DROP MEMBER bob;"
    ),
    new(.widened, "iam.sql-role", "gives SUPERUSER to role app", "ALTER ROLE app SUPERUSER;"),
    new(
      .widened,
      "iam.sql-role",
      "gives LOGIN, CREATEROLE to role app",
      "CREATE ROLE app WITH LOGIN CREATEROLE NOSUPERUSER CONNECTION LIMIT 5;"
    ),
    new(.widened, "iam.sql-role", "gives BYPASSRLS to role app", "ALTER USER app WITH BYPASSRLS;"),
    new(.widened, "iam.sql-role", "gives REPLICATION to role app", "ALTER ROLE app REPLICATION"),
    new(.narrowed, "iam.sql-role", "takes SUPERUSER from role app", "ALTER ROLE app NOSUPERUSER"),
    new(.equal, nil, "", "CREATE ROLE app NOLOGIN;"),
    new(
      .widened,
      "iam.sql-role",
      "gives LOGIN to role 'app'@'%'",
      "CREATE USER 'app'@'%' IDENTIFIED BY 'secret';"
    ).incomparable(),
    new(
      .incomparable,
      "iam.sql-role",
      "changes the password of app",
      "ALTER USER app PASSWORD 'n3w';"
    ),
    new(.narrowed, "iam.sql-role", "drops role app", "DROP ROLE IF EXISTS app;"),
    new(.equal, nil, "", "CREATE USER x; DROP USER x;"),
    new(.widened, "iam.sql-owner", "gives users a new owner", "ALTER TABLE users OWNER TO app;"),
    new(.widened, "iam.sql-owner", "gives schema s a new owner", "ALTER SCHEMA s OWNER TO app;"),
    new(
      .widened,
      "iam.sql-owner",
      "gives everything of a a new owner",
      "REASSIGN OWNED BY a TO b;"
    ),
    new(
      .widened,
      "iam.sql-owner",
      "gives schema s a new owner",
      "ALTER AUTHORIZATION ON SCHEMA::s TO bob;"
    ),
    new(
      .widened,
      "iam.sql-definer",
      "runs function f() with its owner's rights",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;"
    ),
    new(.equal, nil, "", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;"),
    new(
      .widened,
      "iam.sql-definer",
      "runs function f(int) with its owner's rights",
      "ALTER FUNCTION f(int) SECURITY DEFINER;"
    ),
    new(
      .widened,
      "iam.sql-definer",
      "runs procedure p",
      "CREATE PROCEDURE p WITH EXECUTE AS OWNER AS BEGIN SELECT 1; END\nGO"
    ),
    new(
      .widened,
      "iam.sql-definer",
      "runs view v",
      "CREATE DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW v AS SELECT 1;"
    ),
  ]

  private static let protections: [ExpectedReading] = [
    new(
      .widened,
      "iam.sql-row-security",
      "switches off row level security on users",
      "ALTER TABLE users DISABLE ROW LEVEL SECURITY;"
    ),
    new(
      .narrowed,
      "iam.sql-row-security",
      "switches on row level security on users",
      "ALTER TABLE ONLY users ENABLE ROW LEVEL SECURITY;"
    ),
    new(
      .widened,
      "iam.sql-row-security",
      "for the owner on users",
      "ALTER TABLE users NO FORCE ROW LEVEL SECURITY;"
    ),
    new(.widened, "iam.sql-row-security", "policy tenant on users", "DROP POLICY tenant ON users;"),
    new(
      .widened,
      "iam.sql-row-security",
      "policy open on users",
      "CREATE POLICY open ON users USING (true);"
    ),
    new(
      .narrowed,
      "iam.sql-row-security",
      "restricts rows by policy p on users",
      "CREATE POLICY p ON users AS RESTRICTIVE USING (tenant = 1);"
    ),
    new(
      .narrowed,
      "iam.sql-row-security",
      "switches on",
      "ALTER TABLE users ENABLE ROW LEVEL SECURITY;\nCREATE POLICY p ON users USING (tenant = 1);"
    ),
    new(
      .incomparable,
      "iam.sql-row-security",
      "changes policy p on users",
      "ALTER POLICY p ON users USING (tenant = 2);"
    ),
    new(
      .widened,
      "iam.sql-row-security",
      "all policies on t",
      "ALTER TABLE t DROP ALL ROW ACCESS POLICIES;"
    ),
    new(
      .widened,
      "iam.sql-row-security",
      "policy p on d.t",
      "CREATE ROW ACCESS POLICY p ON d.t GRANT TO ('user:a@b.c') FILTER USING (x = 1);"
    ),
    new(
      .widened,
      "iam.sql-row-security",
      "policy s",
      "ALTER SECURITY POLICY s WITH (STATE = OFF);"
    ),
    new(
      .widened,
      "iam.sql-masking",
      "unmasks users",
      "ALTER TABLE users MODIFY COLUMN email UNSET MASKING POLICY;"
    ),
    new(
      .narrowed,
      "iam.sql-masking",
      "masks users (email)",
      "ALTER TABLE users ALTER COLUMN email SET MASKING POLICY mask;"
    ),
    new(.widened, "iam.sql-masking", "unmasks masking policy m", "DROP MASKING POLICY m;"),
    new(.widened, "iam.sql-masking", "unmasks", "ALTER TABLE t ALTER COLUMN c DROP MASKED;"),
    new(.widened, "iam.sql-masking", "unmasks", "DETACH MASKING POLICY m ON t(c) FROM PUBLIC;"),
    new(
      .widened,
      "iam.sql-network-policy",
      "opens network policy account",
      "ALTER ACCOUNT UNSET NETWORK_POLICY;"
    ),
    new(
      .widened,
      "iam.sql-network-policy",
      "opens network policy p",
      "CREATE OR REPLACE NETWORK POLICY p ALLOWED_IP_LIST = ('0.0.0.0/0');"
    ),
    new(.widened, "destruction.sql", "drops table users", "DROP TABLE IF EXISTS users CASCADE;"),
    new(.widened, "destruction.sql", "drops database d", "DROP DATABASE d"),
    new(.widened, "destruction.sql", "drops schema s", "DROP SCHEMA s CASCADE;"),
    new(.widened, "destruction.sql", "empties table a, table b", "TRUNCATE a, b;"),
    new(.widened, "destruction.sql", "deletes every row of table users", "DELETE FROM users;"),
    new(.equal, nil, "", "DELETE FROM users WHERE id = 1;"),
    new(.equal, nil, "", "CREATE TEMP TABLE t (a int); DROP TABLE t;"),
    new(.widened, "destruction.sql", "drops table x", line: 2, "SELECT 1\nDROP TABLE x\n"),
    new(.equal, nil, "", "ALTER TABLE t DROP COLUMN a, ADD COLUMN b int;"),
  ]

  private static let unknown: [ExpectedReading] = [
    new(nil, nil, "holds 'GRANT'", "DO $$ BEGIN GRANT SELECT ON t TO x; END $$;"),
    new(nil, nil, "holds 'GRANT'", "EXECUTE 'GRANT SELECT ON t TO ' || who;"),
    new(nil, nil, "put together", "EXEC (@sql);"),
    new(nil, nil, "'EXEC' of a text", "EXEC sp_executesql N'GRANT CONTROL TO x';"),
    new(
      nil,
      nil,
      "runs 'GRANT'",
      "CREATE FUNCTION f() RETURNS void AS $$ BEGIN GRANT a TO b; END $$ LANGUAGE plpgsql;"
    ),
    new(
      nil,
      nil,
      "runs 'EXECUTE'",
      "CREATE FUNCTION f(q text) RETURNS void AS $$ BEGIN EXECUTE q; END $$ LANGUAGE plpgsql;"
    ),
    new(nil, nil, "runs something else", "\\i grants.sql\n"),
    new(nil, nil, "gexec", "SELECT 'GRANT a TO ' || r FROM roles \\gexec\n"),
    new(nil, nil, "begins with 'FROBNICATE'", "FROBNICATE t;"),
    new(nil, nil, "ALTER SYSTEM", "ALTER SYSTEM SET listen_addresses = '*';"),
    new(nil, nil, "template", "{{ grant_all('x') }}"),
    new(nil, nil, "a quote has no end", "SELECT 'x"),
    new(
      nil,
      nil,
      "a backslash before a quote",
      "SELECT 'a\\'; GRANT SELECT ON t TO x; SELECT 'b\\';"
    ),
    new(nil, nil, "differently", "SELECT 1 # ; GRANT a TO b; \n; GRANT c TO d;"),
    new(nil, nil, "differently", "/* /* */ GRANT a TO b; /* */ */"),
    new(nil, nil, "a setting of the server", "SET GLOBAL local_infile = 1;"),
  ]

  private static let edits: [ExpectedReading] = [
    edit(
      "GRANT SELECT ON t TO x;",
      "GRANT SELECT, INSERT ON t TO x;",
      .widened,
      "iam.sql-grant",
      "grants INSERT on t to x",
      line: 1
    ),
    edit(
      "GRANT SELECT ON t TO x;",
      "GRANT ALL ON t TO x;",
      .widened,
      "iam.sql-grant",
      "grants ALL on t to x"
    ),
    edit("GRANT ALL ON t TO x;", "GRANT ALL ON t TO x;\nGRANT SELECT ON t TO x;", .equal, nil, ""),
    edit(
      "GRANT SELECT ON t TO x;",
      "GRANT SELECT ON t TO x;\nREVOKE SELECT ON t FROM x;",
      .narrowed,
      "iam.sql-grant",
      "no longer grants SELECT on t to x"
    ),
    edit("GRANT SELECT ON t TO x, y;", "grant  select -- all\n on t to y,x", .equal, nil, ""),
    edit(
      "GRANT a TO b;",
      "GRANT a TO b WITH ADMIN OPTION;",
      .widened,
      "iam.sql-member",
      "admin option"
    ),
    edit(
      "REVOKE ALL ON t FROM PUBLIC;",
      "SELECT 1;",
      .widened,
      "iam.sql-grant",
      "no longer revokes ALL on t from PUBLIC"
    ),
    edit(
      "DENY SELECT ON t TO x;",
      "",
      .widened,
      "iam.sql-grant",
      "no longer denies SELECT on t to x"
    ),
    edit(
      "CREATE POLICY p ON t USING (a = 1);",
      "CREATE POLICY p ON t USING (true);",
      .widened,
      "iam.sql-row-security",
      "changes policy p on t"
    ),
    edit(
      "CREATE POLICY p ON t USING (a = 1);",
      "CREATE POLICY p ON t USING (a = 2);",
      .incomparable,
      "iam.sql-row-security",
      "changes policy p on t"
    ),
    edit(
      "ALTER TABLE t OWNER TO a;",
      "ALTER TABLE t OWNER TO b;",
      .incomparable,
      "iam.sql-owner",
      "changes the new owner of t"
    ),
    edit(
      "GRANT SELECT ON a TO x;",
      "GRANT SELECT, INSERT ON a TO x, y;",
      .widened,
      "iam.sql-grant",
      "grants INSERT on a to x"
    ),
    edit(
      "CREATE TABLE t (a int);",
      "CREATE TABLE t (a int, b text DEFAULT 'GRANT');",
      .equal,
      nil,
      ""
    ),
    edit(
      "DO $$ BEGIN GRANT a TO b; END $$;",
      "DO $$ BEGIN GRANT a TO b; END $$;\nSELECT 2;",
      .equal,
      nil,
      ""
    ),
    edit("DO $$ BEGIN GRANT a TO b; END $$;", "SELECT 2;", nil, nil, "is gone"),
    edit(
      "GRANT ALL ON SCHEMA s TO x;",
      "GRANT USAGE ON SCHEMA s TO x;",
      .narrowed,
      "iam.sql-grant",
      "no longer grants ALL on schema s to x"
    ),
    edit(
      "GRANT SELECT ON ALL TABLES IN SCHEMA s TO x;",
      "GRANT SELECT ON ALL TABLES IN SCHEMA s TO x; GRANT SELECT ON TABLE s.t TO x;",
      .equal,
      nil,
      ""
    ),
    edit(
      "INSERT INTO t VALUES ('it\\'s');",
      "INSERT INTO t VALUES ('it\\'s', 1);",
      .equal,
      nil,
      ""
    ),
    edit(
      "USE a; GRANT SELECT ON t TO x;",
      "USE b; GRANT SELECT ON t TO x;",
      .widened,
      "iam.sql-grant",
      "grants SELECT on b.t to x"
    ),
    edit("-- a\nGRANT SELECT ON t TO x;", "# b\nGRANT SELECT ON t TO x;", .equal, nil, ""),
  ]

  @Test(arguments: grants + roles)
  func grant(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: protections)
  func protection(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: unknown)
  func untold(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: edits)
  func edited(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: grants + roles + protections)
  func laidOutOtherwise(_ expected: ExpectedReading) {
    guard let text = expected.new, !text.contains("\\."), !text.contains("DELIMITER") else {
      return
    }
    let other = "/* said */\n" + text.replacing(" ", with: "  ") + "\n-- end\n"
    let reading = SQLDetector().read(pair("a.sql", text, other))
    #expect(reading.direction == .equal, Comment(rawValue: reading.words))
  }

  @Test(arguments: SQLDetector().kinds)
  func example(_ kind: Kind) {
    let example = kind.example
    let reading = SQLDetector().read(pair(example.path, example.old, example.new))
    #expect(
      reading.observations.contains { $0.kind == kind.name },
      Comment(rawValue: reading.words)
    )
  }
}

extension ExpectedReading {
  fileprivate func with(says: String) -> Self {
    Self(path: path, old: old, new: new, direction: direction, kind: kind, line: line, says: says)
  }

  fileprivate func unknown() -> Self {
    Self(path: path, old: old, new: new, direction: nil, kind: nil, line: line, says: "")
  }

  fileprivate func incomparable() -> Self {
    Self(
      path: path,
      old: old,
      new: new,
      direction: .incomparable,
      kind: nil,
      line: line,
      says: says
    )
  }
}
