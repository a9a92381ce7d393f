import Detection
import Detectors
import Testing

extension SQLGrantTests {
  static let roles: [ExpectedReading] = [
    changed(
      .widened,
      "iam.sql-member",
      "makes app a member of rds_superuser",
      "GRANT rds_superuser TO app;"
    ),
    changed(
      .widened,
      "iam.sql-member",
      "makes b a member of a with admin option",
      "GRANT a TO b WITH ADMIN OPTION;"
    ),
    changed(
      .widened,
      "iam.sql-member",
      "makes analyst a member of accountadmin",
      "GRANT ROLE ACCOUNTADMIN TO ROLE analyst;"
    ),
    changed(
      .widened,
      "iam.sql-member",
      "makes bob a member of securityadmin",
      "GRANT ROLE SECURITYADMIN TO USER bob;"
    ),
    changed(
      .widened,
      "iam.sql-member",
      "makes 'u'@'%' a member of 'r'@'%'",
      "GRANT 'r'@'%' TO 'u'@'%';"
    ),
    changed(
      .widened,
      "iam.sql-member",
      "makes bob a member of db_owner",
      "ALTER ROLE db_owner ADD MEMBER bob;"
    ),
    changed(
      .widened,
      "iam.sql-member",
      "makes bob a member of sysadmin",
      "ALTER SERVER ROLE sysadmin ADD MEMBER bob;"
    ),
    changed(
      .widened,
      "iam.sql-member",
      "makes bob a member of db_owner",
      "EXEC sp_addrolemember 'db_owner', 'bob'\nGO"
    ),
    changed(
      .widened,
      "iam.sql-member",
      "makes bob a member of sysadmin",
      "EXEC sp_addsrvrolemember @loginame = N'bob', @rolename = N'sysadmin'"
    )
    .unknown(),
    changed(
      .widened,
      "iam.sql-member",
      "makes app a member of admin",
      "CREATE ROLE app IN ROLE admin;"
    ),
    changed(.widened, "iam.sql-member", "makes u a member of g", "ALTER GROUP g ADD USER u;"),
    changed(.narrowed, "iam.sql-member", "takes u out of admin", "REVOKE admin FROM u;"),
    changed(
      .narrowed,
      "iam.sql-member",
      "takes bob out of db_owner",
      "ALTER ROLE db_owner DROP MEMBER bob;"
    ),
    changed(.widened, "iam.sql-role", "gives SUPERUSER to role app", "ALTER ROLE app SUPERUSER;"),
    changed(
      .widened,
      "iam.sql-role",
      "gives LOGIN, CREATEROLE to role app",
      "CREATE ROLE app WITH LOGIN CREATEROLE NOSUPERUSER CONNECTION LIMIT 5;"
    ),
    changed(
      .widened,
      "iam.sql-role",
      "gives BYPASSRLS to role app",
      "ALTER USER app WITH BYPASSRLS;"
    ),
    changed(
      .widened,
      "iam.sql-role",
      "gives REPLICATION to role app",
      "ALTER ROLE app REPLICATION"
    ),
    changed(
      .narrowed,
      "iam.sql-role",
      "takes SUPERUSER from role app",
      "ALTER ROLE app NOSUPERUSER"
    ),
    changed(.equal, nil, "", "CREATE ROLE app NOLOGIN;"),
    changed(
      .widened,
      "iam.sql-role",
      "gives LOGIN to role 'app'@'%'",
      "CREATE USER 'app'@'%' IDENTIFIED BY 'secret';"
    ).incomparable(),
    changed(
      .incomparable,
      "iam.sql-role",
      "changes the password of app",
      "ALTER USER app PASSWORD 'n3w';"
    ),
    changed(.narrowed, "iam.sql-role", "drops role app", "DROP ROLE IF EXISTS app;"),
    changed(.equal, nil, "", "CREATE USER x; DROP USER x;"),
    changed(
      .widened,
      "iam.sql-owner",
      "gives users a new owner",
      "ALTER TABLE users OWNER TO app;"
    ),
    changed(
      .widened,
      "iam.sql-owner",
      "gives schema s a new owner",
      "ALTER SCHEMA s OWNER TO app;"
    ),
    changed(
      .widened,
      "iam.sql-owner",
      "gives everything of a a new owner",
      "REASSIGN OWNED BY a TO b;"
    ),
    changed(
      .widened,
      "iam.sql-owner",
      "gives schema s a new owner",
      "ALTER AUTHORIZATION ON SCHEMA::s TO bob;"
    ),
    changed(
      .widened,
      "iam.sql-definer",
      "runs function f() with its owner's rights",
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;"
    ),
    changed(.equal, nil, "", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;"),
    changed(
      .widened,
      "iam.sql-definer",
      "runs function f(int) with its owner's rights",
      "ALTER FUNCTION f(int) SECURITY DEFINER;"
    ),
    changed(
      .widened,
      "iam.sql-definer",
      "runs procedure p",
      "CREATE PROCEDURE p WITH EXECUTE AS OWNER AS BEGIN SELECT 1; END\nGO"
    ),
    changed(
      .widened,
      "iam.sql-definer",
      "runs view v",
      "CREATE DEFINER=`root`@`%` SQL SECURITY DEFINER VIEW v AS SELECT 1;"
    ),
  ]
}
