internal import ArgumentParser

/// Signs a no to changes, which holds until its signer takes it back.
struct Veto: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "veto",
    abstract: "Refuse exactly these changes for exactly this target until you take it back.",
    discussion: """
      Whoever a rule would ask for an approval may say no: then the changes are refused however many approve them, and \
      commits that made them are not deployed. It names them by their bytes, as an approval does.

        countersign veto origin/feature --target main --reason 'not now' --push
        countersign revoke origin/feature --target main --push

      Exit codes: 0 vetoed, 1 nothing was signed, 2 it could not be done.
      """
  )

  @Argument(help: TargetOptions.rangeHelp)
  var range: String?
  @OptionGroup var targets: TargetOptions
  @OptionGroup var signing: SigningOptions

  func run() async throws {
    await Failure.guarding {
      try targets.check()
      return try await SigningRun(act: .veto, options: signing).run { reviewer, clone in
        try SigningRequest.all(range, targets, .veto, signing, by: reviewer, in: clone)
      }
    }
  }
}
