internal import ArgumentParser
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy
internal import Report

struct AuditLog: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List the decisions, oldest first.",
    discussion: "Example: countersign audit log --since 2026-11-01 --target refs/heads/main"
  )

  @Option(help: "Only from this day or moment on: 2026-11-23 or 2026-11-23T05:00:00Z.")
  var since: String?
  @Option(help: "Only of this reference.")
  var target: String?
  @Option(help: "Only with this outcome: allowed, refused, bypassed or observed.")
  var outcome: String?
  @Flag(help: "List every kind of record, not the decisions alone.")
  var all = false
  @Option(help: "text or json.")
  var format = AuditFormat.text
  @Option(help: "The repository; without it, the one around this directory.")
  var bare: String?

  func run() async throws {
    await Failure.guarding {
      let since = try moment()
      if let outcome, !["allowed", "refused", "bypassed", "observed"].contains(outcome) {
        throw Failure("'\(Escaped.text(outcome))' is no outcome")
      }
      let repository = try AuditedRepository.open(bare)
      guard try repository.tip(.decisions) != nil else { throw Failure.recordsMissing }
      var lines: [Line] = []
      for ledger in LedgerRef.allCases {
        lines += try self.lines(of: ledger, in: repository, since)
      }
      // Of one ledger in its own order; a stable sort by time would still mix up one second's.
      let order = lines.enumerated().sorted {
        ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
      }
      print(order.map(\.element))
      return .allowed
    }
  }

  private struct Line {
    let time: Timestamp
    let digest: Digest
    let object: ObjectID
    let record: Record
  }

  /// Signed records alone: what anybody could have written is no log.
  private func lines(
    of ledger: LedgerRef,
    in repository: borrowing AuditedRepository,
    _ since: Timestamp?
  ) throws -> [Line] {
    let reader = try LedgerReader.read(
      try repository.tip(ledger.name),
      of: ledger,
      in: repository.repository,
      keys: repository.policies.policy.serverKeys
    )
    return try reader.entries.compactMap { entry in
      guard entry.isSigned, all || entry.kind == .decision, let time = entry.time else {
        return nil
      }
      if let since, time < since { return nil }
      if let target, entry.target?.bytes != Array(target.utf8), entry.target?.short != target {
        return nil
      }
      if let outcome, entry.outcome != Array(outcome.utf8) { return nil }
      return Line(
        time: time,
        digest: entry.digest,
        object: entry.object,
        record: try reader.record(entry, in: repository.repository)
      )
    }
  }

  private func moment() throws -> Timestamp? {
    guard let since else { return nil }
    let text = since.utf8.count == 10 ? since + "T00:00:00Z" : since
    guard let moment = Timestamp(Array(text.utf8)) else {
      throw Failure("'\(Escaped.text(since))' is no day such as 2026-11-23")
    }
    return moment
  }

  private func print(_ lines: [Line]) {
    guard format == .json else {
      for line in lines { Streams.write(text(of: line)) }
      return
    }
    let records = lines.map { line in
      JSONValue.object(
        [
          ("kind", .text(line.record.kind.rawValue)), ("digest", .text("sha256:\(line.digest)")),
          ("object", .text("\(line.object)")), ("time", .text("\(line.time)")),
        ] + Self.keys.map { ($0, .optional(Self.value($0, of: line.record))) }
          + [("reasons", .list(Self.reasons(of: line.record)))]
      )
    }
    let pairs: [(String, JSONValue)] = [
      ("schema", .text("countersign.log/1")), ("records", .list(records)),
    ]
    Streams.write(JSONValue.object(pairs).rendered() + "\n")
  }

  private static let keys = [
    "outcome", "target", "environment", "old", "new", "pusher", "decision",
  ]

  /// The first field of a line, printable.
  private static func value(_ key: String, of record: Record) -> String? {
    record.all(key).first?.fields.first.flatMap { Escaped.percentDecode($0) }
      .map { Escaped.text($0) }
  }

  private static func reasons(of record: Record) -> [JSONValue] {
    record.all("reason").compactMap { line in
      line.fields.first.map { .text(Escaped.text($0)) }
    }
  }

  private func text(of line: Line) -> String {
    let record = line.record
    let what = Self.value("outcome", of: record) ?? record.kind.rawValue
    var words = ["\(line.time)", what, Self.value("target", of: record) ?? "-", line.object.short]
    words.append(Self.value("pusher", of: record) ?? "-")
    words += Set(record.all("reason").compactMap { $0.fields.first.map { Escaped.text($0) } })
      .sorted()
    return words.joined(separator: " ") + "\n"
  }
}
