import Detection

/// What pipelines take from elsewhere.
enum PartRule {
  static let part = Kind(
    "action",
    of: .supplyChain,
    title: "A pipeline uses another action, orb, plugin or include",
    help:
      "Code of others runs in the job with all that the job holds. A full commit id is one code forever; a tag or branch is whatever its owner makes it.",
    example: Kind.Example(
      path: ".github/workflows/test.yml",
      old: PipelineExamples.plain(
        step: "uses: acme/scan@0123456789abcdef0123456789abcdef01234567"
      ),
      new: PipelineExamples.plain(step: "uses: acme/scan@v2")
    )
  )
  static let image = Kind(
    "pipeline-image",
    of: .supplyChain,
    title: "A pipeline runs in another image",
    help: "The image's programs see all that the job sees.",
    example: Kind.Example(
      path: ".gitlab-ci.yml",
      old: "test:\n  image: ruby:3.2\n  script: [rake]\n",
      new: "test:\n  image: ghcr.io/elsewhere/ruby\n  script: [rake]\n"
    )
  )
  static let kinds = [part, image]

  /// One sentence for all jobs in which the same happens.
  private struct Change: Hashable {
    let verb: String
    let name: String
    let rest: String
    let direction: Direction
    let severity: Severity
  }

  private struct Places {
    var line: Int?
    var oldLine: Int?
    var all: [String] = []
  }

  static func compare(_ old: Pipeline, _ new: Pipeline) -> Findings {
    var findings = ImageRule.compare(old.images, new.images, as: image)
    let before = Dictionary(grouping: old.parts, by: \.identity)
    let after = Dictionary(grouping: new.parts, by: \.identity)
    var order: [Change] = []
    var places: [Change: Places] = [:]
    func note(_ change: Change, _ now: PipelinePart?, _ was: PipelinePart?) {
      if places[change] == nil {
        order.append(change)
        places[change] = Places(line: now?.line, oldLine: was?.line)
      }
      places[change]?.all.append((now ?? was)?.place ?? "")
    }
    for identity in Set(new.parts.map(\.identity)).sorted() {
      let (was, now) = (before[identity] ?? [], after[identity] ?? [])
      guard let first = now.first else { continue }
      guard let past = was.first else {
        note(comes(first), first, nil)
        continue
      }
      let known = Set(was.map { $0.name + "@" + $0.version })
      guard let part = now.first(where: { !known.contains($0.name + "@" + $0.version) }) else {
        continue
      }
      // Another owner's code under the same name is another part.
      note(was.contains { $0.name == part.name } ? changes(past, part) : comes(part), part, past)
    }
    for identity in Set(old.parts.map(\.identity)).sorted() where after[identity] == nil {
      guard let part = before[identity]?.first else { continue }
      note(
        Change(
          verb: "no longer uses",
          name: part.name,
          rest: "",
          direction: part.bringsJobs ? .incomparable : .narrowed,
          severity: part.bringsJobs ? .medium : .low
        ),
        nil,
        part
      )
    }
    findings.observations += order.map { observation($0, places[$0] ?? Places()) }
    return findings
  }

  private static func observation(_ change: Change, _ places: Places) -> Observation {
    let more = places.all.count > 1 ? " and \(places.all.count - 1) more" : ""
    let words = [change.verb, change.name, change.rest, (places.all.first ?? "") + more]
    return Observation(
      part,
      change.direction,
      change.severity,
      line: places.line,
      oldLine: places.oldLine,
      summary: words.filter { !$0.isEmpty }.joined(separator: " ")
    )
  }

  private static func changes(_ past: PipelinePart, _ part: PipelinePart) -> Change {
    let unpins = past.isPinned && !part.isPinned || part.isFloating && !past.isFloating
    return Change(
      verb: unpins ? "unpins" : "changes",
      name: part.name,
      rest: "from \(shown(past)) to \(shown(part))",
      direction: unpins ? .widened : .incomparable,
      severity: unpins ? .high : .medium
    )
  }

  private static func comes(_ part: PipelinePart) -> Change {
    let isOfficial = ["actions/", "github/"].contains(where: part.name.hasPrefix)
    let isLocal = part.name.hasPrefix("./") || part.name.hasPrefix("/")
    let severity: Severity =
      isLocal ? .low : isOfficial ? .medium : part.isPinned ? .medium : .high
    return Change(
      verb: "uses",
      name: part.name,
      rest: part.version.isEmpty ? "" : "at \(shown(part))",
      direction: .widened,
      severity: severity
    )
  }

  /// Enough of a version to know it by.
  private static func shown(_ part: PipelinePart) -> String {
    let version = part.version
    if version.isEmpty { return "no version" }
    if part.isPinned { return String(version.prefix(version.hasPrefix("sha256:") ? 19 : 12)) }
    return version.count > 60 ? version.prefix(57) + "..." : version
  }
}
