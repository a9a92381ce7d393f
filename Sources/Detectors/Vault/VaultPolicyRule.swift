import Detection

/// What tokens with a policy may do, path by path.
enum VaultPolicyRule {
  static let policy = Kind(
    "vault-policy",
    of: .iam,
    title: "A Vault policy allows more or less",
    help:
      "The most specific path holds, and a deny outdoes everything; so a path that is added may widen as well as narrow what a wider one said.",
    example: Kind.Example(
      path: "vault/policies/ci.hcl",
      old: "path \"secret/data/ci/*\" {\n  capabilities = [\"read\"]\n}\n",
      new: "path \"secret/data/*\" {\n  capabilities = [\"read\"]\n}\n"
    )
  )
  static let kinds = [policy]

  /// What holds at one place before and after.
  private struct Place {
    let pattern: VaultPattern
    let was: VaultPolicy.Rule?
    let now: VaultPolicy.Rule?
    let gained: Set<String>
    let lost: Set<String>
    /// Above nothing where a deny goes, below where one comes: a token's other policies are held by it, too.
    let freed: Int

    init(_ pattern: VaultPattern, _ old: VaultPolicy, _ new: VaultPolicy) {
      self.pattern = pattern
      was = old.rule(for: pattern)
      now = new.rule(for: pattern)
      let (had, has) = (VaultPolicy.allowed(by: was), VaultPolicy.allowed(by: now))
      gained = has.subtracting(had)
      lost = had.subtracting(has)
      func isDenied(_ rule: VaultPolicy.Rule?) -> Int {
        rule?.capabilities.contains("deny") ?? false ? 1 : 0
      }
      freed = isDenied(was) - isDenied(now)
    }
  }

  static func compare(_ old: VaultPolicy, _ new: VaultPolicy, name: String) -> Findings {
    var findings = Findings()
    for doubt in new.doubts { findings.doubt(doubt.line, doubt.reason) }
    for doubt in old.doubts where new.doubts.isEmpty { findings.doubt(nil, doubt.reason) }
    guard let patterns = places(old, new) else {
      findings.doubt(nil, "more paths than are compared")
      return findings
    }
    let all = patterns.map { Place($0, old, new) }
    for place in all {
      guard let observation = observation(place, all, name, new) else { continue }
      findings.observations.append(observation)
    }
    return findings
  }

  /// Every pattern of both, and where patterns cross that do not hold each other.
  private static func places(_ old: VaultPolicy, _ new: VaultPolicy) -> [VaultPattern]? {
    var seen: Set<VaultPattern> = []
    let own = (new.rules + old.rules).map(\.pattern).filter { seen.insert($0).inserted }
    let open = own.filter { $0.segments.contains("+") }
    guard own.count <= 200, open.count <= 60 else { return nil }
    let crossings = open.flatMap { one in own.compactMap { one.crossing($0) } }
    let all = own + crossings.filter { seen.insert($0).inserted }
    return all.count <= 800 ? all : nil
  }

  private static func observation(
    _ place: Place,
    _ all: [Place],
    _ name: String,
    _ new: VaultPolicy
  ) -> Observation? {
    let (gained, lost) = (place.gained, place.lost)
    if gained.isEmpty && lost.isEmpty {
      return place.freed == 0 ? bounds(place, name) : denial(place, name)
    }
    // A wider pattern with the same change says it already.
    let isSaid = all.contains { other in
      other.gained == gained && other.lost == lost && other.pattern != place.pattern
        && other.pattern.covers(place.pattern)
    }
    if isSaid { return nil }
    let direction: Direction = lost.isEmpty ? .widened : gained.isEmpty ? .narrowed : .incomparable
    let words = [
      gained.isEmpty ? nil : "adds \(gained.sorted().joined(separator: ", "))",
      lost.isEmpty ? nil : "removes \(lost.sorted().joined(separator: ", "))",
    ].compactMap(\.self).joined(separator: " and ")
    let shown = gained.isEmpty ? lost : gained
    return Observation(
      policy,
      direction,
      direction == .narrowed ? .low : severity(gained, at: place.pattern),
      line: place.now?.line ?? new.rules.first?.line,
      oldLine: place.was?.line,
      summary: "\(words) on \(place.pattern.text) in policy '\(name)'",
      witness: "\(shown.sorted().first ?? "") \(place.pattern.sample.text)",
      data: [place.pattern.text]
    )
  }

  private static func denial(_ place: Place, _ name: String) -> Observation {
    let isFreed = place.freed > 0
    return Observation(
      policy,
      isFreed ? .widened : .narrowed,
      isFreed ? .high : .low,
      line: place.now?.line,
      oldLine: place.was?.line,
      summary:
        "\(isFreed ? "no longer denies" : "denies") \(place.pattern.text) in policy '\(name)'",
      data: [place.pattern.text]
    )
  }

  private static func bounds(_ place: Place, _ name: String) -> Observation? {
    guard !VaultPolicy.allowed(by: place.now).isEmpty, place.was?.bounds != place.now?.bounds else {
      return nil
    }
    let (was, now) = (place.was?.bounds ?? "", place.now?.bounds ?? "")
    let direction: Direction = was.isEmpty ? .narrowed : now.isEmpty ? .widened : .incomparable
    return Observation(
      policy,
      direction,
      direction == .narrowed ? .low : .medium,
      line: place.now?.line,
      oldLine: place.was?.line,
      summary: "changes the bounds of \(place.pattern.text) in policy '\(name)'"
    )
  }

  private static func severity(_ gained: Set<String>, at pattern: VaultPattern) -> Severity {
    if gained.contains("sudo") { return .critical }
    let dangerous = ["sys/", "auth/", "identity/", "pki"]
    let isWide = pattern.text == "*" || pattern.text == "+/*"
    if isWide || dangerous.contains(where: pattern.text.hasPrefix) { return .critical }
    let writes: Set<String> = ["create", "update", "delete", "patch"]
    return gained.isDisjoint(with: writes) ? .medium : .high
  }
}
