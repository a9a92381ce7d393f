internal import Platform
internal import Report

/// How `init` and `uninstall` say what they did, and what is to be done.
enum Setup {
  static func say(_ verb: String, _ what: String) { say("\(verb) \(what)") }

  static func note(_ text: String) { say("note: \(text)") }

  /// What is left to do, with what is to be copied for it on lines of its own.
  static func next(_ text: String, _ copied: String...) {
    var page = Page()
    page.add("next: \(text)")
    for line in copied { page.command(line) }
    Streams.write(page.text)
  }

  private static func say(_ text: String) {
    var page = Page()
    page.add(text)
    Streams.write(page.text)
  }
}
