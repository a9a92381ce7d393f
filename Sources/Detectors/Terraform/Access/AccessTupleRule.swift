package import Detection
import HCL

/// Members of roles, groups and teams: who gets which role on what.
package struct AccessTupleRule: TerraformRule {
  package init() {}

  package static let member = Kind(
    "role-member",
    of: .iam,
    title: "Role given or taken",
    help: "Somebody gets a role on a project, a group, a team or a resource, or loses it.",
    example: Kind.Example(
      path: "main.tf",
      old: nil,
      new: """
        resource "google_project_iam_member" "x" {
          project = "shop"
          role    = "roles/owner"
          member  = "user:ann@example.com"
        }
        """
    )
  )

  package var kinds: [Kind] { [Self.member] }

  package func covers(_ block: TerraformSubject) -> Bool {
    (block.kind == "resource" || block.type == "google_iam_policy")
      && AccessShape.shape(of: block.type) != nil
  }

  private struct Sided {
    let tuple: AccessTuple
    let change: BlockChange
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    var (old, new): ([Sided], [Sided]) = ([], [])
    for change in changes {
      guard let shape = AccessShape.shape(of: change.type) else { continue }
      old += (change.old.map(shape.tuples) ?? []).map { Sided(tuple: $0, change: change) }
      new += (change.new.map(shape.tuples) ?? []).map { Sided(tuple: $0, change: change) }
      let other = shape.scopes == nil ? ["*"] : shape.scopes ?? []
      judgment.explain(
        shape.principals + shape.roles + other + ["condition", "for_each"]
          + shape.nested + shape.nested.compactMap(Self.outer),
        of: change
      )
    }
    var gained = Self.rest(of: new, without: old)
    var lost = Self.rest(of: old, without: new)
    pairRoles(&gained, &lost, &judgment)
    let (comes, goes) = (Self.owners(among: gained), Self.owners(among: lost))
    gained.removeAll { Self.owns($0.tuple, by: goes) }
    lost.removeAll { Self.owns($0.tuple, by: comes) }
    for one in gained { observe(one, isAdded: true, &judgment) }
    for one in lost { observe(one, isAdded: false, &judgment) }
    return judgment
  }

  /// What is around a nested block is judged by what is in it, if it comes or goes.
  private static func outer(_ path: String) -> String? {
    path.lastIndex(of: ".").map { "=" + path[..<$0] }
  }

  private static func rest(of ones: [Sided], without others: [Sided]) -> [Sided] {
    let known = Dictionary(grouping: others) { [$0.tuple.role, $0.tuple.principal] }
    return ones.filter { one in
      !circles(of: one.tuple.principal).contains { circle in
        known[[one.tuple.role, circle]]?.contains { covers($0.tuple, one.tuple) } ?? false
      }
    }
  }

  /// The same role of the same, without a condition, on a path above.
  private static func covers(_ a: AccessTuple, _ b: AccessTuple) -> Bool {
    (a.scope == b.scope || isAbove(a.scope, b.scope))
      && (a.condition == b.condition || a.condition.isEmpty)
  }

  private static func owners(among ones: [Sided]) -> [String: [AccessTuple]] {
    Dictionary(
      grouping: ones.map(\.tuple).filter {
        ["roles/owner", "Owner"].contains($0.role) && $0.condition.isEmpty
      },
      by: \.principal
    )
  }

  /// Owners may give themselves any other role on what they own.
  private static func owns(_ one: AccessTuple, by owners: [String: [AccessTuple]]) -> Bool {
    owners[one.principal]?.contains { $0.scope == one.scope || isAbove($0.scope, one.scope) }
      ?? false
  }

  /// Whoever has an account of Google's is among those that are logged in, and everybody is somebody.
  private static func circles(of principal: String) -> [String] {
    let isAccount = ["user:", "group:", "serviceAccount:", "domain:"]
      .contains(where: principal.hasPrefix)
    return [principal, "allUsers"] + (isAccount ? ["allAuthenticatedUsers"] : [])
  }

  /// Azure's scopes are paths: who has a role on one has it on all below.
  private static func isAbove(_ scope: String, _ other: String) -> Bool {
    scope.hasPrefix("/subscriptions/") && other.hasPrefix(scope + "/")
  }

  /// One role in the place of another: higher or lower, where that is known.
  private func pairRoles(
    _ gained: inout [Sided],
    _ lost: inout [Sided],
    _ judgment: inout TerraformJudgment
  ) {
    var rest: [Sided] = []
    var places = Dictionary(grouping: lost.indices) {
      [lost[$0].tuple.principal, lost[$0].tuple.scope]
    }
    var paired: Set<Int> = []
    for one in gained {
      let owner = [one.tuple.principal, one.tuple.scope]
      let place = places[owner]?.first { lost[$0].tuple.role != one.tuple.role }
      guard let place, let before = RoleRank.of(lost[place].tuple.role),
        let after = RoleRank.of(one.tuple.role), before != after
      else {
        rest.append(one)
        continue
      }
      let old = lost[place]
      places[owner]?.removeAll { $0 == place }
      paired.insert(place)
      let isRaised = after > before
      let severity: Severity =
        isRaised ? (RoleRank.isAdministrative(one.tuple.role) ? .critical : .high) : .low
      judgment.observe(
        one.change.observation(
          Self.member,
          isRaised ? .widened : .narrowed,
          severity,
          old: old.change.old?["role"] ?? old.tuple.value,
          new: one.change.new?["role"] ?? one.tuple.value,
          summary:
            "\(isRaised ? "raises" : "lowers") \(one.tuple.principal) from \(old.tuple.role) to "
            + "\(one.tuple.role) in \(one.change.address)"
        ),
        of: one.change
      )
    }
    gained = rest
    lost = lost.indices.filter { !paired.contains($0) }.map { lost[$0] }
  }

  private func observe(_ one: Sided, isAdded: Bool, _ judgment: inout TerraformJudgment) {
    let tuple = one.tuple
    let principal = tuple.principal.lowercased()
    let isPublic = principal.contains("allusers") || principal.contains("authenticatedusers")
    let isHigh = isPublic || RoleRank.isAdministrative(tuple.role)
    let place = tuple.scope.isEmpty ? "" : " on \(tuple.scope)"
    judgment.observe(
      one.change.observation(
        Self.member,
        isAdded ? .widened : .narrowed,
        isAdded ? (isHigh ? .critical : .high) : .low,
        old: isAdded ? nil : tuple.value,
        new: isAdded ? tuple.value : nil,
        summary:
          "\(isAdded ? "gives" : "takes") \(tuple.role)\(place) \(isAdded ? "to" : "from") \(tuple.principal)"
      ),
      of: one.change
    )
  }
}
