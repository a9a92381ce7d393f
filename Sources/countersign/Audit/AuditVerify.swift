internal import ArgumentParser
internal import Auditing
internal import GitObjects
internal import Platform

struct AuditVerify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check every record, the chain, that no commit lacks a decision, and judge again.",
    usage: "countersign audit verify [<options>]",
    discussion: """
      Exit 1 when something is missing, altered or unexplained. Note the heads that it prints somewhere else, and give \
      them next time:

        countersign audit verify --expect-head sha256:… --expect-head sha256:…
      """
  )

  @Option(
    help:
      "The digest of a ledger's last record as it was noted elsewhere: shows a tail that was cut off."
  )
  var expectHead: [String] = []
  @Flag(help: "In a clone that has fetched no refusals: do not look for them.")
  var withoutRefusals = false
  @Flag(
    help:
      "In a clone that has fetched some of the gated references: name the others, and do not look for them."
  )
  var fetchedOnly = false
  @Option(help: ArgumentHelp("In a clone: the remote that is the server.", valueName: "name"))
  var remote = "origin"
  @Flag(help: "Do not judge the landed decisions again.")
  var noReplay = false
  @Option(help: "text or json.")
  var format = OutputFormat.text
  @OptionGroup var audited: AuditedOptions

  func run() async throws {
    await Failure.guarding {
      let expected = try expectHead.map { text in
        let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : Substring(text)
        guard let digest = Digest(hex: Array(digits.utf8)) else {
          throw Failure("'\(Escaped.text(text))' is no digest such as sha256:…")
        }
        return digest
      }
      let repository = try audited.open(remote: remote)
      var audit = try repository.audit(
        withoutRefusals: withoutRefusals,
        fetchedOnly: fetchedOnly
      )
      for head in expected { audit.expect(head: head) }
      if !noReplay { try repository.replay(&audit) }
      let page = AuditPage(audit)
      Streams.write(format == .json ? page.json : page.text)
      return audit.problems.isEmpty ? .allowed : .refused
    }
  }
}
