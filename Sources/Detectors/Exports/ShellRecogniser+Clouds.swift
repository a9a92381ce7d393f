import Syntax

// The command lines of clouds.

extension ShellRecogniser {
  private static let awsOptions: Set<String> = [
    "--profile", "--region", "--endpoint-url", "--output", "--query", "--exclude", "--include",
    "--acl", "--sse", "--sse-kms-key-id", "--storage-class", "--source-arn", "--s3-bucket-name",
    "--s3-bucket", "--iam-role-arn", "--kms-key-id", "--table-arn", "--destination", "--bucket",
    "--key", "--body", "--copy-source", "--cache-control", "--content-type", "--metadata",
    "--source-db-snapshot-identifier", "--values-to-add", "--export-task-identifier", "--s3-prefix",
    "--task-name", "--log-group-name", "--query-string", "--sql", "--attribute-name", "--grants",
    "--db-snapshot-identifier", "--snapshot-id", "--export-format", "--expires-in", "--page-size",
    "--content-encoding", "--content-disposition", "--metadata-directive", "--user-ids",
    "--cli-input-json",
    "--from", "--to", "--export-only", "--statement", "--expected-size",
  ]

  func aws(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted(Self.awsOptions)
    guard plain.count > 1, !options.has("--dryrun", "--dry-run") else { return nil }
    var flow = awsFlow(plain, options)
    let server = options.value("--endpoint-url") ?? endpoint
    if let sink = flow?.sink, !server.isEmpty, !server.has(anyOf: [".amazonaws.com"]) {
      flow?.sink = sinks.sink(server).named("\(sink.text) at \(server)")
    }
    return flow
  }

  private func awsFlow(_ plain: [String], _ options: [String: [String]]) -> ShellFlow? {
    let role = options.value("--profile") ?? ""
    let form = "aws \(plain[0]) \(plain[1])"
    switch (plain[0], plain[1]) {
    case ("s3", "cp"), ("s3", "mv"), ("s3", "sync"):
      let sse = options.all("--sse", "--sse-kms-key-id").joined(separator: " ")
      let isPublic =
        ["public-read", "public-read-write"].contains(options.value("--acl") ?? "")
        || options.all("--grants").contains { $0.contains("AllUsers") }
      return copy(
        form,
        Array(plain.dropFirst(2)),
        role: role,
        protection: sse,
        filters: (options.all("--exclude") + options.all("--include")).map { "pattern \($0)" },
        isPublic: isPublic
      )
    case ("s3", "presign"):
      let sink = Sink(text: "whoever has the link", reach: .internet)
      return ShellFlow(form: form, sources: Array(plain.dropFirst(2)), sink: sink, role: role)
    case ("s3api", "put-object"), ("s3api", "copy-object"):
      let sink = sinks.sink(
        "s3://\(options.value("--bucket") ?? "${bucket}")/\(options.value("--key") ?? "")"
      )
      let source = options.value("--copy-source").map { "s3://\($0)" } ?? options.value("--body")
      return ShellFlow(form: form, sources: [source ?? "data"], sink: sink, role: role)
    default: return awsExport(form, options, role)
    }
  }

  /// Jobs that a service runs by itself.
  private func awsExport(
    _ form: String,
    _ options: [String: [String]],
    _ role: String
  ) -> ShellFlow? {
    let bucket = options.value("--s3-bucket-name", "--s3-bucket", "--destination")
    let source = options.value(
      "--source-arn",
      "--table-arn",
      "--log-group-name",
      "--source-db-snapshot-identifier"
    )
    let key = options.value("--kms-key-id", "--s3-sse-kms-key-id") ?? ""
    if let bucket, let source {
      let prefix = options.value("--s3-prefix").map { "/\($0)" } ?? ""
      return ShellFlow(
        form: form,
        sources: [source],
        sink: sinks.sink("s3://\(bucket)\(prefix)"),
        role: options.value("--iam-role-arn") ?? role,
        protection: key
      )
    }
    if let accounts = options.value("--values-to-add", "--user-ids"),
      let source = options.value("--db-snapshot-identifier", "--snapshot-id")
    {
      let sink =
        accounts == "all"
        ? Sink(text: "everybody", reach: .internet)
        : sinks.sink(named: accounts, as: "account \(accounts)")
      return ShellFlow(form: form, sources: [source], sink: sink, role: role)
    }
    guard let statement = options.value("--query-string", "--sql") else { return nil }
    var flow = ShellFlow(form: form)
    flow.inner = SQLExports.report(of: statement, at: line, sinks: sinks)
    return flow
  }

