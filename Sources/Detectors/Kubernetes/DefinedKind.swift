import Detection

/// Kinds that others than Kubernetes define, field by field.
struct DefinedKind {
  /// What a field says.
  enum Meaning {
    /// Each item, or the one value, lets more happen.
    case grants
    /// Each item, or the one value, holds something back.
    case guards
    /// How much each value lets happen, beside what is so without the field.
    case levels([String: Int])
    /// Another value is another access.
    case other
    /// Of what stands below, what has a word of access in its name is another access.
    case named
    /// No access hangs on it.
    case harmless
  }

  /// What it is that the object comes or goes, beside what its fields say.
  enum Presence: Int {
    case guards = -1
    case other, grants

    init?(_ word: Substring) {
      switch word {
      case "guards": self = .guards
      case "other": self = .other
      case "grants": self = .grants
      default: return nil
      }
    }
  }

  let kind: Kind
  let presence: Presence?
  /// Whether its fields count where no object of the name was: what they say overrules what holds for more.
  let isFree: Bool
  /// By the path of keys; items of a list have that of the list, and `*` is any key.
  private(set) var fields: [String: Meaning] = [:]

  static subscript(_ object: KubernetesObject) -> DefinedKind? {
    all["\(object.group)/\(object.kind)"] ?? all["\(object.group)/*"]
  }

  func meaning(of path: [String]) -> Meaning? {
    guard !path.isEmpty else { return nil }
    if let known = fields[path.joined(separator: ".")] { return known }
    for index in path.indices {
      var other = path
      other[index] = "*"
      guard let known = fields[other.joined(separator: ".")] else { continue }
      let below = path.joined(separator: ".") + "."
      return fields.keys.contains { $0.hasPrefix(below) } ? nil : known
    }
    return nil
  }

  private static let all: [String: DefinedKind] = {
    var all: [String: DefinedKind] = [:]
    var names: [String] = []
    for line in [table, operators].flatMap({ $0.split(separator: "\n") }) {
      let words = line.split(separator: " ")
      guard let first = words.first else { continue }
      if line.first == " " {
        guard let meaning = Meaning(first) else { continue }
        for name in names {
          for path in words.dropFirst() { all[name]?.fields[String(path)] = meaning }
        }
      } else if let defined = DefinedKind(words) {
        let parts = first.split(separator: "/", omittingEmptySubsequences: false)
        names = parts[1].split(separator: ",").map { "\(parts[0])/\($0)" }
        for name in names { all[name] = defined }
      }
    }
    return all
  }()

  private static let kinds = [
    "traffic": MeshRule.traffic, "exposure": ServiceRule.exposure, "source": DeliveryRule.source,
    "admission": AdmissionRule.admission, "plane": ControlPlaneRule.guards,
    "policy": NetworkPolicyRule.policy,
    "removal": DestructionRule.removal, "command": CommandRule.command,
    "secret": SecretObjectDetector.reference,
  ]

  /// The line of a kind in the table.
  private init?(_ words: [Substring]) {
    guard words.count > 1, let kind = Self.kinds[String(words[1])] else { return nil }
    self.kind = kind
    presence = words.dropFirst(2).first.flatMap(Presence.init)
    isFree = words.last == "free"
  }
}

extension DefinedKind.Meaning {
  fileprivate init?(_ word: Substring) {
    switch word {
    case "grants": self = .grants
    case "guards": self = .guards
    case "other": self = .other
    case "named": self = .named
    case "harmless": self = .harmless
    default:
      let pairs = word.split(separator: ",").compactMap { level -> (String, Int)? in
        let sides = level.split(separator: "=")
        guard sides.count == 2, let rank = Int(sides[1]) else { return nil }
        return (String(sides[0]), rank)
      }
      guard !pairs.isEmpty else { return nil }
      self = .levels(Dictionary(pairs) { first, _ in first })
    }
  }
}
