internal import ArgumentParser
internal import Auditing
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform

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
