internal import ArgumentParser
internal import Glibc

/// The hooks start twice for every push, so they go straight to their work; everything else is parsed.
@main
enum Main {
  static func main() {
    let arguments = CommandLine.arguments
    if arguments.count == 3, arguments[1] == "hook", let hook = Hook(rawValue: arguments[2]) {
      hook.run()
    }
    Task.detached {
      await run(arguments.dropFirst())
      exit(EXIT_SUCCESS)
    }
    // An asynchronous `main` ends this thread by `pthread_exit`, which unwinds a stack, and that this binary cannot.
    while true { pause() }
  }

  private static func run(_ arguments: ArraySlice<String>) async {
    do {
      try CommandLineMistake.refuseUnknownCommand(arguments)
      var command = try Countersign.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch  where Countersign.exitCode(for: error).isSuccess {
      // Help, the version and completions, which were asked for.
      Countersign.exit(withError: error)
    } catch {
      CommandLineMistake(error, in: arguments).end()
    }
  }
}
