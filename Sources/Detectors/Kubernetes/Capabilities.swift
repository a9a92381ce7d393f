import Detection
import Syntax

/// What a container's root may do that is root's alone: given beyond what every container has, and given up.
///
/// Who gives up all gives up each: next to that a single one is not worth a word, on either side.
struct Capabilities {
  struct Change {
    let name: String
    let node: Node
    /// Of whom it is told.
    let owner: String?
  }

  private(set) var added: [Change] = []
  private(set) var dropped: [Change] = []
  /// Whom the facts of another side may be told of.
  private(set) var owners: [String] = []

  init(added: [Node], dropped: [Node], of identity: String) {
    let names = Set(dropped.compactMap(Self.name))
    let dropsAll = names.contains("ALL")
    let some = identity + "\u{0}some"
    if !dropsAll { owners.append(some) }
    owners += Self.usual.filter { dropsAll || names.contains($0) }.map { "\(identity)\u{0}\($0)" }
    self.added = added.compactMap { node in
      guard let name = Self.name(node) else { return nil }
      // One that is kept where all others go is no more than there was.
      let isKept = dropsAll && Self.usual.contains(name)
      return Change(name: name, node: node, owner: isKept ? "\(identity)\u{0}\(name)" : nil)
    }
    self.dropped = dropped.compactMap { node in
      guard let name = Self.name(node), name == "ALL" || !dropsAll else { return nil }
      return Change(name: name, node: node, owner: name == "ALL" ? identity : some)
    }
  }

  private static func name(_ node: Node) -> String? {
    guard let upper = node.text?.uppercased() else { return nil }
    return upper.hasPrefix("CAP_") ? String(upper.dropFirst(4)) : upper
  }

  static func severity(of name: String) -> Severity {
    dangerous.contains(name) ? .critical : .high
  }

  /// What containers have with every runtime, unless they give it up.
  private static let usual: Set<String> = [
    "CHOWN", "DAC_OVERRIDE", "FSETID", "FOWNER", "SETGID", "SETUID", "SETPCAP",
    "NET_BIND_SERVICE", "KILL",
  ]
  private static let dangerous: Set<String> = [
    "ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "SYS_RAWIO", "NET_ADMIN", "DAC_READ_SEARCH",
    "BPF", "DAC_OVERRIDE", "SETUID", "SYS_BOOT", "MAC_ADMIN", "PERFMON",
  ]
}
