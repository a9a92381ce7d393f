internal import Classifier
internal import Approvals
internal import ArgumentParser
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Policy
internal import Report
internal import SSH

/// Shows what is being approved, asks, signs it with the reviewer's own key, and leaves the trailer.
struct Approve: AsyncParsableCommand {
  enum Carrier: String, ExpressibleByArgument, CaseIterable { case message, commit, note }

  static let configuration = CommandConfiguration(
    abstract: "Sign your approval of exactly these changes for exactly this target.",
    discussion: "Example: countersign approve origin/main..feature --target refs/heads/main --as note --push")

  @Argument(help: "A range such as origin/main..feature; a lone revision means TARGET..REVISION.")
  var range: String?
  @Option(help: "The reference that is to move.")
  var target = "refs/heads/main"
  @Option(name: .customLong("as"), help: "Where the approval goes: message (amends HEAD), commit, or note.")
  var carrier = Carrier.note
  @Option(help: "The key to sign with; without one, git's user.signingKey.")
  var key: String?
  @Option(help: "Why, in one line; signed with the rest.")
  var reason: String?
  @Option(help: "For how long, for example 7d; without it, as long as the policy lets an approval live.")
  var expires: String?
  @Option(help: "The policy: file:PATH or ref:REF:PATH.")
  var policy: String?
  @Option(help: "The remote that --push pushes to.")
  var remote = "origin"
  @Flag(help: "Push the note.")
  var push = false
  @Flag(help: "Print the statement and the stock commands instead of signing.")
  var print = false
  @Flag(help: "Do not ask.")
  var yes = false

  func run() async throws {
    await Failure.guarding {
      let identity = try await committer()
      let work = try prepare(identity)
      Streams.write(work.shown)
      if self.print {
        Streams.write(StockCommands(work: work, identity: identity).text)
        return .allowed
      }
      try await showDifference(work)
      guard yes || Prompt.confirm("countersign: approve this as '\(work.reviewer)'? [y/N] ") else {
        throw Failure("nothing is signed", hint: "'--yes' approves without asking", exit: .refused)
      }
      if carrier == .commit {
        try await commit(work, identity)
      } else {
        let blob = try await sign(work.statement)
        let trailer = Trailer(
          name: identity.name, email: identity.email, statement: work.statement, signature: .ssh(blob))
        try await leave(trailer, work)
      }
      return .allowed
    }
  }

  // MARK: what is approved

  struct Work {
    let statement: Statement
    let reviewer: PersonID
    /// The objects that a note goes on.
    let annotated: [ObjectID]
    let shown: String
    let range: String
    let paths: [String]
  }

  private func prepare(_ identity: Committer) throws -> Work {
    let clone = try Clone.open(policy: policy)
    guard let reviewer = clone.policies.policy.person(email: identity.email), reviewer.kind == .human else {
      throw Failure(
        "'\(Escaped.text(identity.email))' is no person of the policy", hint: "set git's user.email to the one that the policy has")
    }
    let name = try clone.target(target)
    guard let entry = clone.policies.policy.target(for: name) else { throw Failure("'\(name)' is not gated: it needs no approval") }
    let range = try clone.range(range, target: name)
    let (gathered, decision) = try clone.judge(range, target: TargetName(name), entry: entry)
    let findings = decision.findings.filter { !$0.onlyRefusals }
    guard !findings.isEmpty else { throw Failure("nothing in \(range.old.short)..\(range.new.short) needs an approval") }
    let validFor = try expires.map { text in
      guard let seconds = PolicyDuration.seconds(text) else { throw Failure("'\(text)' is no time such as 7d") }
      return seconds
    }
    let statement = Statement(
      repository: Array(clone.policies.policy.repository.utf8), target: name.bytes,
      reviewer: Array(reviewer.id.rawValue.utf8),
      classes: Set(findings.map(\.classID)).map { Array($0.rawValue.utf8) }, issued: clone.now,
      expires: clone.now.adding(seconds: validFor ?? clone.policies.policy.approvals.validFor),
      changes: Array(Set(findings.map(\.id))),
      tree: clone.policies.policy.approvals.binding == .tree ? gathered.proposal.resultingTree : nil,
      reason: reason.map { Array($0.utf8) })
    return Work(
      statement: statement, reviewer: reviewer.id, annotated: annotated(findings, range.new),
      shown: shown(findings, name), range: "\(range.old)..\(range.new)", paths: paths(findings))
  }

