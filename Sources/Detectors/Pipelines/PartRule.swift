import Detection

/// What pipelines take from elsewhere.
enum PartRule {
  static let part = Kind(
    "action",
    of: .supplyChain,
    title: "a pipeline uses another action, orb, plugin or include",
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
    title: "a pipeline runs in another image",
    help: "The image's programs see all that the job sees.",
    example: Kind.Example(
      path: ".gitlab-ci.yml",
      old: "test:\n  image: ruby:3.2\n  script: [rake]\n",
      new: "test:\n  image: ghcr.io/elsewhere/ruby\n  script: [rake]\n"
    )
  )
  static let kinds = [part, image]

  static func compare(_ old: Pipeline, _ new: Pipeline) -> Findings {
    var findings = ImageRule.compare(old.images, new.images, as: image)
    let before = Dictionary(grouping: old.parts, by: \.identity)
    let after = Dictionary(grouping: new.parts, by: \.identity)
    for identity in after.keys.sorted() {
      let (was, now) = (before[identity] ?? [], after[identity] ?? [])
      findings.observations += changes(was, now)
    }
    for identity in before.keys.sorted() where after[identity] == nil {
      guard let part = before[identity]?.first else { continue }
      findings.observations.append(
        Observation(
          self.part,
          .narrowed,
          .low,
          oldLine: part.line,
          summary: "no longer uses \(part.name) \(part.place)"
        )
      )
    }
    return findings
  }

  private static func changes(_ old: [PipelinePart], _ new: [PipelinePart]) -> [Observation] {
    guard let first = new.first else { return [] }
    guard let past = old.first else { return [comes(first)] }
    let known = Set(old.map(\.version))
    guard let part = new.first(where: { !known.contains($0.version) }) else { return [] }
    let unpins = past.isPinned && !part.isPinned
    let words = unpins ? "unpins \(part.name)" : "changes \(part.name)"
    return [
      Observation(
        self.part,
        unpins ? .widened : .incomparable,
        unpins ? .high : .medium,
        line: part.line,
        oldLine: past.line,
        summary: "\(words) from \(shown(past.version)) to \(shown(part.version)) \(part.place)"
      )
    ]
  }

  private static func comes(_ part: PipelinePart) -> Observation {
    let isOfficial = ["actions/", "github/"].contains(where: part.name.hasPrefix)
    let isLocal = part.name.hasPrefix("./") || part.name.hasPrefix("/")
    let severity: Severity =
      isLocal ? .low : isOfficial ? .medium : part.isPinned ? .medium : .high
    let version = part.version.isEmpty ? "" : " at \(shown(part.version))"
    return Observation(
      self.part,
      .widened,
      severity,
      line: part.line,
      summary: "uses \(part.name)\(version) \(part.place)"
    )
  }

  private static func shown(_ version: String) -> String {
    version.isEmpty ? "no version" : version.count > 60 ? version.prefix(57) + "..." : version
  }
}
