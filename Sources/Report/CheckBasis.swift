package import GitObjects

/// What a verdict of `check` rests on.
package enum CheckBasis: Sendable {
  /// The range was judged here.
  case judgment
  /// The server's records; the one that led the commit there, where there is one.
  ///
  /// Nothing was looked at but the records, so nothing is said of changes.
  case records(LandedRecord?)

  /// The record that a deploy check by the ledger rests on.
  package struct LandedRecord: Sendable {
    /// The digest of the decision; `nil` for a baseline.
    package let decision: Digest?
    /// The reference that it led, escaped.
    package let target: String
    package let time: Timestamp
    /// The object that it lies on.
    package let object: ObjectID

    package init(decision: Digest?, target: String, time: Timestamp, object: ObjectID) {
      self.decision = decision
      self.target = target
      self.time = time
      self.object = object
    }
  }

  var isRecords: Bool { if case .records = self { true } else { false } }

  /// What the report says of it, one sentence each.
  var notes: [String] {
    guard case .records(let record?) = self else { return [] }
    guard record.decision != nil else {
      return [
        "it was on '\(record.target)' when the gate was set up there, at \(record.time): "
          + "nobody was asked about it"
      ]
    }
    return [
      "decided at \(record.time) for '\(record.target)'",
      "its changes were judged then, not here; "
        + "'countersign audit show \(record.object.short)' prints them",
    ]
  }

  var json: JSONValue {
    guard case .records(let record) = self else { return .object([("kind", .text("judgment"))]) }
    return .object([
      ("kind", .text("records")),
      ("decision", .optional(record?.decision.map { "sha256:\($0)" })),
      ("target", .optional(record?.target)), ("time", .optional(record.map { "\($0.time)" })),
      ("object", .optional(record.map { "\($0.object)" })),
    ])
  }
}
