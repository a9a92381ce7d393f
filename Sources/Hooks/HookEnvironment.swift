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
    for name in PushOptions.names(in: variables) {
      variables[name] = ProcessEnvironment.value(of: name)
    }
    return HookEnvironment(variables)
  }

  private static let names =
    [
      "GIT_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
      PushOptions.count, "GIT_SHALLOW_FILE", "GIT_NAMESPACE",
    ] + HostAdapter.allCases.map(\.variable)

  /// The directories that hold the pushed objects, nearest first: the quarantine, then what it borrows.
  ///
  /// git separates them by colons and C-quotes a name that has one.
  var objectDirectories: [[UInt8]] {
    var result: [[UInt8]] = []
    if let own = self["GIT_OBJECT_DIRECTORY"], !own.isEmpty { result.append(own) }
    if let others = self["GIT_ALTERNATE_OBJECT_DIRECTORIES"] {
      result += Self.splitAlternates(others)
    }
    return result
  }

  /// Whether the pushed history was cut off: git then names a list of the places.
  var isShallowPush: Bool { self["GIT_SHALLOW_FILE"]?.isEmpty == false }

  /// Whether git moves `refs/namespaces/…` where the hook is told of `refs/heads/…`.
  var hasNamespace: Bool { self["GIT_NAMESPACE"]?.isEmpty == false }

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
