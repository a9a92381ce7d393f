import Detection

extension FreshOthers {
  static let text6 = """
    version: 2
    models:
      - name: customers
        config:
          grants:
            select: ['reporter']

    """

  static let text7 = """
    from airflow import DAG
    from airflow.providers.amazon.aws.transfers.sql_to_s3 import SqlToS3Operator

    with DAG("export", schedule="@daily") as dag:
        SqlToS3Operator(
            task_id="export",
            query="SELECT id, total FROM orders WHERE day = '{{ ds }}'",
            s3_bucket="acme-reports",
            s3_key="orders/{{ ds }}.csv",
            sql_conn_id="shop",
        )

    """

  static let part4: [FreshCase] = [
    .pair(
      "owner",
      "sql/migrations/0042_grants.sql",
      nil,
      "ALTER TABLE invoices OWNER TO app;\n",
      [.widened, .incomparable],
      .iam
    ),
    .pair(
      "set role attr",
      "sql/migrations/0042_grants.sql",
      nil,
      "CREATE ROLE loader LOGIN BYPASSRLS;\n",
      [.widened],
      .iam
    ),
    .pair(
      "insert row",
      "sql/migrations/0042_grants.sql",
      nil,
      "INSERT INTO settings VALUES ('a', 'b');\n",
      [.equal]
    ),
    .pair(
      "delete all",
      "sql/migrations/0042_grants.sql",
      nil,
      "DELETE FROM customers;\n",
      [.widened],
      .destruction
    ),
    .pair(
      "do block",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      DO $$ BEGIN EXECUTE 'GRANT ALL ON ALL TABLES IN SCHEMA public TO eve'; END $$;

      """,
      [.widened, .unknown]
    ),
    .pair(
      "extension",
      "sql/migrations/0042_grants.sql",
      nil,
      "CREATE EXTENSION dblink;\n",
      [.widened, .unknown, .equal]
    ),
    .pair(
      "clickhouse",
      "sql/migrations/0042_grants.sql",
      nil,
      "SELECT * FROM t INTO OUTFILE 'x.csv';\n",
      [.widened],
      .dataExport
    ),
    .pair(
      "revoke then grant less",
      "sql/migrations/0042_grants.sql",
      nil,
      """
      REVOKE ALL ON orders FROM app;
      GRANT SELECT ON orders TO app;

      """,
      [.widened, .unknown, .incomparable, .narrowed],
      .iam
    ),
    .pair(
      "comment in a migration",
      "sql/migrations/0042_grants.sql",
      "GRANT SELECT ON a TO b;\n",
      """
      -- why
      grant select
        on a to b;

      """,
      [.equal]
    ),
    .pair(
      "grant wider in place",
      "sql/grants.sql",
      "GRANT SELECT ON a TO b;\n",
      "GRANT SELECT, DELETE ON a TO b;\n",
      [.widened],
      .iam
    ),
    .pair(
      "grant split",
      "sql/grants.sql",
      "GRANT SELECT, DELETE ON a TO b;\n",
      """
      GRANT SELECT ON a TO b;
      GRANT DELETE ON a TO b;

      """,
      [.equal]
    ),
    .edit(
      "dbt grant more",
      "models/schema.yml",
      text6,
      "['reporter']",
      "['reporter', 'partner']",
      [.widened],
      .iam
    ),
    .edit(
      "dbt description",
      "models/schema.yml",
      text6,
      "name: customers\n",
      "name: customers\n    description: All of them\n",
      [.equal]
    ),
    .edit(
      "dag bucket",
      "dags/export.py",
      text7,
      "acme-reports",
      "partner-drop",
      [.widened, .incomparable],
      .dataExport
    ),
    .edit(
      "dag filter dropped",
      "dags/export.py",
      text7,
      " WHERE day = '{{ ds }}'",
      "",
      [.widened],
      .dataExport
    ),
    .edit("dag all columns", "dags/export.py", text7, "id, total", "*", [.widened], .dataExport),
    .edit("dag hourly", "dags/export.py", text7, "@daily", "@hourly", [.widened], .dataExport),
    .edit(
      "dag task id",
      "dags/export.py",
      text7,
      "task_id=\"export\"",
      "task_id=\"export_orders\"",
      [.equal]
    ),
    .edit(
      "dag quotes",
      "dags/export.py",
      text7,
      "s3_bucket=\"acme-reports\"",
      "s3_bucket='acme-reports'",
      [.equal]
    ),
  ]
}
