package import GitObjects
internal import Synchronization

/// Says which classes a change of a path is in.
package struct ClassMatcher: Sendable {
  private let ids: [ClassID]
  private let sets: PathSets
  private let policyFiles: Set<[UInt8]>
  private let memory = Memory()

  /// `policyFiles` are the paths of the policy and its key files, on the reference that holds them.
  package init(_ policy: Policy, policyFiles: [TreePath] = []) {
    let classes = policy.classes + [.builtInMeta]
    ids = classes.map(\.id)
    sets = PathSets(classes.map { .init(paths: $0.paths, ignore: $0.ignore) })
    self.policyFiles = Set(policyFiles.map { Folding.fold($0.bytes) })
  }

  /// The classes of a change, in the policy's order; built-in ones last.
  package func classes(of change: FileChange) -> [ClassID] {
    let isLink = change.isOfLink
    if let known = memory.answer(for: change.path, isLink: isLink) { return known }
    var result = sets.members(of: change).map { ids[$0] }
    if !policyFiles.isEmpty, isPolicyFile(change.path.bytes, isLink: isLink) {
      result.append(.policy)
    }
    // Most paths are in none, and whoever walks a history remembers those itself.
    if !result.isEmpty { memory.keep(result, for: change.path, isLink: isLink) }
    return result
  }

  /// Whether a path below this directory could be in a class.
  package func mayMatch(below directory: [UInt8]) -> Bool {
    if sets.mayMatch(below: directory) { return true }
    if policyFiles.isEmpty { return false }
    return Self.spellings(of: directory).contains { directory in
      policyFiles.contains { $0.starts(with: directory + [UInt8(ascii: "/")]) }
    }
  }

  /// The policy's own files, and a link in the place of a directory above them.
  private func isPolicyFile(_ path: [UInt8], isLink: Bool) -> Bool {
    Self.spellings(of: path).contains { folded in
      policyFiles.contains(folded)
        || isLink && policyFiles.contains { $0.starts(with: folded + [UInt8(ascii: "/")]) }
    }
  }

  private static func spellings(of path: [UInt8]) -> [[UInt8]] {
    let folded = Folding.fold(path)
    return [folded] + (Folding.loosened(folded).map { [$0] } ?? [])
  }
}

/// What was found out about paths before: a history changes the same ones over and over.
private final class Memory: Sendable {
  private struct Content {
    var answers: [TreePath: [ClassID]] = [:]
    var linkAnswers: [TreePath: [ClassID]] = [:]
  }

  private let content = Mutex(Content())
  /// A client chooses how many paths there are, so they are forgotten now and then.
  private static let limit = 1 << 16

  func answer(for path: TreePath, isLink: Bool) -> [ClassID]? {
    content.withLock { isLink ? $0.linkAnswers[path] : $0.answers[path] }
  }

  func keep(_ answer: [ClassID], for path: TreePath, isLink: Bool) {
    content.withLock { content in
      if content.answers.count + content.linkAnswers.count > Self.limit {
        (content.answers, content.linkAnswers) = ([:], [:])
      }
      if isLink { content.linkAnswers[path] = answer } else { content.answers[path] = answer }
    }
  }
}

extension ChangeClass {
  /// What changes how everything else is read or run.
  fileprivate static let builtInMeta = ChangeClass(
    id: .meta,
    paths: [
      ".gitattributes", ".gitmodules", ".mailmap", "CODEOWNERS", "/.github/workflows/",
      "/.github/actions/", ".gitlab-ci.yml", "/.gitlab/ci/", "Jenkinsfile", "/.circleci/",
      "azure-pipelines.yml", "/.azure-pipelines/", ".travis.yml", "bitbucket-pipelines.yml",
      "buildspec.yml", ".drone.yml", ".woodpecker.yml", "/.woodpecker/", "/.gitea/workflows/",
      "/.forgejo/workflows/", "/.buildkite/", "/.tekton/", "appveyor.yml", "cloudbuild.yaml",
      "cloudbuild.yml", ".gitlab-ci.yaml", ".lfsconfig", "/.github/dependabot.yml",
      "/.github/dependabot.yaml",
    ].compactMap { PathPattern($0) }
  )
}
