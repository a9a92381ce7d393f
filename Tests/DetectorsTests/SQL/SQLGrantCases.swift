import Detection
import Detectors
import Testing

extension SQLGrantTests {
  static let grants: [ExpectedReading] = [
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on public.users to app",
      line: 2,
      "-- readers\nGRANT SELECT ON public.users TO app;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT, INSERT on a, b to x, y",
      "grant select, insert on table a, b to x, y;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants ALL on users to PUBLIC",
      "GRANT ALL PRIVILEGES ON users TO PUBLIC"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on users (email) to app",
      "GRANT SELECT (email) ON users TO app;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on all tables in public to ro",
      "GRANT SELECT ON ALL TABLES IN SCHEMA public TO ro;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants USAGE on schema app to ro",
      "GRANT USAGE ON SCHEMA app TO ro;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "to ro with grant option",
      "GRANT SELECT ON t TO ro WITH GRANT OPTION;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants EXECUTE on function f(int) to ro",
      "GRANT EXECUTE ON FUNCTION f(int) TO ro;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on future tables in app to ro",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO ro;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on future tables in app to ro",
      "ALTER DEFAULT PRIVILEGES FOR ROLE owner IN SCHEMA app GRANT SELECT ON TABLES TO ro;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on future tables in db.app to role_ro",
      "GRANT SELECT ON FUTURE TABLES IN SCHEMA db.app TO ROLE role_ro;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants OWNERSHIP on database d to r",
      "GRANT OWNERSHIP ON DATABASE d TO ROLE r COPY CURRENT GRANTS;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to share partner",
      "GRANT SELECT ON TABLE t TO SHARE partner;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants USAGE on share s to account abc.xyz",
      "ALTER SHARE s ADD ACCOUNTS = abc.xyz;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants MANAGE GRANTS on the account to r",
      "GRANT MANAGE GRANTS ON ACCOUNT TO ROLE r;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants ALL on *.* to 'app'@'%'",
      "GRANT ALL PRIVILEGES ON *.* TO 'app'@'%' IDENTIFIED BY 'x' WITH GRANT OPTION;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants FILE on *.* to 'app'@'%'",
      "GRANT FILE ON *.* TO 'app'@'%';"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on all tables in shop to 'app'@'localhost'",
      "GRANT SELECT ON `shop`.* TO `app`@`localhost`;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants roles/bigquery.dataViewer on schema p.d to user:a@example.com",
      "GRANT `roles/bigquery.dataViewer` ON SCHEMA `p`.d TO \"user:a@example.com\";"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants CONTROL on schema sales to reader",
      "GRANT CONTROL ON SCHEMA::sales TO [reader];"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants VIEW SERVER STATE to monitor",
      "GRANT VIEW SERVER STATE TO monitor;\nGO\n"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on dbo.t to x",
      line: 3,
      "SELECT 1\nPRINT 'a'\nGRANT SELECT ON OBJECT::dbo.t TO x\n"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on db.t to u",
      "GRANT ON CLUSTER c SELECT ON db.t TO u;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants ASSUMEROLE on arn:aws:iam::1:role/r to u",
      "GRANT ASSUMEROLE ON 'arn:aws:iam::1:role/r' TO u FOR COPY;"
    ),
    changed(
      .narrowed,
      "iam.sql-grant",
      "revokes SELECT on t from app",
      "REVOKE SELECT ON t FROM app CASCADE;"
    ),
    changed(.narrowed, "iam.sql-grant", "denies SELECT on t to app", "DENY SELECT ON t TO app;"),
    changed(.equal, nil, "", "GRANT SELECT ON t TO x; REVOKE SELECT ON t FROM x;"),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "REVOKE SELECT ON t FROM x; GRANT SELECT ON t TO x;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants USAGE on integration i to r",
      "GRANT USAGE ON INTEGRATION i TO ROLE r;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants IMPORTED PRIVILEGES on database snowflake to r",
      "GRANT IMPORTED PRIVILEGES ON DATABASE snowflake TO ROLE r"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to {{ role }}",
      "GRANT SELECT ON t TO {{ role }};"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "/*!50000 GRANT SELECT ON t TO x */;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "INSERT INTO a VALUES ('it''s'); GRANT SELECT ON t TO x;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "DELIMITER //\nGRANT SELECT ON t TO x //\nDELIMITER ;\n"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "COPY t (a) FROM stdin;\n1\tit's\n\\.\n\nGRANT SELECT ON t TO x;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "IF EXISTS (SELECT 1) BEGIN GRANT SELECT ON t TO x END"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on t to x",
      "{% if target.name == 'prod' %}\nGRANT SELECT ON t TO x;\n{% endif %}"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants USAGE on warehouse w to r",
      "USE ROLE SECURITYADMIN;\nGRANT USAGE ON WAREHOUSE w TO ROLE r;"
    ),
    changed(
      .widened,
      "iam.sql-grant",
      "grants SELECT on views in app, tables in app to r",
      "GRANT SELECT ON v1 TO r"
    ).with(says: "grants SELECT on v1 to r"),
  ]
}
