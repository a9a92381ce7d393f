internal import GitObjects
internal import Platform

/// The lines of every file that sshd reads: of `sshd_config`, and of whatever that includes.
struct SSHDaemonConfiguration {
  private static let directory = Array("/etc/ssh".utf8)
  /// Deeper than this sshd follows nobody.
  private static let mostDepth = 16

  /// Each line's words.
  private(set) var lines: [[String]] = []
  /// The files that were not read, as people know them.
  private(set) var unread: [String] = []
  private var seen: Set<[UInt8]> = []

  init() { read(Files.join(Self.directory, "sshd_config"), depth: 0) }

  var isMissing: Bool { lines.isEmpty && unread.isEmpty }

  /// The words behind a keyword, of all its lines.
  func arguments(of keyword: String) -> [String] {
    lines.filter { $0.first?.lowercased() == keyword }.flatMap { $0.dropFirst() }
  }

  /// Reads a file once; one that is not there sshd passes over.
  private mutating func read(_ file: [UInt8], depth: Int) {
    guard seen.insert(file).inserted else { return }
    guard depth <= Self.mostDepth, let text = try? Files.read(file, limit: 1 << 20) ?? [] else {
      unread.append(Escaped.text(file))
      return
    }
    let new = text.split(separator: 0x0A).map(Self.words)
    lines += new
    for line in new where line.first?.lowercased() == "include" {
      for name in line.dropFirst() { include(name, depth: depth + 1) }
    }
  }

  private mutating func include(_ name: String, depth: Int) {
    let path = Files.join(Self.directory, name)
    // Of a plain name it matters whether it is not there or may not be read.
    guard name.contains(where: { "*?[".contains($0) }) else { return read(path, depth: depth) }
    guard let files = try? Files.matching(path) else { return unread.append(Escaped.text(path)) }
    for file in files { read(file, depth: depth) }
  }

  /// A keyword, perhaps a `=`, and words, quoted or not, up to a `#`.
  private static func words(_ line: ArraySlice<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8]?
    var quote: UInt8?
    func ends(_ byte: UInt8) -> Bool {
      " \t\r".utf8.contains(byte)
        || byte == UInt8(ascii: "=") && (words.isEmpty || words.count == 1 && word == nil)
    }
    var rest = line
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let next = rest.first, "\\\"' ".utf8.contains(next) {
        word = (word ?? []) + [next]
        rest.removeFirst()
      } else if let open = quote {
        if byte == open { quote = nil } else { word?.append(byte) }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        (quote, word) = (byte, word ?? [])
      } else if ends(byte) {
        if let whole = word { words.append(String(decoding: whole, as: UTF8.self)) }
        word = nil
      } else if byte == UInt8(ascii: "#"), word == nil {
        break
      } else {
        word = (word ?? []) + [byte]
      }
    }
    return words + (word.map { [String(decoding: $0, as: UTF8.self)] } ?? [])
  }
}