  /// The blobs of the changes, so that the note survives squash and rebase; the tip for moves of the reference.
  private func annotated(_ findings: [Finding], _ tip: ObjectID) -> [ObjectID] {
    let objects = findings.map { finding in
      if case .file(let change) = finding.subject { change.annotated ?? tip } else { tip }
    }
    return Set(objects).sorted()
  }

  private func paths(_ findings: [Finding]) -> [String] {
    Set(findings.compactMap { finding in
      if case .file(let change) = finding.subject { change.path.utf8 } else { nil }
    }).sorted()
  }

  private func shown(_ findings: [Finding], _ target: RefName) -> String {
    var text = "countersign: to approve for '\(target)':\n"
    for finding in findings {
      text += "countersign:   \(finding.facts.summary) (\(finding.classID), \(finding.facts.direction.rawValue))\n"
    }
    return text + "countersign: \(findings.count) of \(findings.count) shown\n"
  }

  private func showDifference(_ work: Work) async throws {
    guard !work.paths.isEmpty, !work.range.hasPrefix("\(ObjectID.zero)") else { return }
    let ends = work.range.split(separator: "..").map(String.init)
    var arguments = ["-c", "core.fsmonitor=", "--no-replace-objects"]
    if !Streams.isOutputTerminal { arguments.append("--no-pager") }
    arguments += ["diff", "--no-ext-diff", "--no-textconv", "--no-renames"] + ends + ["--"]
    _ = try await ChildProcess.succeeds("git", arguments + work.paths.map { ":(literal,top)\($0)" })
  }

  // MARK: signing

  struct Committer {
    let name: [UInt8]
    let email: [UInt8]
  }

  private func committer() async throws -> Committer {
    let line = Array(try await ChildProcess.line("git", ["var", "GIT_COMMITTER_IDENT"]).utf8)
    guard let identity = Identity(parsing: line) else { throw Failure("git does not know who you are", hint: "set git's user.name and user.email") }
    return Committer(name: identity.name, email: identity.email)
  }

  private func signingKey() async throws -> String {
    if let key { return key }
    let configured = try? await ChildProcess.line("git", ["config", "--type=path", "user.signingKey"])
    guard let configured, !configured.isEmpty else {
      throw Failure("no key to sign with", hint: "give '--key ~/.ssh/id_ed25519', or set git's user.signingKey")
    }
    return configured
  }

  /// `ssh-keygen` signs, so that agents, passphrases and hardware keys work.
  private func sign(_ statement: Statement) async throws -> [UInt8] {
    let armor = try await ChildProcess.output(
      "ssh-keygen", ["-Y", "sign", "-q", "-n", "countersign", "-f", try await signingKey()], input: statement.encoded)
    var lines = armor.split(separator: 0x0A).map { Array($0) }
    lines = lines.filter { !$0.starts(with: "-----".utf8) }
    guard let blob = Base64.decode(Array(lines.joined())) else { throw Failure("'ssh-keygen' made no signature") }
    return blob
  }

  // MARK: leaving the trailer

