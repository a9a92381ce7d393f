internal import ArgumentParser
internal import Auditing
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
    usage: "countersign audit log [<options>]",
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
  var format = OutputFormat.text
  @OptionGroup var audited: AuditedOptions

  func run() async throws {
    await Failure.guarding {
      let since = try moment()
      if let outcome, !["allowed", "refused", "bypassed", "observed"].contains(outcome) {
        throw Failure("'\(Escaped.text(outcome))' is no outcome")
      }
      let repository = try audited.open()
      let tip = try repository.decisions()
      let readers = try Dictionary(
        uniqueKeysWithValues: LedgerRef.allCases.map { ($0, try reader(of: $0, in: repository)) }
      )
      let entries = LedgerOrder.merged(
        decisions: readers[.decisions]?.entries ?? [],
        refusals: readers[.refusals]?.entries ?? []
      )
      let lines = try entries.compactMap { ledger, entry -> Line? in
        guard isWanted(entry, since), let time = entry.time, let reader = readers[ledger] else {
          return nil
        }
        let record = try reader.record(entry, in: repository.repository)
        return Line(time: time, digest: entry.digest, object: entry.object, record: record)
      }
      print(
        lines,
        bypasses: try readers[.decisions].map { try repository.bypasses($0, tip: tip) } ?? []
      )
      let problems = LedgerRef.allCases.reduce(0) { $0 + (readers[$1]?.problems.count ?? 0) }
      guard problems == 0 else {
        throw Failure(
          "\(Phrase.count(problems, "problem")) in the ledgers: what is listed may not be all",
          hint: "run 'countersign audit verify'",
          exit: .refused
        )
      }
      return .allowed
    }
  }

  private struct Line {
    let time: Timestamp
    let digest: Digest
    let object: ObjectID
    let record: Record
  }

  private func reader(of ledger: LedgerRef, in repository: borrowing AuditedRepository) throws
    -> LedgerReader
  {
    try LedgerReader.read(
      try repository.tip(ledger.name),
      of: ledger,
      in: repository.repository,
      keys: repository.policies.policy.serverKeys,
      names: RepositoryNames(repository.policies.policy, published: try repository.tip(.policy))
    )
  }

  /// Signed records alone: what anybody could have written is no log.
  private func isWanted(_ entry: LedgerEntry, _ since: Timestamp?) -> Bool {
    guard entry.isSigned, all || entry.kind == .decision, let time = entry.time else {
      return false
    }
    if let since, time < since { return false }
    if let target, entry.target?.bytes != Array(target.utf8), entry.target?.short != target {
      return false
    }
    return outcome.map { entry.outcome == Array($0.utf8) } ?? true
  }

  private func moment() throws -> Timestamp? {
    guard let since else { return nil }
    let text = since.utf8.count == 10 ? since + "T00:00:00Z" : since
    guard let moment = Timestamp(Array(text.utf8)) else {
      throw Failure("'\(Escaped.text(since))' is no day such as 2026-11-23")
    }
    return moment
  }

  /// The debts come last, whatever was asked for: one that is open is no matter of a day.
  private func print(_ lines: [Line], bypasses: [AuditedBypass]) {
    guard format == .json else {
      for line in lines { Streams.write(text(of: line)) }
      for bypass in bypasses { Streams.write("\(bypass.text)\n") }
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
      ("bypasses", .list(bypasses.map(\.json))),
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
