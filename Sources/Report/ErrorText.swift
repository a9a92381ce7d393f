/// What went wrong, the next command, and that nothing was accepted.
package enum ErrorText {
  /// `command` goes with the hint, as a line to copy.
  package static func render(
    _ message: String,
    hint: String?,
    command: String? = nil,
    prefix: String = ""
  ) -> String {
    var page = Page(prefix: prefix)
    page.add(message)
    if let hint { page.hint(hint) }
    if let command { page.command(command) }
    page.add("not accepted")
    return page.text
  }
}
