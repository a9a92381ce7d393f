import Detection
import Syntax

/// One setting of a program that fetches packages.
struct RegistrySetting {
  enum Meaning {
    /// The place of another one, or of the program's own.
    case place
    /// A place beside the others.
    case more
    /// Lets something happen, where it is there at all.
    case opens
    /// Keeps something from happening.
    case guards
    /// Of which nothing is known but that its name may matter.
    case other
    case secret
  }

  let meaning: Meaning
  /// What it is about, the same on both sides.
  let name: String
  let value: String?
  let line: Int

  static let owner = "settings"

  init(_ meaning: Meaning, _ name: String, _ value: String? = nil, line: Int) {
    (self.meaning, self.name, self.value, self.line) = (meaning, name, value, line)
  }

  var facts: [Fact] {
    switch meaning {
    case .place: return [fact(RegistryDetector.registry, 0, .high)] + address
    case .more:
      let noun = "\(name) \(RegistryAddress(value ?? "").shown)"
      return [fact(RegistryDetector.registry, 1, .high, slot: noun, noun: noun)] + address
    case .opens: return [fact(RegistryDetector.guarded, 1, .high)]
    case .guards: return [fact(RegistryDetector.guarded, -1, .high)]
    case .other: return [fact(RegistryDetector.guarded, 0, .medium)]
    case .secret: return value.map(RegistryAddress.isLiteral) ?? false ? [secret] : []
    }
  }

  /// What the address itself gives away.
  private var address: [Fact] {
    let address = RegistryAddress(value ?? "")
    let clear = RegistrySetting(.opens, "an address in the clear for \(name)", line: line)
    return (address.isClear ? clear.facts : []) + (address.hasSecret ? [secret] : [])
  }

  private var secret: Fact {
    Fact(
      RegistryDetector.secret,
      slot: name,
      .high,
      line: line,
      "a secret for '\(name)'",
      "",
      verbs: Fact.Verbs(comes: "writes", goes: "no longer writes")
    )
  }

  private func fact(
    _ kind: Kind,
    _ rank: Int,
    _ severity: Severity,
    slot: String? = nil,
    noun: String? = nil
  ) -> Fact {
    Fact(
      kind,
      slot: slot ?? name,
      rank: rank,
      value: noun == nil ? value.map { RegistryAddress($0).shown } : nil,
      owner: rank < 0 ? Self.owner : nil,
      severity,
      line: line,
      noun ?? name,
      ""
    )
  }
}

/// An address, whose user and password are never said.
struct RegistryAddress {
  let shown: String
  let hasSecret: Bool
  let isClear: Bool

  init(_ text: String) {
    isClear =
      ["http://", "git://", "sparse+http://", "git+http://", "registry+http://"].contains {
        text.lowercased().hasPrefix($0)
      } && !text.contains("://localhost") && !text.contains("://127.")
    guard let scheme = text.firstRange(of: "://") else {
      (shown, hasSecret) = (text, false)
      return
    }
    let rest = text[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" }
    guard let at = host.lastIndex(of: "@") else {
      (shown, hasSecret) = (text, false)
      return
    }
    let user = host[..<at]
    let password = user.firstIndex(of: ":").map { user[user.index(after: $0)...] }
    hasSecret = password.map { Self.isLiteral(String($0)) } ?? false
    shown =
      text[..<scheme.upperBound] + (password == nil ? user + "@" : "")
      + rest[rest.index(after: at)...]
  }

  /// Not empty, and not taken from elsewhere.
  static func isLiteral(_ value: String) -> Bool {
    !value.isEmpty && !value.contains("$") && !SystemdUnit.isTemplate(value)
  }
}
