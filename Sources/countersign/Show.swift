internal import Approvals
internal import ArgumentParser
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// Says what one approval says, and what its signature is worth, wherever it was found.
struct Show: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decode and verify an approval by itself, pasted from anywhere.",
    discussion: """
      Takes a trailer, or any text that holds some: from a commit message, a note, a mail; folded, indented or not. Its \
      signature is verified by the policy and its keys as they are now. Whether it counts for a push is another matter: \
      'countersign explain' says that.

        countersign show 'Countersigned-by: Alice Ng <alice@example.com> v1 …'
        git log -1 --format=%B | countersign show

      Exit codes: 0 good, 1 it counts for nothing, 2 it cannot be told.
      """
  )

  @Argument(help: "The trailer; without it, standard input.")
  var approval: [String] = []
  @Option(help: ArgumentHelp("The policy: file:PATH or ref:REF:PATH.", valueName: "source"))
  var policy: String?
  @Option(help: "text or json.")
  var format = AuditFormat.text

  func run() async throws {
    await Failure.guarding {
      let isTyped = !approval.isEmpty && approval != ["-"]
      let text =
        isTyped
        ? Array(approval.joined(separator: " ").utf8) : try Streams.readInput(limit: 16 << 20)
      let values = PastedTrailers.values(in: text)
      guard !values.isEmpty else {
        throw Failure(
          "there is no approval in that: none of its words is 'signature=…'",
          hint: "paste the whole of it, from 'Countersigned-by:' to the end of the signature"
        )
      }
      let clone = try Clone.open(policy: policy)
      let check = ApprovalCheck(policies: clone.policies, now: clone.now)
      let shown = try values.map { try ShownApproval($0, check, clone.policies.policy) }
      Streams.write(format == .json ? ShownApproval.json(shown) : ShownApproval.text(shown))
      return shown.allSatisfy(\.isGood) ? .allowed : .refused
    }
  }
}
