internal import Git
internal import GitObjects
internal import Platform

/// A `GIT_DIR` that leads to another repository than the one around the working directory: whoever set it means that
/// one, and what was read in the one would be signed or fetched for the other.
///
/// git sets it for aliases and hooks, and then it leads here.
enum ForeignDirectory {
  static func refuse(_ repository: borrowing Repository) throws {
    guard let named = ProcessEnvironment.value(of: "GIT_DIR") else { return }
    let own = Files.resolve(repository.gitDirectory)
    // In a linked worktree, and where the git directory lies elsewhere, '.git' is a file that leads to it.
    let file = repository.workingDirectory.flatMap { Files.resolve(Files.join($0, ".git")) }
    if let there = Files.resolve(named), there == own || there == file { return }
    throw Failure(
      "'GIT_DIR' is '\(Escaped.text(named))', which is not the repository around the working directory",
      hint: "run 'unset GIT_DIR', or run it in the repository that is meant"
    )
  }
}
