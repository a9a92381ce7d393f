package import GitObjects

/// Says which classes a change of a path is in.
package struct ClassMatcher: Sendable {
  private let classes: [ChangeClass]
  private let policyFiles: Set<[UInt8]>

  /// - Parameter policyFiles: the paths of the policy and its key files, on the reference that holds them.
  package init(_ policy: Policy, policyFiles: [TreePath] = []) {
    classes = policy.classes + [Self.meta]
    self.policyFiles = Set(policyFiles.map { Folding.fold($0.bytes) })
  }

  /// The classes of a change, in the policy's order; built-in ones last.
  package func classes(of change: FileChange) -> [ClassID] {
    let path = change.path.components
    let folded = Folding.fold(change.path.bytes)
    let foldedPath = folded.split(separator: UInt8(ascii: "/"))
    let isLink = [change.old, change.new].contains { $0?.mode.isIndirection == true }
    var result = classes.filter { class_ in
      if class_.ignore.contains(where: { $0.matches(path) }) { return false }
      return class_.paths.contains { pattern in
        pattern.matches(path) || pattern.matchesTwin(foldedPath)
          || isLink && (pattern.isBelow(path) || pattern.isBelow(foldedPath))
      }
    }.map(\.id)
    if isPolicyFile(folded, isLink: isLink) { result.append(.policy) }
    return result
  }

  package func mayMatch(below directory: [UInt8]) -> Bool {
    let path = directory.split(separator: UInt8(ascii: "/"))
    let foldedDirectory = Folding.fold(directory)
    let folded = foldedDirectory.split(separator: UInt8(ascii: "/"))
    return classes.contains { class_ in
      class_.paths.contains { $0.mayMatch(below: path) || $0.mayMatch(below: folded) }
    } || policyFiles.contains { $0.starts(with: foldedDirectory + [UInt8(ascii: "/")]) }
  }

  /// The policy's own files, and a link in the place of a directory above them.
  private func isPolicyFile(_ folded: [UInt8], isLink: Bool) -> Bool {
    policyFiles.contains(folded)
      || isLink && policyFiles.contains { $0.starts(with: folded + [UInt8(ascii: "/")]) }
  }

  private static let meta = ChangeClass(
    id: .meta,
    paths: [
      ".gitattributes", ".gitmodules", ".mailmap", "CODEOWNERS", "/.github/workflows/",
      "/.github/actions/", ".gitlab-ci.yml", "/.gitlab/ci/", "Jenkinsfile", "/.circleci/",
      "azure-pipelines.yml", "/.azure-pipelines/", ".travis.yml", "bitbucket-pipelines.yml",
      "buildspec.yml", ".drone.yml", ".woodpecker.yml", "/.woodpecker/", "/.gitea/workflows/",
      "/.forgejo/workflows/", "/.buildkite/", "/.tekton/", "appveyor.yml", "cloudbuild.yaml",
      "cloudbuild.yml",
    ].compactMap { PathPattern($0) })
}
