internal import Approvals
internal import ArgumentParser

/// Shows what is being approved, asks, signs it with the reviewer's own key, and leaves the trailer.
struct Approve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Sign your approval of exactly these changes for exactly this target.",
    discussion: """
      Shows every sensitive change with its difference, asks, and signs with your SSH key. The approval names the \
      changes by their bytes, so it survives a rebase and dies with any other edit.

        countersign approve origin/feature --target main --push
        countersign approve 4f2c1d9e31..9a0b7c6d5e --target release/2 --as commit
        countersign approve --delete --target release/1 --push
        countersign approve origin/feature --target main --print

      In an emergency as many as the policy's 'break_glass' wants sign with --break-glass, and the push says so with \
      'git push -o countersign.break-glass=REASON'. It is recorded, and somebody else must review it afterwards.

        countersign approve origin/fix --target main --break-glass 'outage' --push

      Exit codes: 0 approved, 1 nothing was signed, 2 it could not be done.
      """
  )

  @Argument(help: TargetOptions.rangeHelp)
  var range: String?
  @OptionGroup var targets: TargetOptions
  @OptionGroup var signing: SigningOptions
  @Option(
    help: ArgumentHelp(
      "Sign that the rules' approvals be done without this once, and why.",
      valueName: "reason"
    )
  )
  var breakGlass: String?

  func run() async throws {
    await Failure.guarding {
      try targets.check()
      let act = try breakGlass.map(breaking) ?? .approve
      return try await SigningRun(act: act, options: signing).run { reviewer, clone in
        try SigningRequest.all(range, targets, act, signing, by: reviewer, in: clone)
      }
    }
  }

  private func breaking(_ reason: String) throws -> SigningAct {
    guard signing.reason == nil else {
      throw Failure("'--break-glass' and '--reason' both say why", hint: "leave '--reason' out")
    }
    try SigningOptions.check(reason: reason)
    return .breakGlass(reason)
  }
}
