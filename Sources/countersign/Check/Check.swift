internal import ArgumentParser
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// What a deploy stage asks before it goes on.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Decide whether a commit may be deployed, or a range may land.",
    usage: "countersign check [<options>] [<range>]",
    discussion: """
      With --to alone: by the server's signed records. With a range, or --from: judges that range itself, for hosts \
      without our hooks, and says so.

        countersign check --environment production --to "$COMMIT"
        countersign check --from "$DEPLOYED" --to "$COMMIT" --target main
        countersign check origin/main..HEAD --target main --wait 30m --format github

      Exit codes: 0 allowed, 1 refused, 2 could not decide. Anything but 0 stops the stage.
      """
  )

  @Argument(help: "A range such as origin/main..HEAD, judged by itself.")
  var range: String?
  @Option(help: ArgumentHelp("The environment that is deployed to.", valueName: "name"))
  var environment: String?
  @Option(help: ArgumentHelp("The reference that would move.", valueName: "ref"))
  var target: String?
  @Option(
    help: ArgumentHelp(
      "Judge from here, in place of trusting the server's records.",
      valueName: "revision"
    )
  )
  var from: String?
  @Option(help: ArgumentHelp("The commit to deploy; without it, HEAD.", valueName: "revision"))
  var to: String?
  @Option(
    help: ArgumentHelp(
      "The login that pushed, where the pipeline knows it from its host; without it, nobody.",
      valueName: "login"
    )
  )
  var pusher: String?
  @Option(
    help: ArgumentHelp(
      "The policy: file:PATH or ref:REF:PATH; never read from the commit under test.",
      valueName: "source"
    )
  )
  var policy: String?
  @Option(help: ArgumentHelp("The remote that --wait fetches approvals from.", valueName: "name"))
  var remote = "origin"
  @Option(
    help: ArgumentHelp(
      "Fetch the approvals again until it is allowed, for at most this long: 30m.",
      valueName: "duration"
    )
  )
  var wait: String?
  @Flag(
    help:
      "Sign the verdict with countersign.signingKey and add it to refs/notes/countersign/deployments."
  )
  var record = false
  @Option(help: "text, json, sarif, junit, markdown or github.")
  var format = ReportFormat.text

  func run() async throws {
    await Failure.guarding(output: format) {
      guard target != nil || environment != nil else {
        throw Failure(
          "'check' needs to know where to",
          hint: "give '--environment NAME' or '--target REF'"
        )
      }
      var report = try await finalReport()
      if record {
        try DeploymentRecord(report).add(in: try Clone.open(policy: policy, remote: remote))
        report.notes.append(
          "the verdict is on record; send it with 'git push \(Escaped.text(remote)) refs/notes/countersign/deployments'"
        )
      }
      try publish(report)
      return report.decision.letsGo ? .allowed : .refused
    }
  }

  private func publish(_ report: CheckReport) throws {
    Streams.write(report.rendered(as: format))
    guard format == .github, let summary = ProcessEnvironment.value(of: "GITHUB_STEP_SUMMARY"),
      !summary.isEmpty
    else { return }
    try Files.append(Array(report.rendered(as: .markdown).utf8), to: summary)
  }

  /// Judges again and again until it is allowed or the time is over.
  private func finalReport() async throws -> CheckReport {
    let waiting = try Waiting(wait, remote: remote)
    while true {
      try await waiting?.fetchApprovals()
      let report = try report()
      guard let waiting, !report.decision.letsGo, report.canBeWaitedFor, try await waiting.pause()
      else { return report }
    }
  }

  private func report() throws -> CheckReport {
    let clone = try Clone.open(policy: policy, remote: remote)
    let new = try RangeUnderTest.commit(to ?? "HEAD", in: clone)
    let destination = try clone.destination(target: target, environment: environment)
    guard range != nil || from != nil else {
      return try ledgerReport(consume clone, on: new, destination)
    }
    let test = RangeUnderTest(range: range, from: from, to: to, pusher: pusher)
    return try test.report(in: clone, destination)
  }

  private func ledgerReport(
    _ clone: consuming Clone,
    on commit: ObjectID,
    _ destination: Destination
  ) throws -> CheckReport {
    let (digest, source) = ("\(clone.policies.digest)", "\(clone.origin)")
    let verdict = try LedgerCheck(clone: clone).verdict(on: commit, to: destination)
    return CheckReport(
      decision: verdict.decision,
      basis: .records(verdict.record),
      notes: ["the commit is \(commit)"] + verdict.remarks,
      policyDigest: digest,
      policySource: source,
      version: Countersign.version
    )
  }
}

extension ReportFormat: ExpressibleByArgument {}
