package import Detection
package import GitObjects

/// What a change means, whatever a policy asks.
package struct Meaning: Sendable {
  package let change: FileChange
  /// `nil` where no detector reads such a file; empty where nothing of access changes.
  package let observations: [Observation]?

  package init(of change: FileChange, reading read: ReadPair, by detectors: [any Detector]) {
    self.change = change
    observations = FileReadings(read, of: change.path, by: detectors).everything(of: change)
  }
}

extension Observation {
  /// The sentence, safe to print.
  package var shownSummary: String { Escaped.text(Array(summary.utf8)) }
  package var shownWitness: String? { witness.map { Escaped.text(Array($0.utf8)) } }
}
