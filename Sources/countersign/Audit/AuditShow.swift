internal import ArgumentParser
internal import Auditing
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy

struct AuditShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the records on a commit.",
    discussion: "Example: countersign audit show origin/main"
  )

  @Argument(help: "A revision or a full object id.")
  var object = "HEAD"
  @OptionGroup var audited: AuditedOptions

  func run() async throws {
    await Failure.guarding {
      let audit = try audited.open()
      let id = try id(in: audit.repository)
      let notes = try notes(on: id, of: audit)
      if notes.isEmpty { throw Failure("no record is on \(id)", exit: .refused) }
      for (index, note) in notes.enumerated() {
        if index > 0 { Streams.write("\n") }
        Streams.write(Self.printable(note.bytes))
      }
      let isBypassed = notes.contains { note in
        Record.records(inNote: note.bytes).contains { $0.flatMap { BypassDebt($0) } != nil }
      }
      // Only then is the whole ledger read.
      if isBypassed {
        for bypass in try audit.bypasses() where bypass.debt.object == id {
          Streams.write("\n\(bypass.text)\n")
        }
      }
      let problems = notes.flatMap(\.problems)
      guard problems.isEmpty else {
        throw Failure(
          problems.map(\.text).joined(separator: "; "),
          hint: "run 'countersign audit verify'",
          exit: .refused
        )
      }
      return .allowed
    }
  }

  private struct Note {
    let bytes: [UInt8]
    /// Why it is no evidence; whether its records are all that were written is the ledger's matter.
    let problems: [LedgerProblem]
  }

  private func notes(on id: ObjectID, of audit: borrowing AuditedRepository) throws -> [Note] {
    let policy = audit.policies.policy
    let names = RepositoryNames(policy, published: try audit.tip(.policy))
    var notes: [Note] = []
    for name in [RefName.decisions, .refusals, .deployments] {
      let check = RecordCheck(
        keys: policy.serverKeys,
        use: name == .deployments ? .deployments : .server
      )
      for bytes in try texts(on: id, in: name, of: audit) {
        let problems = try check.problems(
          inNote: bytes,
          on: id,
          names: names,
          in: audit.repository
        )
        notes.append(Note(bytes: bytes, problems: problems))
      }
    }
    return notes
  }

  /// What a reference notes on an object: of the deployments with what was fetched and the clone's own lack.
  private func texts(on id: ObjectID, in name: RefName, of audit: borrowing AuditedRepository)
    throws -> [[UInt8]]
  {
    let own = try audit.repository.notes(on: id, in: audit.tip(name))
    guard name == .deployments else { return own }
    let known = Set(own.flatMap(Record.records(inNote:)))
    let fetched = try audit.repository.notes(on: id, in: audit.tip(.fetchedDeployments))
    return own + fetched.filter { !known.isSuperset(of: Record.records(inNote: $0)) }
  }

  /// Records are printable; what somebody else put there may not be.
  private static func printable(_ note: [UInt8]) -> String {
    note.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { Escaped.text(Array($0)) }.joined(separator: "\n")
  }

  /// An id may be of a commit that is gone; its refusal is not.
  private func id(in repository: borrowing Repository) throws -> ObjectID {
    if let id = ObjectID(hex: object) { return id }
    do throws(GitError) {
      return try repository.revision(object)
    } catch {
      throw Failure(revision: object, error, hint: "fetch it, or give its id")
    }
  }
}
