package import Classifier
internal import Detection
package import GitObjects

/// What changes mean, for people and for programs.
package enum MeaningText {
  /// One paragraph for a commit: a line for each observation, and one for all files that no detector reads.
  package static func text(_ meanings: [Meaning], of commit: ObjectID?) -> String {
    var page = Page()
    let indent = commit == nil ? 0 : 2
    if let commit { page.add("\(commit.short)") }
    for meaning in meanings {
      for observation in meaning.observations ?? [] {
        let line = (observation.line ?? observation.oldLine).map { ":\($0)" } ?? ""
        let words = "\(observation.direction.rawValue), \(observation.severity.rawValue)"
        page.add(
          "\(meaning.change.path)\(line): \(observation.shownSummary) (\(observation.kind), \(words))",
          indent: indent
        )
        if let witness = observation.shownWitness {
          page.add("for example: \(witness)", indent: indent + 2)
        }
      }
    }
    let equal = meanings.count { $0.observations?.isEmpty == true }
    if equal > 0 {
      page.add("\(Phrase.count(equal, "file")) with no change of access", indent: indent)
    }
    let foreign = meanings.count { $0.observations == nil }
    if foreign > 0 { page.add("\(Phrase.count(foreign, "file")) of no known kind", indent: indent) }
    return page.text
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
