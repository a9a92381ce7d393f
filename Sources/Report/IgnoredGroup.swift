internal import Approvals
internal import Gate

/// Statements that failed alike, which are told of together.
struct IgnoredGroup {
  let kind: Statement.Kind
  let why: String
  /// What shows it, one sentence each.
  let grounds: [String]
  var names: [String]

  func isAlike(_ other: IgnoredGroup) -> Bool {
    kind == other.kind && why == other.why && grounds == other.grounds
  }

  /// Why is said of one; of several it holds for each.
  var sentence: String {
    let whose = "the \(kind.noun(names.count)) \(Phrase.list(names)) did not count"
    return names.count == 1 ? "\(whose): \(why)" : "\(whose), each because \(why)"
  }
}