  func google(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "--project", "--database", "-d", "--table", "--query", "--destination_format", "--location",
      "-h", "-a", "--account", "--impersonate-service-account", "-u", "--project_id",
      "--collection-ids",
      "--format", "--field_delimiter", "--tables", "-i", "--kms-key",
    ])
    let words = plain.prefix(3).joined(separator: " ")
    let role = options.value("--impersonate-service-account", "--account") ?? ""
    switch program.name {
    case "gsutil":
      guard ["cp", "rsync", "mv"].contains(plain.first ?? "") else { return nil }
      let isPublic = ["public-read", "public-read-write"].contains(options.value("-a") ?? "")
      return copy("gsutil \(plain[0])", Array(plain.dropFirst()), role: role, isPublic: isPublic)
    case "bq":
      if plain.first == "extract" {
        return copy("bq extract", Array(plain.dropFirst()), role: role)
      }
      guard plain.first == "query", let text = plain.last, plain.count > 1 else { return nil }
      var flow = ShellFlow(form: "bq query")
      flow.inner = SQLExports.report(of: text, at: line, sinks: sinks)
      return flow
    default:
      if words.hasPrefix("storage cp") || words.hasPrefix("storage rsync")
        || words.hasPrefix("storage mv")
      {
        return copy("gcloud \(plain[0]) \(plain[1])", Array(plain.dropFirst(2)), role: role)
      }
      if words.hasPrefix("alpha storage cp") {
        return copy("gcloud storage cp", Array(plain.dropFirst(3)), role: role)
      }
      guard let place = plain.firstIndex(of: "export"),
        let target = plain.last(where: { $0.hasPrefix("gs://") || $0.contains("$") })
      else { return nil }
      let names = plain.dropFirst(place &+ 1).filter {
        $0 != target && !["sql", "csv", "bak"].contains($0)
      }
      let sources = names + options.all("--database", "-d", "--table", "--collection-ids")
      return ShellFlow(
        form: "gcloud \(plain[0]) export",
        sources: sources.isEmpty ? ["\(plain[0]).*"] : sources,
        sink: sinks.sink(target),
        filters: options.all("--query").map { "query \($0)" },
        role: role
      )
    }
  }

  func azure(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "--account-name", "--container-name", "-c", "-d", "-s", "-f", "-n", "--file", "--source",
      "--destination", "--name", "--destination-container", "--destination-blob", "--source-uri",
      "--storage-uri", "--storage-key", "-g", "--server", "--admin-user", "--admin-password", "-u",
      "-p", "--account-key", "--sas-token", "--subscription", "--resource-group",
      "--connection-string",
    ])
    if program.name == "azcopy" {
      guard ["copy", "cp", "sync"].contains(plain.first ?? "") else { return nil }
      return copy("azcopy \(plain[0])", Array(plain.dropFirst()))
    }
    if plain.prefix(3) == ["sql", "db", "export"], let target = options.value("--storage-uri") {
      return ShellFlow(
        form: "az sql db export",
        sources: ["\(options.value("-n", "--name") ?? "${database}").*"],
        sink: sinks.sink(target)
      )
    }
    let uploads = plain.contains { ["upload", "upload-batch", "copy", "sync"].contains($0) }
    guard plain.first == "storage", uploads else { return nil }
    let account = options.value("--account-name") ?? "${account}"
    let container =
      options.value("-c", "--container-name", "--destination-container", "-d", "--destination")
      ?? ""
    let source = options.value("-f", "--file", "-s", "--source", "--source-uri") ?? "data"
    let address =
      container.contains("://")
      ? container : "https://\(account).blob.core.windows.net/\(container)"
    return ShellFlow(form: "az storage", sources: [source], sink: sinks.sink(address))
  }

  /// Reads `PROGRAM copy SOURCE TARGET`.
  func mover(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "--config", "--exclude", "--include", "--filter", "--acl", "-n", "-c", "--namespace",
      "--transfers", "--context", "--kubeconfig", "--endpoint-url", "--log-file", "--s3-acl",
    ])
    let verbs: Set<String> = [
      "copy", "sync", "move", "copyto", "moveto", "cp", "mv", "put", "mirror", "distcp", "bisync",
      "rcat", "pipe",
    ]
    let words = plain.filter { $0 != "dfs" && $0 != "fs" }
    var verb = words.first ?? ""
    var rest = Array(words.dropFirst())
    if program.name == "hdfs" || program.name == "hadoop",
      let flag = options.keys.first(where: { ["-put", "-cp", "-get", "-copyToLocal"].contains($0) })
    {
      verb = "cp"
      rest = words
      _ = flag
    }
    guard verbs.contains(verb), !options.has("--dry-run") else { return nil }
    let isPublic = (options.value("--acl", "--s3-acl") ?? "").hasPrefix("public")
    if verb == "rcat" || verb == "pipe" { rest.insert("-", at: 0) }
    guard
      var flow = copy(
        "\(program.name) \(verb)",
        rest,
        filters: options.all("--exclude", "--include", "--filter").map { "pattern \($0)" },
        isPublic: isPublic
      )
    else { return nil }
    if program.name == "mc", let target = rest.last, target.utf8.contains(UInt8(ascii: "/")),
      !target.hasPrefix("/"), !target.hasPrefix(".")
    {
      flow.sink = Sink(text: target, reach: .unknown)
    }
    if program.name == "rclone", let sink = flow.sink,
      let remote = SinkReader.split(sink.text, at: ":")
    {
      flow.sink = rcloneSink(sink, remote.0, remote.1)
    }
    return flow
  }

  /// The remote's name says little: its bucket or the name may be one of the organisation's.
  private func rcloneSink(_ sink: Sink, _ remote: String, _ path: String) -> Sink {
    let bucket = SinkReader.authority(of: path)
    let reach = min(
      bucket.isEmpty ? .outside : sinks.reach(named: bucket, else: .outside),
      sinks.reach(named: remote, else: .outside)
    )
    return Sink(text: sink.text, reach: reach)
  }

  func backup(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "-r", "--repo", "-p", "--password-file", "--exclude", "--tag",
    ])
    switch program.name {
    case "restic":
      guard plain.first == "backup" else { return nil }
      let place = options.value("-r", "--repo") ?? "${RESTIC_REPOSITORY}"
      let address =
        place.hasPrefix("s3:") && !place.hasPrefix("s3://")
        ? "s3://" + place.dropFirst(3).replacing("https://", with: "") : place
      return ShellFlow(
        form: "restic",
        sources: plain.count > 1 ? Array(plain.dropFirst()) : ["data"],
        sink: sinks.sink(address),
        protection: "restic"
      )
    case "borg":
      guard plain.first == "create", plain.count > 1 else { return nil }
      return ShellFlow(
        form: "borg",
        sources: plain.count > 2 ? Array(plain.dropFirst(2)) : ["data"],
        sink: sinks.sink(plain[1].replacing("::", with: "/")),
        protection: "borg"
      )
    case "duplicity": return copy("duplicity", plain.filter { $0 != "full" && $0 != "incr" })
    default: return nil
    }
  }
}
