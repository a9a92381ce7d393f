import Detection
import Syntax

/// Who decides over a path in the old and the new file.
///
/// A path's approvers are a set; a path without owners is everyone's, the largest set there is. Rules are
/// compared pattern by pattern; where only one side has the pattern, the rule before it that could match the
/// same paths stands for the other side.
struct CodeOwnersComparison {
  private let old: Side
  private let new: Side
  private(set) var observations: [Observation] = []
  /// Pairs of rules that may still be held against each other.
  private(set) var steps = 300_000

  init(old: CodeOwners, new: CodeOwners) {
    self.old = Side(old)
    self.new = Side(new)
  }

  private struct Pattern: Hashable {
    let section: String
    let text: String
  }

  private struct Side {
    var order: [Pattern] = []
    var rules: [Pattern: CodeOwners.Rule] = [:]
    var places: [Pattern: Int] = [:]
    let sections: [CodeOwners.Section]

    /// Of two rules with one pattern the last one decides, and what is taken out stays out.
    init(_ owners: CodeOwners) {
      sections = owners.sections
      let last = owners.rules.filter { !$0.isExclusion } + owners.rules.filter(\.isExclusion)
      for rule in last.reversed() {
        let section = rule.section?.name.lowercased() ?? ""
        let pattern = Pattern(section: section, text: rule.pattern)
        guard rules[pattern] == nil else { continue }
        rules[pattern] = rule
        order.append(pattern)
      }
      order.reverse()
      for (place, pattern) in order.enumerated() { places[pattern] = place }
    }

    /// The owners that decide where the pattern is not a rule of this side.
    func fallback(_ pattern: Pattern, before place: Int) -> Set<String> {
      let candidates = order[..<min(place, order.count)]
      let last = candidates.last {
        $0.section == pattern.section && OwnerPattern.mayMeet($0.text, pattern.text)
      }
      return last.flatMap { rules[$0] }.map { Set($0.effectiveOwners) } ?? []
    }

    /// All owners that something of the pattern may have.
    func reach(_ pattern: Pattern) -> Set<String> {
      let meeting = order.filter {
        $0.section == pattern.section && OwnerPattern.mayMeet($0.text, pattern.text)
      }
      return Set(meeting.compactMap { rules[$0]?.effectiveOwners }.joined())
    }

    /// Where the pattern would stand on this side: behind the last of its predecessors.
    func place(of pattern: Pattern, as other: Side) -> Int {
      guard let index = other.places[pattern] else { return order.count }
      let known = other.order[..<index].last { places[$0] != nil }
      return known.flatMap { places[$0] }.map { $0 + 1 } ?? 0
    }
  }

  /// `false` where there is more to compare than is bearable.
  mutating func run() -> Bool {
    let gone = old.order.filter { new.rules[$0] == nil }
    let come = new.order.filter { old.rules[$0] == nil }
    let (work, overflow) = (gone.count + come.count).multipliedReportingOverflow(
      by: old.order.count + new.order.count
    )
    guard !overflow, work < steps else { return false }
    for pattern in new.order + gone { compare(pattern) }
    compareOrder()
    compareSections()
    return steps > 0
  }

  private mutating func compare(_ pattern: Pattern) {
    let before = old.rules[pattern]
    let after = new.rules[pattern]
    // What is taken out is so for every rule that it meets.
    let isOut = (before ?? after)?.isExclusion ?? false
    let owners =
      before.map { Set($0.effectiveOwners) }
      ?? (isOut
        ? old.reach(pattern) : old.fallback(pattern, before: old.place(of: pattern, as: new)))
    let later =
      after.map { Set($0.effectiveOwners) }
      ?? (isOut
        ? new.reach(pattern) : new.fallback(pattern, before: new.place(of: pattern, as: old)))
    guard owners != later else { return }
    let direction = Self.direction(from: owners, to: later)
    observations.append(
      Observation(
        CodeOwnersDetector.owner,
        direction,
        direction == .narrowed ? .low : later.isEmpty ? .high : .medium,
        line: after?.position.line,
        oldLine: before?.position.line,
        summary: Self.summary(pattern.text, from: owners, to: later)
      )
    )
  }

