import Syntax

// Operators of Airflow.

extension PythonExports {
  mutating func readOperator(_ call: PythonCall) {
    let name = call.name
    if name == "BashOperator" { return readCommand(call.value("bash_command"), call.line) }
    if name == "SSHOperator" { return readCommand(call.value("command"), call.line) }
    if name == "EmailOperator" {
      let to = call.value("to")?.text ?? "{to}"
      return add(name, [call.value("files")?.text ?? "a mail"], sinks.sink(to), call)
    }
    if ["SimpleHttpOperator", "HttpOperator"].contains(name) {
      let address = call.value("endpoint")?.text ?? "{endpoint}"
      let host = call.value("http_conn_id")?.text ?? "http_default"
      let sink = Sink(
        text: "\(host) \(address)",
        reach: address.contains("://") ? sinks.reach(of: address) : .unknown
      )
      return add(name, [call.value("data", "json")?.text ?? "a request"], sink, call)
    }
    if name == "S3CopyObjectOperator" {
      let source = call.value("source_bucket_name", "source_bucket_key")?.text ?? "an object"
      let bucket = call.value("dest_bucket_name", "dest_bucket_key")?.text ?? "{bucket}"
      let sink = sinks.sink(bucket.contains("://") ? bucket : "s3://\(bucket)")
      return add(name, [source], sink, call, role: Self.role(call))
    }
    if name == "SFTPOperator" || name == "FTPFileTransmitOperator" {
      guard call.value("operation")?.text != "get" else { return }
      let host = call.value("ssh_conn_id", "ftp_conn_id", "remote_host")?.text ?? "{host}"
      let path = call.value("remote_filepath")?.text ?? ""
      let source = call.value("local_filepath")?.text ?? "a file"
      return add(name, [source], Sink(text: "\(host) \(path)", reach: .unknown), call)
    }
    guard let place = Self.transfer(name) else { return }
    let sql = call.value("sql", "query", "select_query")?.text
    let query = sql.map { SQLQuery(text: $0) }
    add(
      name,
      Self.sources(call, from: place.0) + (query?.tables ?? []),
      sink(call, to: place.1),
      call,
      role: Self.role(call),
      query: query
    )
  }

  /// `PostgresToGCSOperator` is from Postgres to GCS.
  static func transfer(_ name: String) -> (String, String)? {
    let core = String(name.dropLast(8))
    guard let (from, to) = SinkReader.split(core, at: "To"), !from.isEmpty, !to.isEmpty else {
      return nil
    }
    return (from, to)
  }

  private static func role(_ call: PythonCall) -> String {
    let source = call.named.keys.filter {
      $0.hasSuffix("_conn_id") && !$0.hasPrefix("aws") && !$0.hasPrefix("gcp")
        && !$0.hasPrefix("dest") && !$0.hasPrefix("sftp")
    }.sorted().compactMap { call.named[$0]?.text }
    return ([target(call)] + source).filter { !$0.isEmpty }.joined(separator: " from ")
  }

  private static func target(_ call: PythonCall) -> String {
    call.value(
      "aws_conn_id",
      "gcp_conn_id",
      "dest_aws_conn_id",
      "sftp_conn_id",
      "impersonation_chain"
    )?
    .text ?? ""
  }

  private static let sourceNames = [
    "table", "source_table", "dynamodb_table_name", "schema", "source_project_dataset_table",
    "source_bucket", "bucket_name", "source_object", "s3_key", "source_path", "source_bucket_key",
    "source_bucket_name", "source_bucket_key", "table_name", "collection", "mongo_collection",
    "source_objects", "s3_bucket", "prefix",
  ]

  private static func sources(_ call: PythonCall, from place: String) -> [String] {
    let found = sourceNames.compactMap { name in
      isTarget(name, of: call, from: place) ? nil : call.value(name)?.text
    }
    return found.isEmpty && call.value("sql", "query") == nil ? [place] : found
  }

  /// In `SqlToS3` the bucket is where it goes, in `S3ToSFTP` where it comes from.
  private static func isTarget(_ name: String, of call: PythonCall, from place: String) -> Bool {
    guard name == "s3_bucket" || name == "bucket_name" || name == "s3_key" || name == "prefix"
    else {
      return false
    }
    return !["S3", "GCS", "GoogleCloudStorage"].contains(place)
  }

  private func sink(_ call: PythonCall, to place: String) -> Sink {
    let key = call.value("s3_key", "dest_key", "filename", "destination_object", "key")?.text ?? ""
    if let address = call.value(
      "destination_cloud_storage_uris",
      "dest_gcs",
      "dest_s3_key",
      "dest_bucket_key",
      "dest_s3",
      "destination_path_uri"
    )?.text, address.contains("://") {
      return sinks.sink(address)
    }
    let bucket = call.value(
      "s3_bucket",
      "s3_bucket_name",
      "bucket",
      "bucket_name",
      "dest_bucket",
      "destination_bucket",
      "dest_bucket_name",
      "container_name",
      "dest_s3_bucket"
    )?.text
    switch place {
    case "S3": return sinks.sink("s3://\(bucket ?? "{bucket}")/\(key)")
    case "GCS", "GoogleCloudStorage": return sinks.sink("gs://\(bucket ?? "{bucket}")/\(key)")
    case "Local", "LocalFilesystem":
      return Sink(
        text: call.value("filename", "dst", "local_path")?.text ?? "a file",
        reach: .local
      )
    case "SFTP", "FTP":
      let path =
        call.value("sftp_path", "destination_path", "ftp_path", "remote_filepath")?.text ?? ""
      return Sink(
        text: "\(call.value("sftp_conn_id", "ftp_conn_id")?.text ?? place) \(path)",
        reach: .unknown
      )
    default:
      let name = call.value(
        "destination_project_dataset_table",
        "table",
        "target_table",
        "snowflake_table",
        "postgres_table",
        "mysql_table",
        "blob_name",
        "folder_id",
        "spreadsheet_id"
      )?.text
      return Sink(
        text: "\(place) \(name ?? bucket ?? "")",
        reach: bucket.map { sinks.reach(named: $0, else: .outside) } ?? .inside
      )
    }
  }
}
