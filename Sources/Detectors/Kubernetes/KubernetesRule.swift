package import Detection

/// What a rule finds between two sides.
package struct Findings: Sendable {
  package var observations: [Observation] = []
  /// The first difference that could not be judged.
  package var unclear: Unclear?

  package struct Unclear: Sendable {
    package let line: Int?
    package let reason: String
  }

  package init() {}

  package mutating func add(_ other: Findings) {
    observations += other.observations
    unclear = unclear ?? other.unclear
  }

  package mutating func doubt(_ line: Int?, _ reason: String) {
    unclear = unclear ?? Unclear(line: line, reason: reason)
  }

  /// What several branches of a template share is said once.
  package mutating func leaveOutRepeated() {
    var known: Set<Observation> = []
    observations = observations.filter { known.insert($0).inserted }
  }

  /// What a detector answers with them.
  package var reading: Reading {
    guard let unclear else { return .understood(observations) }
    return .partial(observations, line: unclear.line, reason: unclear.reason)
  }
}

extension FactComparison {
  package var findings: Findings {
    var result = Findings()
    result.observations = observations
    if let unclear { result.doubt(unclear.line, unclear.reason) }
    return result
  }
}

/// Judges one aspect of the objects of a cluster.
protocol KubernetesRule: Sendable {
  static var kinds: [Kind] { get }
  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings
}

/// A rule that looks at each object by itself.
protocol KubernetesFactRule: KubernetesRule {
  static func state(_ object: KubernetesObject, in facts: inout Facts)
}

extension KubernetesFactRule {
  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    FactComparison(old: facts(of: old), new: facts(of: new), isTemplate: Unfilled.standsBesideName)
      .findings
  }

  private static func facts(of manifest: KubernetesManifest) -> Facts {
    var facts = Facts()
    for object in manifest.objects {
      facts.owners.insert(object.identity)
      state(object, in: &facts)
    }
    return facts
  }
}
