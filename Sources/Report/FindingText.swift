package import Gate
internal import Classifier
internal import Detection
internal import GitObjects
internal import Policy

extension Finding {
  /// What the change is, where it is, and what it is called: `infra/main.tf:12: adds iam:PassRole on * to role/deploy
  /// (iam, widened)`.
  ///
  /// A summary that is about the path itself holds it already, and its direction is no news.
  package var sentence: String {
    guard case .file(let change) = subject, !facts.isOfPath else {
      return "\(facts.summary) (\(classID))"
    }
    let line = facts.line.map { ":\($0)" } ?? ""
    return "\(change.path)\(line): \(facts.summary) (\(classID), \(facts.direction.rawValue))"
  }

  /// A request that proves it, ready to be read; `nil` where there is none.
  package var proof: String? { facts.witness.map { "for example: \($0)" } }
}

extension ClassFacts {
  fileprivate var isOfPath: Bool { kind.hasPrefix("path.") || kind.hasPrefix("ref.") }
}
