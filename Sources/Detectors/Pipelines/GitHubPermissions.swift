import Syntax

/// What a job's token may do.
enum GitHubPermissions: Sendable {
  /// No word of it: what the repository's settings say.
  case settings
  case scopes([String: Level], others: Level)

  enum Level: Int, Comparable, Sendable {
    case none, read, write

    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

    init(_ text: String?) {
      switch text {
      case "write": self = .write
      case "read": self = .read
      case "none": self = .none
      // What GitHub would refuse is taken for the most.
      default: self = .write
      }
    }

    var name: String { ["none", "read", "write"][rawValue] }
  }

  /// A block that stands nowhere is the settings'; an empty one is nothing.
  init(_ node: Node?) {
    guard let node, !node.isNull else {
      self = .settings
      return
    }
    if let members = node.object {
      let levels = members.map { ($0.key, Level($0.value.text)) }
      self = .scopes(Dictionary(levels) { max($0, $1) }, others: .none)
    } else {
      switch node.text {
      case "read-all": self = .scopes([:], others: .read)
      default: self = .scopes([:], others: .write)
      }
    }
  }

  func level(of scope: String) -> Level {
    switch self {
    case .settings: .none
    case .scopes(let levels, let others): levels[scope] ?? others
    }
  }

  /// Scopes that are written here; `*` is each that is not.
  var named: Set<String> {
    guard case .scopes(let levels, let others) = self else { return [] }
    return Set(levels.keys).union(others == .none ? [] : ["*"])
  }

  var writes: Bool {
    guard case .scopes(let levels, let others) = self else { return false }
    return others == .write || levels.values.contains(.write)
  }

  var makesIdentity: Bool { level(of: "id-token") == .write }
}
