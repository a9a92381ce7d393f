/// What went wrong, the next command, and that nothing was accepted.
package enum ErrorText {
  package static func render(_ message: String, hint: String?, prefix: String = "") -> String {
    var page = Page(prefix: prefix)
    page.add(message)
    if let hint { page.hint(hint) }
    page.add("not accepted")
    return page.text
  }
}
