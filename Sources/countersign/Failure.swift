internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import Platform
internal import Policy
internal import Report

/// An error of a command: what is wrong, the next command, the exit code.
struct Failure: Error {
  let message: String
  let hint: String?
  /// What the hint says to run, where it is too long for a sentence: a line of its own, never broken.
  let command: String?
  let exit: Exit

  init(
    _ message: String,
    code: ReasonCode? = nil,
    hint: String? = nil,
    command: String? = nil,
    exit: Exit = .undecided
  ) {
    self.message = code.map { "\(message) (\($0.rawValue))" } ?? message
    self.hint = hint
    self.command = command
    self.exit = exit
  }

  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case GatheringError.undecidable(let reason): self.init(reason.message, hint: reason.hint)
    case GatheringError.refused(let reason):
      self.init(reason.message, hint: reason.hint, exit: .refused)
    case let error as PolicyError where error.isMissing:
      self.init("\(error.file): \(error.message)", hint: error.fix)
    case let error as PolicyError:
      self.init(
        error.description,
        hint: "'countersign policy schema' prints all that a policy may hold"
      )
    default: self.init("\(error)")
    }
  }

  /// The hint with its command, for formats that have one text for both.
  private var advice: String? {
    guard let command else { return hint }
    return hint.map { "\($0): \(command)" } ?? command
  }

  /// Runs a command's body; every way out of it is one of the three exit codes.
  ///
  /// `format` is what standard output holds: some formats have a place for errors.
  static func guarding(output format: ReportFormat = .text, _ body: () async throws -> Exit) async
    -> Never
  {
    do {
      try await body().now()
    } catch {
      let failure = Failure(error)
      Streams.write(
        format.rendering(error: failure.message, hint: failure.advice, version: Countersign.version)
      )
      Streams.writeError(
        ErrorText.render(failure.message, hint: failure.hint, command: failure.command)
      )
      failure.exit.now()
    }
  }
}
