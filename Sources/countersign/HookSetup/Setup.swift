internal import Platform

/// How `init` and `uninstall` say what they did.
enum Setup {
  static func say(_ verb: String, _ what: String) {
    Streams.write("countersign: \(verb) \(what)\n")
  }
}
