/// Short names for long texts of what is not known, the same on both sides for the same text.
///
/// A map that is put together of files and then handed to a hundred blocks would otherwise be spelt out in each.
package final class LongTexts {
  /// By bytes: strings that only look alike are two.
  private var names: [[UInt8]: String] = [:]
  package init() {}

  private static let longest = 1024
  private static let shown = 200

  /// The text itself where it is short.
  ///
  /// No source makes a name: outside of quotes it has no `…`, and what a quote begins, it ends.
  package func name(of text: String) -> String {
    guard text.utf8.count > Self.longest else { return text }
    let bytes = Array(text.utf8)
    if let known = names[bytes] { return known }
    let name = "\(text.prefix(Self.shown))…#\(names.count)"
    names[bytes] = name
    return name
  }
}
