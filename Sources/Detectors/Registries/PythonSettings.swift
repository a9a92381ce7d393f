import Syntax

/// Settings of pip, in its own files and among requirements.
enum PythonSettings {
  static func file(_ lines: [INILines.Line]) -> [RegistrySetting] {
    lines.flatMap { line in
      let key = line.key.lowercased().replacing("_", with: "-")
      let section = line.section == "global" ? "" : "[\(line.section)] "
      let known = line.value.split(separator: " ").flatMap { word in
        option(key, String(word), in: section, line: line.position.line)
      }
      guard !judged.contains(key), RegistryResidue.isCareful(key) else { return known }
      return [RegistrySetting(.other, section + key, line.value, line: line.position.line)]
    }
  }

  /// `--index-url URL`, `--index-url=URL`, `-i URL`.
  static func requirements(_ bytes: [UInt8]) throws(SyntaxError) -> [RegistrySetting] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SyntaxError("not UTF-8", at: Position(line: 1, column: 1))
    }
    var settings: [RegistrySetting] = []
    for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = line.split { $0 <= 0x20 || $0 == UInt8(ascii: "=") }.map {
        String(decoding: Array($0), as: UTF8.self)
      }
      guard let first = words.first, first.hasPrefix("-") else { continue }
      let key = short[first] ?? String(first.drop { $0 == "-" })
      let value = words.count > 1 ? words[1] : ""
      settings += option(key, value, in: "", line: index + 1)
    }
    return settings
  }

  private static let judged: Set<String> = [
    "index-url", "pypi-url", "proxy", "cert", "client-cert", "extra-index-url", "find-links",
    "trusted-host", "require-hashes", "no-index", "only-binary", "pre", "no-binary",
  ]
  private static let short = ["-i": "index-url", "-f": "find-links"]

  private static func option(_ key: String, _ value: String, in section: String, line: Int)
    -> [RegistrySetting]
  {
    switch key {
    case "index-url", "pypi-url", "proxy", "cert", "client-cert":
      [RegistrySetting(.place, section + key, value, line: line)]
    case "extra-index-url", "find-links": [RegistrySetting(.more, section + key, value, line: line)]
    case "trusted-host": [RegistrySetting(.opens, "\(section)\(key) \(value)", line: line)]
    case "require-hashes", "no-index", "only-binary":
      SystemdUnit.flag(value) == false
        ? [] : [RegistrySetting(.guards, section + key, value, line: line)]
    case "pre", "no-binary": [RegistrySetting(.opens, "\(section)\(key) \(value)", line: line)]
    default: []
    }
  }
}
