internal import ArgumentParser
internal import GitObjects
internal import Platform
internal import Report

/// A command line that asks for nothing there is.
///
/// The parser's own exit code would be a fourth, and for an unknown command with `--help` a success.
struct CommandLineMistake: Error {
  private let message: String
  private let hint: String

  private init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }

  init(_ error: any Error, in arguments: ArraySlice<String>) {
    if let mistake = error as? CommandLineMistake {
      self = mistake
      return
    }
    let said = Countersign.message(for: error)
    let lowered = said.prefix(1).lowercased() + said.dropFirst()
    let words = lowered.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let command = ["countersign"] + Self.commands(in: arguments).names
    self.init(
      Escaped.text(words.hasSuffix(".") ? String(words.dropLast()) : words),
      hint: "'\(command.joined(separator: " ")) --help' shows how it goes"
    )
  }

  static func refuseUnknownCommand(_ arguments: ArraySlice<String>) throws(CommandLineMistake) {
    let (names, unknown) = commands(in: arguments)
    guard let unknown else { return }
    let command = (["countersign"] + names).joined(separator: " ")
    throw CommandLineMistake(
      "there is no command '\(Escaped.text(unknown))'",
      hint: "'\(command) --help' lists those there are"
    )
  }

  /// The commands that the first words name, and the word that names none where one should.
  private static func commands(in arguments: ArraySlice<String>) -> (names: [String], String?) {
    var words = arguments
    if words.first == "help" { words = words.dropFirst() }
    var (names, command): ([String], any ParsableCommand.Type) = ([], Countersign.self)
    while !command.configuration.subcommands.isEmpty, let word = words.popFirst(),
      !word.hasPrefix("-")
    {
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word })
      else { return (names, word) }
      names.append(word)
      command = next
    }
    return (names, nil)
  }

  func end() -> Never {
    Streams.writeError(ErrorText.render(message, hint: hint))
    Exit.undecided.now()
  }
}
