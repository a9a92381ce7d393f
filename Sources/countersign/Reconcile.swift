internal import ArgumentParser
internal import Git
internal import Hooks
internal import Platform
internal import Report

/// Closes decisions that a crash left open.
struct Reconcile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Record what landed while a crash kept the hook from it.",
    discussion: "Publishes and records an edit of the policy file as well, as the next push would."
  )

  @Option(help: "The server repository.")
  var bare = "."

  func run() async throws {
    await Failure.guarding {
      try refuseClone()
      let result = try Server.open(gitDirectory: Array(bare.utf8)).reconcile()
      var page = Page()
      page.add(
        "\(Phrase.count(result.landed, "decision")) landed, \(result.settled) came to nothing, "
          + "\(result.open) still open"
      )
      Streams.write(page.text)
      return .allowed
    }
  }

  /// A clone has nothing to reconcile, and what an error would say to run there makes a server of it.
  private func refuseClone() throws {
    guard let directory = Files.resolve(Array(bare.utf8)),
      let repository = try? Repository.open(gitDirectory: directory), !repository.isBare,
      try !repository.isGated()
    else { return }
    throw Failure(
      "this is a clone, and decisions are reconciled on the server",
      hint: "run it there, or give '--bare' the server repository"
    )
  }
}
