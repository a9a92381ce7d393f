import Detection

/// The rights of jobs' tokens, scope by scope.
enum GitHubPermissionRule {
  static let permissions = Kind(
    "github-permissions",
    of: .iam,
    title: "A job's token may do more or less",
    help:
      "The token's rights are the job's permissions block, else the workflow's, else what the repository's settings say. 'id-token: write' lets the job act as a role in the cloud.",
    example: Kind.Example(
      path: ".github/workflows/release.yml",
      old: PipelineExamples.plain(permissions: "{contents: read}"),
      new: PipelineExamples.plain(permissions: "{contents: write}")
    )
  )
  static let kinds = [permissions]

  private struct Change: Hashable {
    let scope: String
    let from: String
    let to: String
    let direction: Direction
    let severity: Severity
  }

  static func compare(_ old: GitHubWorkflow, _ new: GitHubWorkflow) -> [Observation] {
    var jobs: [Change: [String]] = [:]
    var order: [Change] = []
    let names =
      new.pipeline.jobs.map(\.name)
      + old.pipeline.jobs.map(\.name).filter { new.permissions[$0] == nil }
    for name in names {
      for change in changes(old.permissions[name]?.0, new.permissions[name]?.0) {
        if jobs[change] == nil { order.append(change) }
        jobs[change, default: []].append(name)
      }
    }
    return order.map { change in
      let names = jobs[change] ?? []
      let line = names.compactMap { new.permissions[$0]?.line }.first
      return observation(
        change,
        names,
        line: line,
        oldLine: names.compactMap { old.permissions[$0]?.line }.first
      )
    }
  }

  private static func changes(_ old: GitHubPermissions?, _ new: GitHubPermissions?) -> [Change] {
    switch (old, new) {
    case (nil, nil), (.settings, .settings): return []
    // A job of one side only: the least that a token can do is not worth a word.
    case (nil, .settings): return [settings(.widened, from: "no token", to: "the settings' rights")]
    case (.settings, nil):
      return [settings(.narrowed, from: "the settings' rights", to: "no token")]
    case (nil, let new?):
      return scopes(.scopes([:], others: .none), new).filter { $0.to == "write" }
    case (let old?, nil):
      return scopes(old, .scopes([:], others: .none)).filter { $0.from == "write" }
    case (.settings, let new?): return first(new, adds: true)
    case (let old?, .settings): return first(old, adds: false)
    case (let old?, let new?): return scopes(old, new)
    }
  }

  private static func settings(_ direction: Direction, from: String, to: String) -> Change {
    Change(scope: "token", from: from, to: to, direction: direction, severity: .medium)
  }

  /// The first block where the settings ruled, or the last one that goes.
  private static func first(_ block: GitHubPermissions, adds: Bool) -> [Change] {
    let direction: Direction = block.writes ? .incomparable : adds ? .narrowed : .widened
    let words = ("the settings' rights", "a block of its own")
    var changes = [
      Change(
        scope: "token",
        from: adds ? words.0 : words.1,
        to: adds ? words.1 : words.0,
        direction: direction,
        severity: .high
      )
    ]
    // No settings give this one.
    if block.makesIdentity {
      changes += scopes(.scopes([:], others: .none), block, adds: adds, only: "id-token")
    }
    return changes
  }

  private static func scopes(
    _ old: GitHubPermissions,
    _ new: GitHubPermissions,
    adds: Bool = true,
    only: String? = nil
  ) -> [Change] {
    let names = only.map { [$0] } ?? old.named.union(new.named).sorted()
    return names.compactMap { scope in
      let levels = (old.level(of: scope), new.level(of: scope))
      let (from, to) = adds ? levels : (levels.1, levels.0)
      guard from != to else { return nil }
      let isCritical = scope == "*" || scope == "id-token"
      return Change(
        scope: scope,
        from: from.name,
        to: to.name,
        direction: from < to ? .widened : .narrowed,
        severity: to == .write ? isCritical ? .critical : .high : .medium
      )
    }
  }

  private static func observation(
    _ change: Change,
    _ jobs: [String],
    line: Int?,
    oldLine: Int?
  ) -> Observation {
    let shown = jobs.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    let more = jobs.count > 3 ? " and \(jobs.count - 3) more" : ""
    let whom = "for job\(jobs.count > 1 ? "s" : "") \(shown)\(more)"
    let verb =
      change.direction == .widened
      ? "raises" : change.direction == .narrowed ? "lowers" : "changes"
    let what =
      change.scope == "*"
      ? "every scope" : change.scope == "token" ? "the token" : "'\(change.scope)'"
    return Observation(
      permissions,
      change.direction,
      change.direction == .narrowed ? .low : change.severity,
      line: line,
      oldLine: oldLine,
      summary: "\(verb) \(what) from \(change.from) to \(change.to) \(whom)",
      witness: change.direction == .widened && change.scope != "token"
        ? "\(change.to) \(change.scope == "*" ? "every scope" : change.scope) as job \(jobs.first ?? "")"
        : nil
    )
  }
}