  private func leave(_ trailer: Trailer, _ work: Work) async throws {
    switch carrier {
    case .note:
      let line = String(decoding: trailer.unfolded, as: UTF8.self)
      for object in work.annotated {
        _ = try await ChildProcess.output("git", ["notes", "--ref", "countersign/approvals", "append", "-m", "\(Trailer.key): \(line)", "\(object)"])
      }
      Streams.write("countersign: noted on \(work.annotated.count) objects\n")
      if push { try await pushNotes() } else {
        Streams.write("countersign: next: git push \(remote) refs/notes/countersign/approvals\n")
      }
    case .message:
      let message = try await ChildProcess.output("git", ["log", "-1", "--format=%B"])
      let amended = try await ChildProcess.output(
        "git", ["interpret-trailers", "--no-divider", "--if-exists", "add", "--trailer", "\(Trailer.key): \(String(decoding: trailer.unfolded, as: UTF8.self))"], input: message)
      _ = try await ChildProcess.output("git", ["commit", "--quiet", "--amend", "--allow-empty", "--cleanup=verbatim", "--file=-"], input: amended)
      Streams.write("countersign: HEAD is amended\n")
    case .commit: break
    }
  }

  private func commit(_ work: Work, _ identity: Committer) async throws {
    let trailer = Trailer(name: identity.name, email: identity.email, statement: work.statement, signature: .commit)
    let message = Array("Approve \(work.statement.changes.count) changes\n\n".utf8) + trailer.folded
    let key = try await signingKey()
    // Author and committer lines must be the same byte for byte, so both get the same moment.
    let moment = "\(Clock.now().seconds) +0000"
    _ = try await ChildProcess.output(
      "env", ["GIT_AUTHOR_DATE=\(moment)", "GIT_COMMITTER_DATE=\(moment)", try ChildProcess.path(of: "git"), "-c", "gpg.format=ssh", "-c", "user.signingKey=\(key)", "commit", "--quiet", "--allow-empty", "-S", "--cleanup=verbatim", "--file=-"],
      input: message)
    Streams.write("countersign: the approval is the new HEAD\n")
  }

  /// Another reviewer may have been faster: their notes are fetched, ours are united with them, and pushed again.
  private func pushNotes() async throws {
    let ref = "refs/notes/countersign/approvals"
    for _ in 0..<5 {
      if try await ChildProcess.succeeds("git", ["push", "--quiet", remote, ref]) {
        Streams.write("countersign: pushed\n")
        return
      }
      guard try await ChildProcess.succeeds("git", ["fetch", "--quiet", remote, "+\(ref):refs/notes/countersign-remote/approvals"]) else { break }
      _ = try await ChildProcess.output("git", ["notes", "--ref", "countersign/approvals", "merge", "-s", "union", "refs/notes/countersign-remote/approvals"])
    }
    throw Failure("the approvals could not be pushed to '\(remote)'", hint: "run 'git push \(remote) \(ref)'")
  }
}

/// The same approval with nothing but git and ssh-keygen.
struct StockCommands {
  let work: Approve.Work
  let identity: Approve.Committer

  var text: String {
    let placeholder = Trailer(
      name: identity.name, email: identity.email, statement: work.statement, signature: .commit)
    let value = String(decoding: placeholder.unfolded, as: UTF8.self)
    let repository = " repository=\(String(decoding: work.statement.repository, as: UTF8.self))"
    var line = value
    if let range = line.firstRange(of: repository) { line.removeSubrange(range) }
    line = line.replacingSuffix(" signature=commit", with: "")
    var text = "\ncat >statement <<'END'\n" + String(decoding: work.statement.encoded, as: UTF8.self) + "END\n"
    text += "ssh-keygen -Y sign -n countersign -f ~/.ssh/id_ed25519 statement\n"
    text += "signature=$(sed '/^-----/d' statement.sig | tr -d '\\n')\n"
    for object in work.annotated {
      text += "git notes --ref=countersign/approvals append -m \\\n"
      text += "  \"\(Trailer.key): \(line) signature=ssh:$signature\" \\\n  \(object)\n"
    }
    return text + "git push origin refs/notes/countersign/approvals\n"
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
  }
}
