package import Detection
import Syntax

/// Who may run what as whom, by sudoers files.
package struct SudoersDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.grant, Self.tag] }

  static let grant = Kind(
    "sudo",
    of: .roster,
    title: "Commands that sudo lets somebody run changed",
    help: "A rule of sudoers lets a user or group run a command as somebody else, mostly as root.",
    example: .init(
      path: "sudoers",
      old: "%ops ALL=(ALL) ALL\n",
      new: "%ops ALL=(ALL) ALL\nbob ALL=(root) /bin/sh\n"
    )
  )
  static let tag = Kind(
    "sudo-tag",
    of: .roster,
    title: "What sudo asks for or holds back changed",
    help: """
      NOPASSWD lets whoever sits at an open session run the command; SETENV lets it be steered by the \
      environment; NOEXEC keeps it from starting others.
      """,
    example: .init(
      path: "sudoers",
      old: "bob ALL=(root) /bin/a\n",
      new: "bob ALL=(root) NOPASSWD: /bin/a\n"
    )
  )

  package func read(_ pair: FilePair) -> Reading {
    guard Self.isSudoers(FileName(pair.path)) else { return .foreign }
    let old: SudoersSide
    let new: SudoersSide
    do throws(SyntaxError) {
      old = try SudoersSide(pair.old ?? [])
      new = try SudoersSide(pair.new ?? [])
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    let comparison = AccessComparison(old: old.items(beside: new), new: new.items(beside: old))
    var observations = comparison.observations
    if observations.isEmpty, old.hasOrder || new.hasOrder, old.order != new.order {
      observations.append(
        Observation(
          Self.grant,
          .incomparable,
          .high,
          line: new.grants.first?.position.line,
          summary: "changes the order of rules of which the last one decides"
        )
      )
    }
    if let other = new.otherDifference(from: old) {
      return .partial(observations, line: other.line, reason: other.reason)
    }
    if let line = comparison.opaqueLine {
      return .partial(observations, line: line, reason: "what a template writes here is not known")
    }
    return .understood(observations)
  }

  private static func isSudoers(_ file: FileName) -> Bool {
    let name = file.withoutTemplateSuffix
    return name == "sudoers" || name.hasSuffix(".sudoers") || name.hasPrefix("sudoers-")
      || name.hasPrefix("sudoers_")
      || file.directories.contains { $0 == "sudoers" || $0 == "sudoers.d" } && file.suffix != "md"
  }
}
