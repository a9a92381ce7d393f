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
    var gained = new.filter { one in !old.contains { Self.covers($0.tuple, one.tuple) } }
    var lost = old.filter { one in !new.contains { Self.covers($0.tuple, one.tuple) } }
    pairRoles(&gained, &lost, &judgment)
    let (comes, goes) = (gained, lost)
    gained.removeAll { one in goes.contains { Self.owns($0.tuple, one.tuple) } }
    lost.removeAll { one in comes.contains { Self.owns($0.tuple, one.tuple) } }
    for one in gained { observe(one, isAdded: true, &judgment) }
    for one in lost { observe(one, isAdded: false, &judgment) }
    return judgment
  }

  /// What is around a nested block is judged by what is in it, if it comes or goes.
  private static func outer(_ path: String) -> String? {
    path.lastIndex(of: ".").map { "=" + path[..<$0] }
  }

  /// The same, or for everyone, without a condition, on a path above.
  private static func covers(_ a: AccessTuple, _ b: AccessTuple) -> Bool {
    isWithin(b.principal, a.principal) && a.role == b.role
      && (a.scope == b.scope || isAbove(a.scope, b.scope))
      && (a.condition == b.condition || a.condition.isEmpty)
  }

  /// Owners may give themselves any other role on what they own.
  private static func owns(_ a: AccessTuple, _ b: AccessTuple) -> Bool {
    ["roles/owner", "Owner"].contains(a.role) && a.principal == b.principal
      && (a.scope == b.scope || isAbove(a.scope, b.scope)) && a.condition.isEmpty
  }

  /// Whoever has an account of Google's is among those that are logged in.
  private static func isWithin(_ one: String, _ other: String) -> Bool {
    if one == other || other == "allUsers" { return true }
    return other == "allAuthenticatedUsers"
      && ["user:", "group:", "serviceAccount:", "domain:"].contains(where: one.hasPrefix)
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
    for one in gained {
      let place = lost.firstIndex {
        $0.tuple.principal == one.tuple.principal && $0.tuple.scope == one.tuple.scope
          && $0.tuple.role != one.tuple.role
      }
      guard let place, let before = RoleRank.of(lost[place].tuple.role),
        let after = RoleRank.of(one.tuple.role), before != after
      else {
        rest.append(one)
        continue
      }
      let old = lost.remove(at: place)
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
