internal import Detection
package import GitObjects
package import Policy

/// Puts a change into classes by its path, and says what can be said without reading its bytes.
///
/// No direction can be told from a path, so it is `unknown`, which rules treat as widened access.
package struct PathClassifier: Sendable {
  private let matcher: ClassMatcher

  package init(matcher: ClassMatcher) { self.matcher = matcher }

  package func facts(of change: FileChange) -> [ClassFacts] {
    facts(of: change, in: matcher.classes(of: change))
  }

  /// What is said of a change in classes that it is in for other reasons.
  func facts(of change: FileChange, in classes: [ClassID]) -> [ClassFacts] {
    let (kind, verb) = Self.describe(change)
    return classes.map { class_ in
      ClassFacts(
        classID: class_,
        kind: kind,
        direction: .unknown,
        severity: class_ == .policy ? .critical : .high,
        summary: "\(verb) \(change.path)"
      )
    }
  }

  private static func describe(_ change: FileChange) -> (kind: String, verb: String) {
    switch (change.old, change.new) {
    case (nil, let new?) where new.mode == .gitlink: ("path.added", "adds the submodule")
    case (nil, let new?): ("path.added", new.mode == .symlink ? "adds the link" : "adds")
    case (_?, nil): ("path.removed", "deletes")
    case (let old?, let new?) where old.mode == new.mode:
      ("path.modified", new.mode == .gitlink ? "moves the submodule" : "changes")
    case (let old?, let new?) where old.mode.isRegular && new.mode.isRegular:
      ("path.mode", new.mode == .executable ? "makes executable" : "changes the mode of")
    case (_, let new?) where new.mode == .symlink: ("path.type", "turns into a symlink")
    case (_, let new?) where new.mode == .gitlink: ("path.type", "turns into a submodule")
    default: ("path.type", "changes the type of")
    }
  }
}