  private static func direction(from old: Set<String>, to new: Set<String>) -> Direction {
    if new.isEmpty { return .widened }
    if old.isEmpty { return .narrowed }
    if new.isStrictSuperset(of: old) { return .widened }
    return new.isStrictSubset(of: old) ? .narrowed : .incomparable
  }

  private static func summary(
    _ pattern: String,
    from old: Set<String>,
    to new: Set<String>
  ) -> String {
    func list(_ owners: Set<String>) -> String { owners.sorted().joined(separator: ", ") }
    let added = list(new.subtracting(old))
    let removed = list(old.subtracting(new))
    if new.isEmpty { return "leaves '\(pattern)' without code owners (was \(removed))" }
    if old.isEmpty { return "makes \(added) code owners of '\(pattern)'" }
    if removed.isEmpty { return "adds \(added) to the code owners of '\(pattern)'" }
    if added.isEmpty { return "removes \(removed) from the code owners of '\(pattern)'" }
    return "replaces \(removed) by \(added) as code owners of '\(pattern)'"
  }

  /// Of two rules that can match one path, the later decides.
  private mutating func compareOrder() {
    let common = new.order.filter { old.rules[$0] != nil }
    let places = common.map { old.places[$0] ?? 0 }
    guard zip(places, places.dropFirst()).contains(where: { $0 > $1 }) else { return }
    for (index, pattern) in common.enumerated() {
      for (earlier, place) in zip(common, places).prefix(index) where place > places[index] {
        guard spend() else { return }
        if isDecided(by: pattern, over: earlier) {
          return add(
            pattern,
            "changes which of '\(earlier.text)' and '\(pattern.text)' decides"
          )
        }
      }
    }
  }

  /// Whether it matters that one rule is now behind the other.
  private func isDecided(by later: Pattern, over earlier: Pattern) -> Bool {
    guard let one = new.rules[later], let other = new.rules[earlier] else { return false }
    return later.section == earlier.section
      && Set(one.effectiveOwners) != Set(other.effectiveOwners)
      && OwnerPattern.mayMeet(later.text, earlier.text)
  }

  private mutating func add(_ pattern: Pattern, _ summary: String) {
    observations.append(
      Observation(
        CodeOwnersDetector.owner,
        .incomparable,
        .medium,
        line: new.rules[pattern]?.position.line,
        oldLine: old.rules[pattern]?.position.line,
        summary: summary
      )
    )
  }

  private mutating func spend() -> Bool {
    steps -= 1
    return steps > 0
  }

  private mutating func compareSections() {
    for section in new.sections {
      let name = section.name.lowercased()
      guard let before = old.sections.last(where: { $0.name.lowercased() == name }) else {
        continue
      }
      let from = before.isOptional ? 0 : before.approvals
      let to = section.isOptional ? 0 : section.approvals
      guard from != to else { continue }
      observations.append(
        Observation(
          CodeOwnersDetector.section,
          to < from ? .widened : .narrowed,
          to < from ? .high : .low,
          line: section.position.line,
          oldLine: before.position.line,
          summary:
            "\(to < from ? "lowers" : "raises") the approvals of section '\(section.name)' from \(from) to \(to)"
        )
      )
    }
  }
}

/// What two patterns of CODEOWNERS can have in common.
enum OwnerPattern {
  /// `false` only where no path matches both: both are anchored, and their literal beginnings part.
  static func mayMeet(_ first: String, _ second: String) -> Bool {
    guard let one = literal(first), let other = literal(second) else { return true }
    return zip(one, other).allSatisfy { $0 == $1 }
  }

  /// The bytes in front of the first wildcard; `nil` where the pattern matches at any depth.
  private static func literal(_ pattern: String) -> [UInt8]? {
    var bytes = Array(pattern.utf8)
    let isAnchored = bytes.dropLast().contains(UInt8(ascii: "/"))
    guard isAnchored else { return nil }
    if bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
    // A name without a slash behind it is a file or a directory.
    return Array(bytes.prefix { !"*?[".utf8.contains($0) })
  }
}
