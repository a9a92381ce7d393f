internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// Judges a push before any reference moves.
///
/// Refused is the verdict until everything has said otherwise.
///
/// What one update comes to is in UpdateJudge.swift, what holds for the push as a whole in
/// PushVerdict.swift, what is kept of it in PushRecording.swift.
package struct PreReceive: ~Copyable {
  let server: Server
  let pusher: Pusher
  /// Where the policy is read from, its reference resolved to the one that really moves.
  let policySource: PolicySource
  let options: PushOptions

  package init(_ environment: HookEnvironment, gitDirectory: [UInt8]) throws {
    if environment.isShallowPush {
      throw Server.undecidable(
        .unsupportedRepository,
        "the pushed history is cut off, and what is missing cannot be judged",
        hint: "run 'git fetch --unshallow' in the clone and push again"
      )
    }
    if environment.hasNamespace {
      throw Server.undecidable(
        .unsupportedRepository,
        "'GIT_NAMESPACE' is set, and what git moves is not the reference that the hook is told of",
        hint: "serve the repository without namespaces"
      )
    }
    let options = try PushOptions(environment)
    let server = try Server.open(
      gitDirectory: gitDirectory,
      objectDirectories: environment.objectDirectories
    )
    if let host = server.configuration.host, server.host == nil {
      throw Server.undecidable(
        .policyInvalid,
        "'countersign.host' is '\(Escaped.text(host))', which is no host",
        hint: "the server's admin can run 'countersign doctor'"
      )
    }
    let source = try server.configuration.policy.resolved(in: server.repository)
    pusher = server.host?.pusher(in: environment) ?? .nobody
    policySource = source
    self.options = options
    self.server = server
  }

  /// Judges every update and records what was decided, before anything is let go.
  package borrowing func run(_ updates: [RefUpdate]) throws -> Verdict {
    try server.catchUp()
    let push = try Push(
      updates,
      in: server.repository,
      under: server.policies.policy,
      policyRef: policySource.ref
    )
    let judged = try push.updates.map { update in
      try checkTime()
      return try judge(update, of: push)
    }
    var verdict = Verdict(judged)
    verdict.messagePrefix = server.host?.messagePrefix ?? ""
    if server.configuration.mode == .observe { verdict.observe() }
    try server.refuseUnrecordable(&verdict)
    try record(&verdict, introduced: verdict.isRefused ? [] : try introductions(judged))
    return verdict
  }

  /// A push of very many references is bounded like one of very many commits.
  private borrowing func checkTime() throws {
    do {
      try server.configuration.limits.walk.checkTime()
    } catch {
      throw GatheringError(error)
    }
  }
}
