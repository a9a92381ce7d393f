package import Detection
package import Policy

/// What the detectors of one class say of one change.
package struct ClassFacts: Hashable, Sendable {
  package let classID: ClassID
  /// Such as `path.modified` or `ref.rewound`.
  package let kind: String
  package let direction: Direction
  package let severity: Severity
  /// In the new file, counted from 1; of a deletion in the old one.
  package let line: Int?
  /// One sentence without a full stop, safe to print.
  package let summary: String
  /// A request that one side grants and the other does not, where it could be proved.
  package let witness: String?
  /// Names of the data it touches.
  package let data: [String]

  package init(
    classID: ClassID,
    kind: String,
    direction: Direction,
    severity: Severity,
    line: Int? = nil,
    summary: String,
    witness: String? = nil,
    data: [String] = []
  ) {
    self.classID = classID
    self.kind = kind
    self.direction = direction
    self.severity = severity
    self.line = line
    self.summary = summary
    self.witness = witness
    self.data = data
  }

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
