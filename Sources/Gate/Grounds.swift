package import GitObjects
package import Policy

/// What shows why an approval did not count, for whoever asks.
package enum Grounds: Hashable, Sendable {
  /// It was signed for other bytes of a path: what was approved, and what is pushed instead.
  case bytes(approved: FileChange, pushed: FileChange)
  /// It is for another target, raw.
  case target([UInt8])
  /// It was good until then.
  case ended(Timestamp)
  /// What made its signer one who had a hand in the change.
  case hand(Hand)

  /// A part in a change.
  package struct Hand: Hashable, Sendable {
    package enum Part: String, Sendable {
      case author, committer, signer, introducer, pusher
      case coAuthor = "co-author"
      /// Of an agent or automation that has one of the other parts.
      case operating = "operator"
    }

    package let person: PersonID
    package let part: Part
    /// The commit; `nil` for who pushed, and for who answers for that.
    package let commit: ObjectID?
  }
}
