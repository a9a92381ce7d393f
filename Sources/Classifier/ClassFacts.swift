package import Detection
package import Policy

/// What the detectors of one class say of one change, joined.
package struct ClassFacts: Hashable, Sendable {
  package let classID: ClassID
  /// Such as `iam.aws-policy`, `path.modified` or `ref.rewound`: of the worst observation.
  package let kind: String
  /// Of the others.
  package let otherKinds: [String]
  /// The worst of all.
  package let direction: Direction
  /// The gravest of all.
  package private(set) var severity: Severity
  /// In the new file, counted from 1; of a deletion in the old one.
  package let line: Int?
  /// One sentence without a full stop, safe to print.
  package let summary: String
  /// A request that one side grants and the other does not, where it could be proved.
  package let witness: String?
  /// Names of the data it touches, and of the policy's `data` that they are.
  package let data: [String]
  /// Where it takes effect, besides what the path tells.
  package private(set) var environments: [String]

  package init(
    classID: ClassID,
    kind: String,
    otherKinds: [String] = [],
    direction: Direction,
    severity: Severity,
    line: Int? = nil,
    summary: String,
    witness: String? = nil,
    data: [String] = [],
    environments: [String] = []
  ) {
    self.classID = classID
    self.kind = kind
    self.otherKinds = otherKinds
    self.direction = direction
    self.severity = severity
    self.line = line
    self.summary = summary
    self.witness = witness
    self.data = data
    self.environments = environments
  }

  package var kinds: [String] { [kind] + otherKinds }

  /// A move of the reference: always class `policy`.
  package static func refMove(kind: String, ref: String) -> ClassFacts {
    let verb: String =
      switch kind {
      case "ref.created": "creates"
      case "ref.deleted": "deletes"
      case "ref.rewound": "rewinds"
      default: "moves"
      }
    return ClassFacts(
      classID: .policy,
      kind: kind,
      direction: .unknown,
      severity: .critical,
      summary: "\(verb) \(ref)"
    )
  }
}

extension ClassFacts {
  /// Joins what was said of the same change in the same class elsewhere: with other files around it, or against
  /// another parent.
  package func joined(with other: ClassFacts) -> ClassFacts {
    guard self != other else { return self }
    let (worse, better) =
      (other.direction, self.severity) < (direction, other.severity) ? (other, self) : (self, other)
    func union(_ a: [String], _ b: [String]) -> [String] { a + b.filter { !a.contains($0) } }
    return ClassFacts(
      classID: classID,
      kind: worse.kind,
      otherKinds: union(worse.otherKinds, better.kinds).filter { $0 != worse.kind },
      direction: worse.direction,
      severity: max(severity, other.severity),
      line: worse.line,
      summary: worse.summary,
      witness: worse.witness,
      data: union(worse.data, better.data),
      environments: union(worse.environments, better.environments)
    )
  }
}

extension ClassFacts {
  /// The same of the highest severity.
  var grave: ClassFacts {
    var facts = self
    facts.severity = .critical
    return facts
  }

  /// The same, in these environments too.
  func touching(_ names: [String]) -> ClassFacts {
    var facts = self
    facts.environments += names.filter { !environments.contains($0) }
    return facts
  }
}
