internal import ArgumentParser

/// The hooks start twice for every push, so they go straight to their work; everything else is parsed.
@main
enum Main {
  static func main() async {
    let arguments = CommandLine.arguments
    if arguments.count == 3, arguments[1] == "hook", let hook = Hook(rawValue: arguments[2]) {
      hook.run()
    }
    await Countersign.main()
  }
}
