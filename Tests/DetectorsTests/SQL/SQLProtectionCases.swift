import Detection
import Detectors
import Testing

extension SQLGrantTests {
  static let protections: [ExpectedReading] = [
    changed(
      .widened,
      "iam.sql-row-security",
      "switches off row level security on users",
      "ALTER TABLE users DISABLE ROW LEVEL SECURITY;"
    ),
    changed(
      .narrowed,
      "iam.sql-row-security",
      "switches on row level security on users",
      "ALTER TABLE ONLY users ENABLE ROW LEVEL SECURITY;"
    ),
    changed(
      .widened,
      "iam.sql-row-security",
      "for the owner on users",
      "ALTER TABLE users NO FORCE ROW LEVEL SECURITY;"
    ),
    changed(
      .widened,
      "iam.sql-row-security",
      "policy tenant on users",
      "DROP POLICY tenant ON users;"
    ),
    changed(
      .widened,
      "iam.sql-row-security",
      "policy open on users",
      "CREATE POLICY open ON users USING (true);"
    ),
    changed(
      .narrowed,
      "iam.sql-row-security",
      "restricts rows by policy p on users",
      "CREATE POLICY p ON users AS RESTRICTIVE USING (tenant = 1);"
    ),
    changed(
      .narrowed,
      "iam.sql-row-security",
      "switches on",
      "ALTER TABLE users ENABLE ROW LEVEL SECURITY;\nCREATE POLICY p ON users USING (tenant = 1);"
    ),
    changed(
      .incomparable,
      "iam.sql-row-security",
      "changes policy p on users",
      "ALTER POLICY p ON users USING (tenant = 2);"
    ),
    changed(
      .widened,
      "iam.sql-row-security",
      "all policies on t",
      "ALTER TABLE t DROP ALL ROW ACCESS POLICIES;"
    ),
    changed(
      .widened,
      "iam.sql-row-security",
      "policy p on d.t",
      "CREATE ROW ACCESS POLICY p ON d.t GRANT TO ('user:a@b.c') FILTER USING (x = 1);"
    ),
    changed(
      .widened,
      "iam.sql-row-security",
      "policy s",
      "ALTER SECURITY POLICY s WITH (STATE = OFF);"
    ),
    changed(
      .widened,
      "iam.sql-masking",
      "unmasks users",
      "ALTER TABLE users MODIFY COLUMN email UNSET MASKING POLICY;"
    ),
    changed(
      .narrowed,
      "iam.sql-masking",
      "masks users (email)",
      "ALTER TABLE users ALTER COLUMN email SET MASKING POLICY mask;"
    ),
    changed(.widened, "iam.sql-masking", "unmasks masking policy m", "DROP MASKING POLICY m;"),
    changed(.widened, "iam.sql-masking", "unmasks", "ALTER TABLE t ALTER COLUMN c DROP MASKED;"),
    changed(.widened, "iam.sql-masking", "unmasks", "DETACH MASKING POLICY m ON t(c) FROM PUBLIC;"),
    changed(
      .widened,
      "iam.sql-network-policy",
      "opens network policy account",
      "ALTER ACCOUNT UNSET NETWORK_POLICY;"
    ),
    changed(
      .widened,
      "iam.sql-network-policy",
      "opens network policy p",
      "CREATE OR REPLACE NETWORK POLICY p ALLOWED_IP_LIST = ('0.0.0.0/0');"
    ),
    changed(
      .widened,
      "destruction.sql",
      "drops table users",
      "DROP TABLE IF EXISTS users CASCADE;"
    ),
    changed(.widened, "destruction.sql", "drops database d", "DROP DATABASE d"),
    changed(.widened, "destruction.sql", "drops schema s", "DROP SCHEMA s CASCADE;"),
    changed(.widened, "destruction.sql", "empties table a, table b", "TRUNCATE a, b;"),
    changed(.widened, "destruction.sql", "deletes every row of table users", "DELETE FROM users;"),
    changed(.equal, nil, "", "DELETE FROM users WHERE id = 1;"),
    changed(.equal, nil, "", "CREATE TEMP TABLE t (a int); DROP TABLE t;"),
    changed(.widened, "destruction.sql", "drops table x", line: 2, "SELECT 1\nDROP TABLE x\n"),
    changed(.widened, "destruction.sql", "a", "ALTER TABLE t DROP COLUMN a, ADD COLUMN b int;"),
  ]

  static let unknown: [ExpectedReading] = [
    changed(nil, nil, "holds 'GRANT'", "DO $$ BEGIN GRANT SELECT ON t TO x; END $$;"),
    changed(nil, nil, "holds 'GRANT'", "EXECUTE 'GRANT SELECT ON t TO ' || who;"),
    changed(nil, nil, "put together", "EXEC (@sql);"),
    changed(nil, nil, "'EXEC' of a text", "EXEC sp_executesql N'GRANT CONTROL TO x';"),
    changed(
      nil,
      nil,
      "runs 'GRANT'",
      "CREATE FUNCTION f() RETURNS void AS $$ BEGIN GRANT a TO b; END $$ LANGUAGE plpgsql;"
    ),
    changed(
      nil,
      nil,
      "runs 'EXECUTE'",
      "CREATE FUNCTION f(q text) RETURNS void AS $$ BEGIN EXECUTE q; END $$ LANGUAGE plpgsql;"
    ),
    changed(nil, nil, "runs something else", "\\i grants.sql\n"),
    changed(nil, nil, "gexec", "SELECT 'GRANT a TO ' || r FROM roles \\gexec\n"),
    changed(nil, nil, "begins with 'FROBNICATE'", "FROBNICATE t;"),
    changed(nil, nil, "ALTER SYSTEM", "ALTER SYSTEM SET listen_addresses = '*';"),
    changed(nil, nil, "template", "{{ grant_all('x') }}"),
    changed(nil, nil, "a quote has no end", "SELECT 'x"),
    changed(
      nil,
      nil,
      "a backslash before a quote",
      "SELECT 'a\\'; GRANT SELECT ON t TO x; SELECT 'b\\';"
    ),
    changed(nil, nil, "differently", "SELECT 1 # ; GRANT a TO b; \n; GRANT c TO d;"),
    changed(nil, nil, "differently", "/* /* */ GRANT a TO b; /* */ */"),
    changed(nil, nil, "a setting of the server", "SET GLOBAL local_infile = 1;"),
  ]
}
