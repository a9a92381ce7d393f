internal import Glibc
internal import GitObjects
internal import Platform

/// What a hook takes from its environment: a fixed list of variables, as bytes.
///
/// Everything else of it (`GIT_CONFIG_*`, `GIT_NOTES_REF`, `GIT_GRAFT_FILE`, `HOME`…) is never read.
package struct HookEnvironment: Sendable {
  private let variables: [String: [UInt8]]

  package subscript(name: String) -> [UInt8]? { variables[name] }

  package init(_ variables: [String: [UInt8]]) { self.variables = variables }

  package static func current() -> HookEnvironment {
    var variables: [String: [UInt8]] = [:]
    for name in names { variables[name] = ProcessEnvironment.value(of: name) }
    return HookEnvironment(variables)
  }

  private static let names =
    [
      "GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
      "GIT_PUSH_OPTION_COUNT",
    ] + HostAdapter.allCases.map(\.variable)

  /// The directories that hold the pushed objects, nearest first: the quarantine, then what it borrows.
  ///
  /// git separates them by colons and C-quotes a name that has one.
  package var objectDirectories: [[UInt8]] {
    var result: [[UInt8]] = []
    if let own = self["GIT_OBJECT_DIRECTORY"], !own.isEmpty { result.append(own) }
    if let others = self["GIT_ALTERNATE_OBJECT_DIRECTORIES"] {
      result += Self.splitAlternates(others)
    }
    return result
  }

  static func splitAlternates(_ list: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var rest = list[...]
    while !rest.isEmpty {
      var item: [UInt8]
      if rest.first == UInt8(ascii: "\""), let (unquoted, after) = CQuoted.read(rest) {
        (item, rest) = (unquoted, after)
        rest = rest.drop { $0 != colon }
      } else {
        item = Array(rest.prefix { $0 != colon })
        rest = rest.dropFirst(item.count)
      }
      rest = rest.dropFirst()
      if !item.isEmpty { result.append(item) }
    }
    return result
  }

  private static let colon = UInt8(ascii: ":")
}

/// git's quoting of a path with unusual bytes: `"a\072b"`.
private enum CQuoted {
  static func read(_ text: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>)? {
    var rest = text.dropFirst()
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return (result, rest)
      case UInt8(ascii: "\\"):
        guard let escaped = readEscape(&rest) else { return nil }
        result.append(escaped)
      default: result.append(byte)
      }
    }
    return nil
  }

  private static let letters: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
    UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]

  private static func readEscape(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    guard let first = rest.first else { return nil }
    if let letter = letters[first] {
      rest = rest.dropFirst()
      return letter
    }
    let digits = rest.prefix(3)
    guard digits.count == 3, digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "7")).contains)
    else { return nil }
    rest = rest.dropFirst(3)
    return UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - UInt8(ascii: "0")) })
  }
}
