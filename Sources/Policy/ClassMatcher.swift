package import GitObjects
internal import Synchronization

/// Says which classes a change of a path is in.
package struct ClassMatcher: Sendable {
  private let classes: [ChangeClass]
  private let machine: PatternMachine
  private let root: DirectoryState
  private let policyFiles: Set<[UInt8]>
  private let memory = Memory()

  /// `policyFiles` are the paths of the policy and its key files, on the reference that holds them.
  package init(_ policy: Policy, policyFiles: [TreePath] = []) {
    classes = policy.classes + [.builtInMeta]
    machine = PatternMachine(classes)
    root = DirectoryState(root: machine, classes: classes.count)
    self.policyFiles = Set(policyFiles.map { Folding.fold($0.bytes) })
  }

  /// The classes of a change, in the policy's order; built-in ones last.
  package func classes(of change: FileChange) -> [ClassID] {
    let isLink = [change.old, change.new].contains { $0?.mode.isIndirection == true }
    let path = change.path.bytes
    if let known = memory.answer(for: change.path, isLink: isLink) { return known }
    let (directory, name) = Self.split(path[...])
    let state = state(of: directory)
    var verdict = state.verdict
    state.weigh(name, isLink: isLink, machine, &verdict)
    var result = classes.indices.filter { verdict.isIncluded[$0] && !verdict.isIgnored[$0] }
      .map { classes[$0].id }
    if !policyFiles.isEmpty, isPolicyFile(path, isLink: isLink) {
      result.append(.policy)
    }
    // Most paths are in none, and whoever walks a history remembers those itself.
    if !result.isEmpty { memory.keep(result, for: change.path, isLink: isLink) }
    return result
  }

  /// Whether a path below this directory could be in a class.
  package func mayMatch(below directory: [UInt8]) -> Bool {
    if state(of: directory[...]).isOpen { return true }
    if policyFiles.isEmpty { return false }
    return Self.spellings(of: directory).contains { directory in
      policyFiles.contains { $0.starts(with: directory + [UInt8(ascii: "/")]) }
    }
  }

  private func state(of directory: ArraySlice<UInt8>) -> DirectoryState {
    if directory.isEmpty { return root }
    let path = TreePath(bytes: Array(directory))
    if let known = memory.state(of: path) { return known }
    let (parent, name) = Self.split(directory)
    let state = state(of: parent).entered(name, machine)
    memory.keep(state, of: path)
    return state
  }

  private static func split(_ path: ArraySlice<UInt8>) -> (
    directory: ArraySlice<UInt8>, name: ArraySlice<UInt8>
  ) {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return ([], path) }
    return (path[..<slash], path[(slash + 1)...])
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
    var states: [TreePath: DirectoryState] = [:]
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

  func state(of directory: TreePath) -> DirectoryState? {
    content.withLock { $0.states[directory] }
  }

  func keep(_ state: DirectoryState, of directory: TreePath) {
    content.withLock { content in
      if content.states.count > Self.limit { content.states = [:] }
      content.states[directory] = state
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
