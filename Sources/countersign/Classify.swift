internal import ArgumentParser
internal import Classifier
internal import Detection
internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Report

/// Says what changes mean, whatever a policy asks.
struct Classify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Say what changes mean: who may do more, and what is open or exported.",
    usage: "countersign classify [<options>] [<range>]",
    discussion: """
      Reads both sides of every changed file, and needs no policy: to see what detectors would find before a \
      policy asks for them.

        countersign classify
        countersign classify main..feature
        countersign classify v1.0..HEAD --commits --format json

      Exit codes: 0 it was told, 2 it could not be.
      """
  )

  @Argument(
    help: "From where to where, such as main..HEAD; a lone revision against its first parent."
  )
  var range = "HEAD"
  @Flag(help: "Commit by commit, each against its first parent; merges are left out.")
  var commits = false
  @Option(help: "text or json.")
  var format = OutputFormat.text

  func run() async throws {
    await Failure.guarding {
      let repository = try Clone.discover()
      let (old, new) = try ends(in: repository)
      if commits {
        try each(from: old, to: new, in: repository)
      } else {
        let before = try old.map { try repository.commit($0).tree }
        let meanings = try repository.meanings(
          from: before,
          to: repository.commit(new).tree,
          limits: Self.limits
        )
        show(meanings, of: nil)
      }
      return .allowed
    }
  }

  private static let limits = WalkLimits(commits: 1_000_000, changes: 1_000_000)

  private func ends(in repository: borrowing Repository) throws -> (ObjectID?, ObjectID) {
    guard let dots = range.firstRange(of: "..") else {
      let new = try repository.revision(range)
      return (try repository.commit(new).parents.first, new)
    }
    let to = range[dots.upperBound...]
    return (
      try repository.revision(String(range[..<dots.lowerBound])),
      try repository.revision(to.isEmpty ? "HEAD" : String(to))
    )
  }

  private func each(from old: ObjectID?, to new: ObjectID, in repository: borrowing Repository)
    throws
  {
    let range = try repository.commits(
      from: [new],
      notReachableFrom: old.map { [$0] } ?? [],
      limits: Self.limits
    )
    for id in range.reversed() {
      let commit = try repository.commit(id)
      guard commit.parents.count < 2 else { continue }
      let before = try commit.parents.first.map { try repository.commit($0).tree }
      show(
        try repository.meanings(from: before, to: commit.tree, limits: Self.limits),
        of: id
      )
    }
  }

  private func show(_ meanings: [Meaning], of commit: ObjectID?) {
    Streams.write(
      format == .json
        ? MeaningText.json(meanings, of: commit) : MeaningText.text(meanings, of: commit)
    )
  }
}
