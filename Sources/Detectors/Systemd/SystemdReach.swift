import Detection
import Syntax

/// The addresses that a unit's processes talk to.
enum SystemdReach {
  static let reach = Kind(
    "systemd-reach",
    of: .network,
    title: "A unit reaches, or is reached by, other addresses",
    help: """
      IPAddressAllow and IPAddressDeny are a firewall around the processes of a unit, in both ways; what is \
      allowed is so whatever is denied.
      """,
    example: SystemdDetector.example(
      "IPAddressDeny=any\nIPAddressAllow=10.0.0.0/8\n",
      "IPAddressDeny=any\nIPAddressAllow=any\n"
    )
  )

  static func compare(_ old: SystemdUnit, _ new: SystemdUnit) -> Findings {
    var findings = Findings()
    for section in SystemdUnit.running { compare(section, old, new, &findings) }
    return findings
  }

  private static func compare(
    _ section: String,
    _ old: SystemdUnit,
    _ new: SystemdUnit,
    _ findings: inout Findings
  ) {
    let (before, after) = (addresses(old, section), addresses(new, section))
    guard old.isDropIn || old.exists && new.exists, before != nil || after != nil else { return }
    let (from, to) = (before?.set ?? .world, after?.set ?? .world)
    guard before == nil || after == nil || from != to else { return }
    let (gained, lost) = (to.subtracting(from), from.subtracting(to))
    let isUnit = old.isDropIn && (before == nil || after == nil)
    let line = after?.line
    if (from.names.union(to.names)).contains(where: SystemdUnit.isTemplate) {
      findings.doubt(line, "a template stands in the addresses of \(new.place)")
    }
    let direction: Direction =
      isUnit || !gained.isEmpty && !lost.isEmpty
      ? .incomparable : gained.isEmpty ? .narrowed : .widened
    guard isUnit || !gained.isEmpty || !lost.isEmpty else { return }
    findings.observations.append(
      Observation(
        reach,
        direction,
        direction == .narrowed ? .low : gained.isWorld ? .high : .medium,
        line: line,
        oldLine: before?.line,
        summary: isUnit
          ? "changes what addresses the unit talks to \(new.place)"
          : gained.isEmpty
            ? "no longer lets \(lost.text) through \(new.place)"
            : "lets \(gained.text) through \(new.place)"
      )
    )
  }

  /// Everything that is not denied, and what is allowed; `nil` where neither is said.
  private static func addresses(_ unit: SystemdUnit, _ section: String)
    -> (set: AddressSet, line: Int)?
  {
    let keys = ["IPAddressAllow", "IPAddressDeny"]
    let line = keys.compactMap { unit.last(section, $0)?.position.line }.max()
    guard let line else { return nil }
    let lists = keys.map { key in
      AddressSet(texts: unit.list(section, key).flatMap(\.words).flatMap { named[$0] ?? [$0] })
    }
    var set = AddressSet.world.subtracting(lists[1])
    set.formUnion(lists[0])
    return (set, line)
  }

  private static let named = [
    "any": ["0.0.0.0/0", "::/0"], "localhost": ["127.0.0.0/8", "::1/128"],
    "link-local": ["169.254.0.0/16", "fe80::/64"], "multicast": ["224.0.0.0/4", "ff00::/8"],
  ]
}
