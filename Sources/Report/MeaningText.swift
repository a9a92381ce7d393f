package import Classifier
internal import Detection
package import GitObjects

/// What changes mean, for people and for programs.
package enum MeaningText {
  /// A line for each observation, as compilers print theirs, and one for the files that no detector reads.
  package static func text(_ meanings: [Meaning], of commit: ObjectID?) -> String {
    var lines: [String] = []
    for meaning in meanings {
      for observation in meaning.observations ?? [] {
        let line = (observation.line ?? observation.oldLine).map { ":\($0)" } ?? ""
        let words =
          "\(observation.kind), \(observation.direction.rawValue), \(observation.severity.rawValue)"
        lines.append("\(meaning.change.path)\(line): \(observation.shownSummary) (\(words))")
        if let witness = observation.shownWitness { lines.append("  for example: \(witness)") }
      }
    }
    let equal = meanings.count { $0.observations?.isEmpty == true }
    if equal > 0 { lines.append("\(Phrase.count(equal, "file")) with no change of access") }
    let foreign = meanings.count { $0.observations == nil }
    if foreign > 0 { lines.append("\(Phrase.count(foreign, "file")) that no detector reads") }
    guard let commit, !lines.isEmpty else { return lines.map { "\($0)\n" }.joined() }
    return "commit \(commit)\n" + lines.map { "  \($0)\n" }.joined()
  }

  /// One line for each file.
  package static func json(_ meanings: [Meaning], of commit: ObjectID?) -> String {
    meanings.map { json($0, of: commit).line + "\n" }.joined()
  }

  private static func json(_ meaning: Meaning, of commit: ObjectID?) -> JSONValue {
    var object = JSONObject()
    if let commit { object.add("commit", .text("\(commit)")) }
    object.add("path", .text(meaning.change.path.utf8 ?? "\(meaning.change.path)"))
    object.add("read", .bool(meaning.observations != nil))
    let observations = meaning.observations ?? []
    object.add(
      "direction",
      .text((observations.map(\.direction).min() ?? .equal).rawValue)
    )
    object.add("observations", .list(observations.map(json)))
    return .object(object.pairs)
  }

  private static func json(_ observation: Observation) -> JSONValue {
    .object([
      ("kind", .text(observation.kind)), ("direction", .text(observation.direction.rawValue)),
      ("severity", .text(observation.severity.rawValue)),
      ("line", observation.line.map { .number($0) } ?? .null),
      ("oldLine", observation.oldLine.map { .number($0) } ?? .null),
      ("summary", .text(observation.shownSummary)),
      ("witness", .optional(observation.shownWitness)),
      ("data", .list(observation.data.map { .text($0) })),
      ("environments", .list(observation.environments.map { .text($0) })),
    ])
  }
}
