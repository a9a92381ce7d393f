import Syntax

// Clients of clouds, and frames of rows.

extension PythonExports {
  static let clientCalls: Set<String> = [
    "upload_file", "upload_fileobj", "put_object", "copy_object", "generate_presigned_url",
    "start_export_task", "export_table_to_point_in_time", "extract_table", "upload_from_filename",
    "upload_from_string", "upload_from_file", "upload_blob", "load_file", "load_string", "sendmail",
    "modify_db_snapshot_attribute", "create_export_task", "unload_table",
  ]

  mutating func readClient(_ call: PythonCall) {
    let bucket = call.value(
      "Bucket",
      "bucket_name",
      "bucket",
      "S3BucketName",
      "S3Bucket",
      "destination",
      "dest_bucket"
    )?.text
    let key = call.value("Key", "key", "blob_name", "S3Prefix")?.text ?? ""
    switch call.name {
    case "upload_file", "upload_fileobj":
      let place = bucket ?? call.value(at: 1)?.text ?? "{bucket}"
      add(
        call.name,
        [call.value("Filename", "Fileobj", at: 0)?.text ?? "a file"],
        sinks.sink("s3://\(place)/\(call.value("Key", at: 2)?.text ?? key)"),
        call
      )
    case "put_object":
      add(
        call.name,
        [call.value("Body")?.text ?? "data"],
        sinks.sink("s3://\(bucket ?? "{bucket}")/\(key)"),
        call
      )
    case "copy_object":
      add(
        call.name,
        [call.value("CopySource")?.text ?? "an object"],
        sinks.sink("s3://\(bucket ?? "{bucket}")/\(key)"),
        call
      )
    case "generate_presigned_url":
      add(call.name, ["an object"], Sink(text: "whoever has the link", reach: .internet), call)
    case "start_export_task", "export_table_to_point_in_time", "create_export_task":
      let source = call.value("SourceArn", "TableArn", "logGroupName")?.text ?? "a database"
      add(
        call.name,
        [source],
        sinks.sink("s3://\(bucket ?? "{bucket}")"),
        call,
        role: call.value("IamRoleArn")?.text ?? ""
      )
    case "extract_table":
      add(
        call.name,
        [call.value("source", at: 0)?.text ?? "a table"],
        sinks.sink(call.value("destination_uris", at: 1)?.text ?? "{uri}"),
        call
      )
    case "sendmail":
      add(call.name, ["a mail"], sinks.sink(call.value("to_addrs", at: 1)?.text ?? "{to}"), call)
    case "modify_db_snapshot_attribute":
      let who = call.value("ValuesToAdd")?.items.joined(separator: ", ") ?? "{accounts}"
      let sink =
        who == "all"
        ? Sink(text: "everybody", reach: .internet) : sinks.sink(named: who, as: "account \(who)")
      add(call.name, [call.value("DBSnapshotIdentifier")?.text ?? "a snapshot"], sink, call)
    default:
      let place = bucket ?? self.bucket(of: call)
      add(call.name, [call.arguments.first?.text ?? "data"], sinks.sink("gs://\(place)"), call)
    }
  }

  /// `client.bucket("x").blob("y").upload_…`: of the one bucket the file names.
  func bucket(of call: PythonCall) -> String {
    let names = calls.calls.filter { ["bucket", "get_bucket", "Bucket"].contains($0.name) }
      .compactMap { $0.arguments.first?.text }
    return Set(names).count == 1 ? names[0] : "{bucket}"
  }

  // MARK: - Frames

  mutating func readFrame(_ call: PythonCall) {
    let writers: Set<String> = [
      "save", "parquet", "csv", "json", "orc", "text", "saveAsTable", "insertInto", "jdbc", "start",
      "toTable",
    ]
    let pandas: Set<String> = [
      "to_csv", "to_parquet", "to_json", "to_excel", "to_pickle", "to_feather", "to_hdf", "to_orc",
      "to_sql", "to_gbq",
    ]
    let isSpark = call.path.contains("write") || call.path.contains("writeStream")
    let isFile = call.name.hasPrefix("saveAs") && call.name.hasSuffix("File")
    guard isFile || (isSpark ? writers.contains(call.name) : pandas.contains(call.name)) else {
      return
    }
    guard
      let target = call.value(
        "path",
        "path_or_buf",
        "url",
        "name",
        "destination_table",
        "excel_writer",
        at: 0
      ) ?? call.options["url"].map({ PythonValue(text: $0, items: [], isString: true) }),
      !target.text.isEmpty
    else { return }
    let sources = calls.origins(of: call)
    let isTable = ["saveAsTable", "insertInto", "to_sql", "to_gbq", "toTable"].contains(call.name)
    let sink =
      isTable ? Sink(text: "table \(target.text)", reach: .inside) : sinks.sink(target.text)
    add(
      call.path.suffix(2).joined(separator: "."),
      sources.isEmpty ? [call.path.first ?? "data"] : sources,
      sink,
      call
    )
  }
}
