import Detection

extension ClusterCases {
  /// Rules of Kyverno's policies: which hold, and what they make.
  static let kyverno: [DetectorCase] = [
    DetectorCase(
      "a rule of a policy that only tells",
      path,
      object("kyverno.io/v1", "ClusterPolicy", rule("validate: {failureAction: Enforce}")),
      object("kyverno.io/v1", "ClusterPolicy", rule("validate: {failureAction: Audit}")),
      .widened,
      admission,
      says: "removes the enforced rule 'a'",
      .high
    ),
    DetectorCase(
      "a rule that only tells in a policy that enforces",
      path,
      enforcing("validate: {message: a}"),
      enforcing("validate: {message: a, failureAction: Audit}"),
      .widened,
      admission,
      says: "removes the enforced rule 'a'",
      .high
    ),
    DetectorCase(
      "a check of images that only tells",
      path,
      object("kyverno.io/v1", "ClusterPolicy", rule("verifyImages: [{failureAction: Enforce}]")),
      object("kyverno.io/v1", "ClusterPolicy", rule("verifyImages: [{failureAction: Audit}]")),
      .widened,
      admission,
      says: "removes the enforced rule 'a'",
      .high
    ),
    DetectorCase(
      "a policy that makes objects",
      path,
      nil,
      object("kyverno.io/v1", "ClusterPolicy", rule("generate: {kind: RoleBinding}")),
      .widened,
      admission,
      says: "adds the rule 'a' that generates RoleBinding",
      .high
    ),
  ]

  private static func rule(_ text: String) -> String { "spec: {rules: [{name: a, \(text)}]}" }

  private static func enforcing(_ text: String) -> String {
    object(
      "kyverno.io/v1",
      "ClusterPolicy",
      "spec: {validationFailureAction: Enforce, rules: [{name: a, \(text)}]}"
    )
  }
}
