import Detection
import HCL

/// Lists by whose names the items are what is allowed: more of them allow more, whatever the resource is.
enum AllowedLists {
  static let allowed = Kind(
    "terraform-allowed",
    of: .iam,
    title: "A list of who or what is allowed changed",
    help: """
      The name of the argument says that its items are let in, trusted or chosen from; no rule knows the resource \
      better. A list that was not there may have meant all.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: example("\"openid\""),
      new: example("\"openid\", \"aws.cognito.signin.user.admin\"")
    )
  )

  private static func example(_ scopes: String) -> String {
    "resource \"aws_cognito_user_pool_client\" \"a\" {\n  allowed_oauth_scopes = [\(scopes)]\n}\n"
  }

  static func judgment(of changes: [BlockChange], explained: [String: Set<String>])
    -> TerraformJudgment
  {
    var judgment = TerraformJudgment()
    for change in changes {
      let known = explained[change.address] ?? []
      for difference in change.differences {
        guard isOfAllowed(difference.path), !Residue.isExplained(difference.path, by: known),
          let old = difference.old?.list,
          let new = difference.new?.list
        else { continue }
        judgment.explain([difference.path], of: change)
        observe(difference, old, new, change, &judgment)
      }
    }
    return judgment
  }

  private static func observe(
    _ difference: Difference,
    _ old: [Value],
    _ new: [Value],
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    let (before, after) = (Set(old.map(\.rendered)), Set(new.map(\.rendered)))
    let more = new.map(\.rendered).filter { !before.contains($0) }
    let fewer = old.map(\.rendered).filter { !after.contains($0) }
    guard !more.isEmpty || !fewer.isEmpty else { return }
    // None may stand for all, and an item may be one that is left out.
    let isUnsure = new.isEmpty || (more + fewer).contains { $0.hasPrefix("!") || $0.hasPrefix("-") }
    let name = change.spelled(difference.path)
    let words = [
      more.isEmpty ? nil : "adds \(list(more)) to",
      fewer.isEmpty ? nil : "removes \(list(fewer)) from",
    ].compactMap(\.self).joined(separator: " and ")
    judgment.observe(
      change.observation(
        allowed,
        isUnsure
          ? .incomparable : fewer.isEmpty ? .widened : more.isEmpty ? .narrowed : .incomparable,
        more.isEmpty ? .low : .medium,
        old: difference.old,
        new: difference.new,
        summary: "\(words) '\(name)' of \(change.address)"
      ),
      of: change
    )
  }

  private static func list(_ items: [String]) -> String {
    let shown = items.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
    return items.count > 3 ? "\(shown) and \(items.count - 3) more" : shown
  }

  private static func isOfAllowed(_ path: String) -> Bool {
    let words = Set(
      path.lowercased().split { $0 == "." || $0 == "_" || $0 == "-" }.map(String.init)
    )
    return !words.isDisjoint(with: allowing) && words.isDisjoint(with: keepingOut)
  }

  private static let allowing: Set<String> = [
    "allow", "allowed", "allowlist", "whitelist", "trusted", "permitted", "authorized", "eligible",
    "exempted",
  ]
  private static let keepingOut: Set<String> = [
    "not", "deny", "denied", "disallowed", "block", "blocked", "except", "exclude", "excluded",
    "reviewers", "approvers",
  ]
}
