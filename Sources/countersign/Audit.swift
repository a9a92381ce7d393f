internal import ArgumentParser
internal import Git
internal import GitObjects
internal import Gathering
internal import Ledger
internal import Platform
internal import Policy

/// Reads the ledger as an auditor does: from the commits, not from the records.
struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and verify the records.", subcommands: [Log.self, Verify.self, Show.self])

  struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the decisions, oldest first.")

    func run() async throws {
      await Failure.guarding {
        let audit = try AuditedRepository.open()
        for record in audit.decisions.records + audit.refusals.records where record.kind == .decision {
          let words = ["time", "outcome", "target", "new", "pusher"].compactMap { record.first($0) }
          Streams.write(Array(words.joined(separator: [0x20])) + [0x0A])
        }
        return .allowed
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the records on a commit.")

    @Argument(help: "A revision or a full object id.")
    var object = "HEAD"

    func run() async throws {
      await Failure.guarding {
        let audit = try AuditedRepository.open()
        let id = try ObjectID(hex: object) ?? audit.repository.revision(object)
        var isFound = false
        for ledger in [audit.decisionsTip, audit.refusalsTip] {
          for note in try audit.repository.notes(on: id, in: ledger) {
            Streams.write(note)
            isFound = true
          }
        }
        if !isFound { throw Failure("no record is on \(id)", exit: .refused) }
        return .allowed
      }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check every record, the chain, and that no commit lacks a decision.",
      discussion: "Exit 1 when something is missing, altered or unexplained.")

    @Option(help: "The digest of the last record as it was noted elsewhere: shows a tail that was cut off.")
    var expectHead: String?

    func run() async throws {
      await Failure.guarding {
        let audit = try AuditedRepository.open()
        var problems = audit.decisions.problems + audit.refusals.problems
        let (count, population) = try audit.population()
        problems += population
        if let expectHead {
          let known = (audit.decisions.records + audit.refusals.records).map { "sha256:\($0.digest)" }
          let wanted = expectHead.hasPrefix("sha256:") ? expectHead : "sha256:\(expectHead)"
          if !known.contains(wanted) { problems.append("the record \(Escaped.text(wanted)) is not here: the tail was cut off") }
        }
        for problem in problems { Streams.write("countersign: \(problem)\n") }
        let observed = audit.decisions.records.filter { $0.first("outcome") == Array("observed".utf8) }.count
        if observed > 0 { Streams.write("countersign: \(observed) pushes were only observed, not held\n") }
        let records = audit.decisions.records.count + audit.refusals.records.count
        Streams.write("countersign: \(records) records, \(count) commits on gated references, \(problems.count) problems\n")
        if let head = audit.decisions.head { Streams.write("countersign: head sha256:\(head)\n") }
        return problems.isEmpty ? .allowed : .refused
      }
    }
  }
}

/// A repository with both its ledgers read.
struct AuditedRepository: ~Copyable {
  let repository: Repository
  let policies: PolicySet
  let decisions: LedgerReader
  let refusals: LedgerReader
  let decisionsTip: ObjectID?
  let refusalsTip: ObjectID?

  static func open() throws -> AuditedRepository {
    let here = Files.resolve([UInt8(ascii: ".")]) ?? []
    let repository = try Repository.discover(from: here)
    let policies: PolicySet
    if try repository.config("countersign.signingKey") != nil {
      policies = try Configuration(repository).policy.load(from: repository)
    } else {
      policies = try Clone.open(policy: nil).policies
    }
    let tips = try [RefName.decisions, .refusals].map { try repository.resolve($0).id }
    let keys = policies.policy.serverKeys
    return AuditedRepository(
      repository: try repository.reopened(), policies: policies,
      decisions: try LedgerReader.read(tips[0], in: repository, serverKeys: keys),
      refusals: try LedgerReader.read(tips[1], in: repository, serverKeys: keys, ledger: .refusals),
      decisionsTip: tips[0], refusalsTip: tips[1])
  }

  /// Every commit that gated references took since their baselines, and those that no landed decision explains.
  borrowing func population() throws -> (count: Int, problems: [String]) {
    var known: [ObjectID] = []
    for landing in decisions.landings where landing.isBaseline {
      if repository.exists(landing.new), let id = try repository.peelToCommit(landing.new) { known.append(id) }
    }
    var count = 0
    var problems: [String] = []
    for (name, id) in try repository.references() where policies.policy.target(for: name) != nil {
      guard let tip = try repository.peelToCommit(id) else { continue }
      count += try repository.commits(from: [tip], notReachableFrom: known, limit: 10_000_000).count
      for commit in try decisions.uncovered(upTo: tip, in: repository) {
        problems.append("commit \(commit) on '\(name)' has no landed decision")
      }
      problems += gaps(of: name, at: id)
    }
    return (count, problems)
  }

  /// A reference that moved from somewhere else than it was last led to was moved past the gate.
  private func gaps(of name: RefName, at id: ObjectID) -> [String] {
    var problems: [String] = []
    var last: ObjectID?
    for landing in decisions.landings where landing.target == name.bytes {
      if let last, !landing.isBaseline, landing.old != last {
        problems.append("'\(name)' was moved from \(last.short) to \(landing.old.short) past the gate")
      }
      last = landing.new
    }
    if let last, last != id { problems.append("'\(name)' is at \(id.short), and was last led to \(last.short)") }
    return problems
  }
}
