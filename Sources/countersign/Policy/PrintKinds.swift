internal import ArgumentParser
internal import Platform
internal import Report

/// The catalogue of what detectors can tell, made from the detectors themselves.
struct PrintKinds: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kinds",
    abstract: "Print every kind of change that detectors tell, with an example of each.",
    discussion: """
      The names are what 'when: {kind: […]}' of a rule takes; a '*' stands for any text.

        countersign policy kinds >kinds.md
      """
  )

  func run() async throws {
    await Failure.guarding {
      Streams.write(KindCatalogue.markdown())
      return .allowed
    }
  }
}
