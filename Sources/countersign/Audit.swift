internal import ArgumentParser
internal import Auditing
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Report

/// Reads the ledger as an auditor does: from the commits, not from the records.
struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and verify the records.",
    subcommands: [AuditLog.self, AuditShow.self, AuditVerify.self]
  )
}

/// How an audit command prints.
enum AuditFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct AuditShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the records on a commit.",
    discussion: "Example: countersign audit show origin/main"
  )

  @Argument(help: "A revision or a full object id.")
  var object = "HEAD"
  @Option(help: "The repository; without it, the one around this directory.")
  var bare: String?
  @Option(
    help: ArgumentHelp(
      "The policy to go by: file:PATH or ref:REF:PATH; without it, the one in force there.",
      valueName: "source"
    )
  )
  var policy: String?

  func run() async throws {
    await Failure.guarding {
      let audit = try AuditedRepository.open(bare, policy: policy)
      let id = try id(in: audit.repository)
      let notes = try [RefName.decisions, .refusals, .deployments].flatMap { name in
        try audit.repository.notes(on: id, in: audit.tip(name))
      }
      if notes.isEmpty { throw Failure("no record is on \(id)", exit: .refused) }
      for (index, note) in notes.enumerated() {
        if index > 0 { Streams.write("\n") }
        Streams.write(note)
      }
      let isBypassed = notes.contains { note in
        Record.records(inNote: note).contains { $0.flatMap { BypassDebt($0) } != nil }
      }
      // Only then is the whole ledger read.
      if isBypassed {
        for bypass in try audit.bypasses() where bypass.debt.object == id {
          Streams.write("\n\(bypass.text)\n")
        }
      }
      return .allowed
    }
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

struct AuditVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every record, the chain, that no commit lacks a decision, and judge again.",
    usage: "countersign audit verify [<options>]",
    discussion: """
      Exit 1 when something is missing, altered or unexplained. Note the head that it prints somewhere else, and give \
      it next time:

        countersign audit verify --expect-head sha256:…
      """
  )

  @Option(
    help: "The digest of the last record as it was noted elsewhere: shows a tail that was cut off."
  )
  var expectHead: String?
  @Flag(help: "In a clone that has fetched no refusals: do not look for them.")
  var withoutRefusals = false
  @Flag(help: "Do not judge the landed decisions again.")
  var noReplay = false
  @Option(help: "text or json.")
  var format = AuditFormat.text
  @Option(help: "The repository; without it, the one around this directory.")
  var bare: String?
  @Option(
    help: ArgumentHelp(
      "The policy to go by: file:PATH or ref:REF:PATH; without it, the one in force there.",
      valueName: "source"
    )
  )
  var policy: String?

  func run() async throws {
    await Failure.guarding {
      let expected = try expectHead.map { text in
        let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : Substring(text)
        guard let digest = Digest(hex: Array(digits.utf8)) else {
          throw Failure("'\(Escaped.text(text))' is no digest such as sha256:…")
        }
        return digest
      }
      let repository = try AuditedRepository.open(bare, policy: policy)
      var audit = try repository.audit(withoutRefusals: withoutRefusals)
      if let expected { audit.expect(head: expected) }
      if !noReplay { try repository.replay(&audit) }
      let page = AuditPage(audit)
      Streams.write(format == .json ? page.json : page.text)
      return audit.problems.isEmpty ? .allowed : .refused
    }
  }
}
