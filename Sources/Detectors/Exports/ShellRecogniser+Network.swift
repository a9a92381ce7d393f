import Syntax

// Programs that send to a host.

extension ShellRecogniser {
  func transfer(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "-P", "-i", "-o", "-F", "-l", "-c", "-e", "-b", "-J", "--exclude", "--include", "--rsh", "-u",
      "--password-file", "--exclude-from", "--include-from", "--filter", "--port", "--chmod",
      "--chown",
    ])
    switch program.name {
    case "scp", "rsync":
      let filters = options.all("--exclude", "--include", "--filter").map { "pattern \($0)" }
      guard !options.has("-n", "--dry-run"),
        let flow = copy(program.name, plain, filters: filters)
      else { return nil }
      let isRemote = plain.contains { $0.utf8.contains(UInt8(ascii: ":")) || $0.contains("$") }
      return isRemote ? flow : nil
    default:
      guard let host = plain.last ?? options.value("-u") else { return nil }
      let puts = command.hereDocuments.flatMap { $0.text.split(separator: "\n") }.filter {
        $0.hasPrefix("put") || $0.hasPrefix("mput") || $0.hasPrefix("mirror -R")
      }
      let batch = options.value("-b").map { ["the batch '\($0)'"] } ?? []
      let sources =
        puts.map { $0.split(separator: " ").dropFirst().first.map(String.init) ?? "data" } + batch
      guard !sources.isEmpty || program.name == "sftp" else { return nil }
      let sink = sinks.sink(
        host.contains("://") ? host : "sftp://\(host.replacing(":", with: "/"))"
      )
      return ShellFlow(
        form: program.name,
        sources: sources,
        sink: sink.named(host),
        takesInput: true
      )
    }
  }

  func web(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "-X", "-H", "-d", "-F", "-T", "-o", "-u", "-A", "-e", "-b", "-c", "-m", "-x", "-w", "-E",
      "--request", "--header", "--data", "--data-binary", "--data-raw", "--data-urlencode",
      "--form",
      "--upload-file", "--output", "--user", "--url", "--post-file", "--body-file", "--cert",
      "--key",
      "--cacert", "--max-time", "--retry", "--connect-timeout", "--proxy", "--write-out", "--json",
      "-O", "--post-data", "--retry-delay", "--user-agent", "--cookie", "--resolve",
      "--form-string",
    ])
    if program.name == "http" || program.name == "wget", !options.has("--post-file", "--body-file")
    {
      return nil
    }
    var sources = options.all("-T", "--upload-file", "--post-file", "--body-file")
    sources += options.all("-d", "--data", "--data-binary", "--data-urlencode", "--json")
      .compactMap(Self.file)
    sources += options.all("-F", "--form").compactMap { form in
      SinkReader.split(form, at: "=").map { $0.1 }.flatMap(Self.file)
    }
    sources += options.all(
      "-d",
      "--data",
      "--data-binary",
      "--data-raw",
      "--data-urlencode",
      "--json"
    )
    .filter(Self.readsFile)
    guard !sources.isEmpty else { return nil }
    let address =
      options.value("--url") ?? plain.first { $0.contains("://") } ?? plain.first ?? "${url}"
    let sink = sinks.sink(
      address.contains("://") || address.hasPrefix("$") ? address : "https://\(address)"
    )
    let takesInput = sources.contains("-") || sources.contains(".")
    return ShellFlow(
      form: program.name,
      sources: sources.filter { $0 != "-" && $0 != "." },
      sink: sink,
      takesInput: takesInput,
      role: options.value("-u", "--user") ?? ""
    )
  }

  /// `"$(cat file)"`: what a command that reads data prints.
  private static func readsFile(_ value: String) -> Bool {
    value.has(anyOf: [
      "$(cat ", "$(<", "`cat ", "$(base64 ", "$(gzip ", "$(tar ", "$(env", "$(printenv",
      "$(pg_dump ",
      "$(psql ", "$(mysql", "$(redis-cli ", "$(aws ", "$(kubectl ", "$(gcloud ", "$(xxd ",
      "$(head ",
      "$(tail ", "$(find ", "$(grep ", "$(zcat ",
    ])
  }

  /// `@file` and `<file`, without what follows in a form.
  private static func file(_ value: String) -> String? {
    guard let first = value.utf8.first, first == UInt8(ascii: "@") || first == UInt8(ascii: "<")
    else {
      return nil
    }
    let name = value.utf8.dropFirst().prefix { $0 != UInt8(ascii: ";") }
    return String(decoding: Array(name), as: UTF8.self)
  }

  func socket(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted(["-w", "-p", "-s", "-x", "-X", "-i", "-q"])
    if options.has("-l", "-z", "-zv", "-vz", "-lk", "-lp") { return nil }
    if program.name == "socat" {
      guard let target = plain.last, plain.contains("-") || plain.contains("STDIN") else {
        return nil
      }
      let parts = target.utf8.split(separator: UInt8(ascii: ":")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard parts.count > 2 else { return nil }
      return ShellFlow(
        form: "socat",
        sink: sinks.sink("//" + parts[1]).named(target),
        takesInput: true
      )
    }
    guard plain.count > 1 else { return nil }
    return ShellFlow(
      form: program.name,
      sink: sinks.sink("//" + plain[0]).named("\(plain[0]):\(plain[1])"),
      takesInput: true
    )
  }

  func mail(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "-s", "-a", "-A", "-r", "-c", "-b", "-S", "-e", "-F", "-f",
    ])
    let addresses = plain.filter { $0 != "--" && $0 != "-t" }
    guard !addresses.isEmpty else { return nil }
    let files = options.all("-a", "-A").filter { !$0.hasPrefix("Content") && $0 != "--" }
    let reach = addresses.map { sinks.reach(of: $0) }.max() ?? .unknown
    return ShellFlow(
      form: program.name,
      sources: files,
      sink: Sink(text: addresses.joined(separator: ", "), reach: reach),
      takesInput: files.isEmpty
    )
  }
}
