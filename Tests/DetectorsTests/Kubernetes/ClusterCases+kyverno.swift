import Detection

extension ClusterCases {
  /// Rules of Kyverno's policies: which hold, and what they make.
  static let kyverno: [DetectorCase] = [
    rule(
      "a rule of a policy that only tells",
      "validate: {failureAction: Enforce}",
      "validate: {failureAction: Audit}"
    ),
    rule(
      "a rule that only tells in a policy that enforces",
      "validate: {message: a}",
      "validate: {message: a, failureAction: Audit}",
      in: "validationFailureAction: Enforce, "
    ),
    rule(
      "a check of images that only tells",
      "verifyImages: [{failureAction: Enforce}]",
      "verifyImages: [{failureAction: Audit}]"
    ),
    rule(
      "a policy that makes objects",
      nil,
      "generate: {kind: RoleBinding}",
      says: "adds the rule 'a' that generates RoleBinding"
    ),
  ]

  /// A rule `a` that holds less back; `policy` is what its policy says besides.
  private static func rule(
    _ name: String,
    _ old: String?,
    _ new: String,
    in policy: String = "",
    says: String = "removes the enforced rule 'a'"
  ) -> DetectorCase {
    func text(_ rule: String) -> String {
      object("kyverno.io/v1", "ClusterPolicy", "spec: {\(policy)rules: [{name: a, \(rule)}]}")
    }
    return DetectorCase(
      name,
      path,
      old.map(text),
      text(new),
      .widened,
      admission,
      says: says,
      .high
    )
  }
}
