/// Replaces what differs from run to run by names that a reader can follow.
struct Mask {
  /// Ids by the name they have in the scenario.
  var ids: [(id: String, name: String)] = []
  /// Fingerprints and paths, replaced as they are.
  var texts: [(text: String, name: String)] = []

  mutating func name(_ id: String, _ name: String) {
    ids.removeAll { $0.id == id }
    ids.append((id, name))
  }

  func apply(_ text: String) -> String {
    var text = text
    for (id, name) in ids {
      text.replace(id, with: name)
      text.replace(String(id.prefix(10)), with: name)
    }
    for (known, name) in texts { text.replace(known, with: name) }
    text.replace(/\b[0-9a-f]{64}\b/, with: "<DIGEST>")
    text.replace(/\b[0-9a-f]{40}\b/, with: "<OBJECT>")
    text.replace(/SHA256:[A-Za-z0-9+\/]{43}/, with: "SHA256:<KEY>")
    text.replace(/\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ/, with: "<TIME>")
    return text
  }

  /// A record without the lines that hold nothing but its moment and its seal.
  func apply(record: String) -> [String] {
    record.split(separator: "\n").map(String.init).filter { line in
      !["time ", "heads ", "signature ", "repository "].contains { line.hasPrefix($0) }
    }.map(apply)
  }
}
