internal import ArgumentParser
internal import Hooks
internal import Platform
internal import Report

/// Closes decisions that a crash left open.
struct Reconcile: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Record what landed while a crash kept the hook from it."
  )

  @Option(help: "The server repository.")
  var bare = "."

  func run() async throws {
    await Failure.guarding {
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
}
