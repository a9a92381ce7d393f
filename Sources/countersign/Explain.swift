internal import ArgumentParser
internal import Gate
internal import Git
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// Tells an author before pushing what will be asked, and of whom.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a push would be asked for, of whom, and why.",
    usage: "countersign explain [<options>] [<range>]",
    discussion: """
      Judges here what the server would judge, with the approvals as last fetched.

        countersign explain
        countersign explain origin/main..HEAD --target release/2
        countersign explain v1.4..HEAD --environment production --format json

      Exit codes: 0 nothing more is asked, 1 something is, 2 it cannot be told.
      """
  )

  @Argument(
    help:
      "A range such as origin/main..HEAD; a lone revision means TARGET..REVISION. Without one, HEAD."
  )
  var range: String?
  @Option(help: ArgumentHelp("From here, in place of a range.", valueName: "revision"))
  var from: String?
  @Option(help: ArgumentHelp("To here, in place of a range.", valueName: "revision"))
  var to: String?
  @Option(help: ArgumentHelp("The reference that would move.", valueName: "ref"))
  var target: String?
  @Option(help: ArgumentHelp("The environment that would be deployed to.", valueName: "name"))
  var environment: String?
  @Flag(help: "The target would be deleted; the argument is where it is now.")
  var delete = false
  @Flag(help: "The target would move to something that does not contain what it is at.")
  var force = false
  @Option(
    help: ArgumentHelp(
      "The login that would push; without it, the author of the last commit, or whoever asks: git's countersign.login, or the e-mail that git commits with.",
      valueName: "login"
    )
  )
  var pusher: String?
  @Option(
    help: ArgumentHelp(
      "The push would have '-o countersign.break-glass=REASON'.",
      valueName: "reason"
    )
  )
  var breakGlass: String?
  @Option(help: ArgumentHelp("The policy: file:PATH or ref:REF:PATH.", valueName: "source"))
  var policy: String?
  @Option(help: ArgumentHelp("The remote that has the target.", valueName: "name"))
  var remote = "origin"
  @Option(help: "text or json.")
  var format = OutputFormat.text

  func run() async throws {
    await Failure.guarding {
      let clone = try Clone.open(policy: policy, remote: remote)
      let destination = try clone.destination(target: target, environment: environment)
      guard destination.entry != nil else { return ungated(destination) }
      let movement: Clone.Movement = delete ? .delete : force ? .force : .advance
      let range = try clone.range(try revisions(), to: destination, movement)
      let assumed = try await AssumedPusher.find(pusher, of: range.new, in: clone)
      let decision = try clone.decision(
        on: range,
        to: destination,
        pusher: assumed.pusher,
        breakGlass: breakGlass.map { Array($0.utf8) }
      )
      switch format {
      case .json:
        Streams.write(
          DecisionJSON.render(
            decision,
            policy: "\(clone.policies.digest)",
            source: "\(clone.origin)",
            reviewersPolicy: clone.reviewersPolicy
          )
        )
      case .text:
        let notes =
          [assumed.note] + Self.contributors(decision)
          + (try clone.repository.reference(.decisions) == nil ? [Self.noDecisions] : [])
        Streams.write(
          RefusalText.render(
            [decision],
            voice: .explain,
            notes: notes,
            policy: clone.reviewersPolicy
          )
        )
      }
      return decision.letsGo ? .allowed : .refused
    }
  }

  /// Whose approval of something in it does not count.
  private static func contributors(_ decision: Decision) -> [String] {
    let people = Set(decision.findings.flatMap(\.contributors.people)).map { "\($0)" }
    let others = Set(decision.findings.flatMap(\.contributors.outsiders)).map { Escaped.text($0) }
    let names = (people + others).sorted()
    return names.isEmpty ? [] : ["had a hand in it, and cannot approve it: \(Phrase.list(names))"]
  }

  static let noDecisions =
    "the server's decisions are not here, so no approval is taken as used already"

  private func revisions() throws -> String? {
    guard from != nil || to != nil else { return range }
    guard range == nil else {
      throw Failure("a range and '--from' or '--to' are two ways to say the same")
    }
    let to = to ?? "HEAD"
    return from.map { "\($0)..\(to)" } ?? to
  }

  private func ungated(_ destination: Destination) -> Exit {
    switch format {
    case .json: Streams.write(DecisionJSON.renderUngated(destination.name))
    case .text:
      var page = Page()
      page.add("'\(destination.name)' is not gated: nothing is asked")
      Streams.write(page.text)
    }
    return .allowed
  }
}
