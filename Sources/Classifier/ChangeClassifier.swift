package import Detection
package import GitObjects
package import Policy

/// Puts a change into classes by its path, by what its bytes mean, and by what its lines hold.
///
/// A class, since it is asked of every change and there is much of it.
package final class ChangeClassifier: Sendable {
  private let paths: PathClassifier
  private let detectors: [any Detector]
  /// For the policy's own files, whatever the policy asks for.
  private let allDetectors: @Sendable () -> [any Detector]
  /// Those that look further than the path, with the policy's order.
  private let reading: [ChangeClass]
  private let order: [ClassID: Int]
  private let environments: EnvironmentNames
  private let tags: DataTags
  /// What the policy tells the detectors.
  package let surroundings: Surroundings

  /// `detectors` are made where a class asks for one, and not by a hook whose policy knows paths only.
  package init(
    _ policy: Policy,
    matcher: ClassMatcher,
    detectors: @escaping @autoclosure @Sendable () -> [any Detector]
  ) {
    paths = PathClassifier(matcher: matcher)
    reading = policy.classes.filter { !$0.detect.isEmpty || !$0.content.isEmpty }
    let families = Set(reading.flatMap(\.detect))
    allDetectors = detectors
    self.detectors =
      families.isEmpty ? [] : detectors().filter { !$0.families.isDisjoint(with: families) }
    order = Dictionary(
      policy.classes.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    environments = EnvironmentNames(policy)
    tags = DataTags(tables: policy.data)
    var surroundings = Surroundings()
    surroundings.owned = policy.owned.values.joined()
      .map { String(decoding: $0.text, as: UTF8.self) }.sorted()
    self.surroundings = surroundings
  }

  /// Whether some class looks into files: then every changed one may be in it.
  package var readsFiles: Bool { !reading.isEmpty }

  /// What each class says of a change; `pair` gives both sides where one has to be read.
  ///
  /// A side that is longer than is read comes as ``ReadPair/tooLong``.
  package func facts(of change: FileChange, reading pair: () throws -> ReadPair) rethrows
    -> [ClassFacts]
  {
    var facts = paths.facts(of: change)
    guard change.isOfFiles else { return facts + standIns(change, besides: facts) }
    let policy = facts.firstIndex { $0.classID == .policy }
    guard readsFiles || policy != nil, change.old?.id != change.new?.id else { return facts }
    let read = try pair()
    if let policy, case .pair(let pair) = read { facts[policy] = explained(facts[policy], pair) }
    guard readsFiles else { return facts }
    let readings = FileReadings(read, of: change.path, by: detectors)
    for class_ in reading {
      let known = facts.firstIndex { $0.classID == class_.id }
      let summary = summary(of: change, for: class_, readings, isNamed: known != nil)
      guard let said = summary.facts(tagging: tags) else { continue }
      let placed = said.touching(
        environments.touched(by: change, readings, found: said.environments)
      )
      if let known { facts[known] = placed } else { facts.append(placed) }
    }
    return facts.sorted { position($0) < position($1) }
  }

  /// A link or a submodule in the place of a file or a directory that detectors would read brings what it leads to.
  private func standIns(_ change: FileChange, besides facts: [ClassFacts]) -> [ClassFacts] {
    guard readsFiles else { return [] }
    let families = Claims(detectors).families(for: change.path.bytes, isBinary: false)
    let classes = reading.filter { !families.isDisjoint(with: $0.detect) }.map(\.id)
    return paths.facts(
      of: change,
      in: classes.filter { id in !facts.contains { $0.classID == id } }
    )
  }

  /// An edit of the policy in words; it is critical whatever they say.
  private func explained(_ facts: ClassFacts, _ pair: FilePair) -> ClassFacts {
    guard let observations = PolicyComparison.observations(of: pair, by: allDetectors()) else {
      return facts
    }
    var summary = ObservationSummary(classID: .policy)
    for observation in observations { summary.add(observation) }
    if observations.isEmpty {
      summary.add(
        Observation(
          named: "policy.equal",
          .equal,
          .critical,
          summary: "changes how the policy is written"
        )
      )
    }
    return summary.facts(tagging: tags)?.grave ?? facts
  }

  private func position(_ facts: ClassFacts) -> Int { order[facts.classID] ?? order.count }

  /// `isNamed` says that the class has the path.
  private func summary(
    of change: FileChange,
    for class_: ChangeClass,
    _ readings: FileReadings,
    isNamed: Bool
  ) -> ObservationSummary {
    var summary = ObservationSummary(classID: class_.id)
    if !class_.detect.isEmpty {
      let families = Set(class_.detect)
      for observation in readings.observations(for: families, of: change, isNamed: isNamed) {
        summary.add(observation)
      }
      if isNamed, let observation = Observations.mode(of: change) { summary.add(observation) }
    }
    for observation in readings.matches(of: class_.content) { summary.add(observation) }
    return summary
  }
}

extension FileChange {
  /// Each side is a regular file or absent.
  fileprivate var isOfFiles: Bool {
    (old?.mode.isRegular ?? true) && (new?.mode.isRegular ?? true)
  }
}
