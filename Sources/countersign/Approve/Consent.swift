internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// Shows what is to be signed, and asks.
enum Consent {
  /// A pipeline that was handed somebody's agent could sign in their name; so nothing is signed there unless it is
  /// asked for in so many words.
  static func refuseInPipelines(yes: Bool) throws {
    guard !yes, let variable = pipelineVariables.first(where: isSet) else { return }
    throw Failure(
      "this is a pipeline ('\(variable)' is set), and approvals are given by people",
      hint: "sign on your own machine",
      exit: .refused
    )
  }

  private static let pipelineVariables = [
    "CI", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "BUILDKITE", "TF_BUILD", "TEAMCITY_VERSION",
    "CIRCLECI",
    "CODEBUILD_BUILD_ID",
  ]

  private static func isSet(_ name: String) -> Bool {
    guard let value = ProcessEnvironment.value(of: name) else { return false }
    return !value.isEmpty && !value.elementsEqual("false".utf8) && !value.elementsEqual("0".utf8)
  }

  static func show(_ display: ChangeDisplay) async throws {
    if Streams.isOutputTerminal,
      let pager = try? await ChildProcess.line("git", ["var", "GIT_PAGER"]),
      !pager.isEmpty, pager != "cat", try await ChildProcess.page(display.text, through: pager)
    {
      return
    }
    Streams.write(display.text)
  }

  /// - Throws: ``Failure`` with exit 1 where the answer is anything but yes.
  static func ask(_ display: ChangeDisplay, _ act: SigningAct, signer: PersonID, yes: Bool) throws {
    if display.total > 0 {
      var page = Page()
      let shown = display.total - display.unseen.count
      page.add("\(shown) of \(Phrase.count(display.total, "change")) shown")
      page.list(display.unseen.map { "not shown: \($0)" }, indent: 2)
      Streams.writeError(page.text)
    }
    if yes { return }
    let declined = Failure(
      "nothing is signed",
      hint: "'--yes' signs without asking",
      exit: .refused
    )
    guard let terminal = Terminal() else {
      throw Failure(
        "there is no terminal to ask on, and nothing is signed",
        hint: "'--yes' signs without asking",
        exit: .refused
      )
    }
    if !display.unseen.isEmpty {
      let question = "countersign: type 'unseen' to sign what is not shown, too: "
      guard terminal.ask(question) == "unseen" else { throw declined }
    }
    guard let answer = terminal.ask("countersign: \(act.verb) this as '\(signer)'? [y/N] "),
      ["y", "Y", "yes", "Yes"].contains(answer)
    else { throw declined }
  }
}
