import Detection
import Syntax

/// One side of a sudoers file with its aliases written out.
struct SudoersSide {
  private(set) var grants: [Sudoers.Grant] = []
  private let file: Sudoers
  private let templates: Templates
  private static let limit = 20_000

  init(_ bytes: [UInt8]) throws(SyntaxError) {
    templates = try Templates.takeOut(of: bytes)
    file = try Sudoers.read(templates.bytes)
    for grant in file.grants {
      let users = expanded(grant.user, ["User_Alias"])
      let hosts = expanded(grant.host, ["Host_Alias"])
      let runAs = expanded(grant.runAs, ["Runas_Alias"])
      let commands = expanded(grant.command, ["Cmnd_Alias"])
      let (some, isTooMany) = users.count.multipliedReportingOverflow(by: hosts.count)
      let (all, isMore) = some.multipliedReportingOverflow(by: runAs.count &* commands.count)
      guard !isTooMany, !isMore, all + grants.count <= Self.limit else {
        throw SyntaxError("more than \(Self.limit) grants", at: grant.position)
      }
      for user in users {
        for host in hosts {
          for other in runAs {
            for command in commands {
              grants.append(
                grant.naming(
                  user: templates.restored(user),
                  host: templates.restored(host),
                  runAs: templates.restored(other),
                  command: templates.restored(command)
                )
              )
            }
          }
        }
      }
    }
  }

  /// The members of an alias, through aliases among them; anything else is itself.
  private func expanded(_ name: String, _ kinds: [String]) -> [String] {
    var names: [String] = []
    var waiting = [name]
    var seen: Set<String> = []
    while let name = waiting.popLast(), names.count < Self.limit {
      let isNegated = name.hasPrefix("!")
      let plain = isNegated ? String(name.dropFirst()) : name
      let members = kinds.lazy.compactMap { file.aliases["\($0) \(plain)"] }.first
      guard let members else {
        names.append(name)
        continue
      }
      guard seen.insert(name).inserted else { continue }
      waiting += members.map { member in
        guard isNegated else { return member }
        return member.hasPrefix("!") ? String(member.dropFirst()) : "!" + member
      }
    }
    return names
  }

  /// Where a rule takes something away, or tags differ, the order of the rules matters.
  var hasOrder: Bool {
    grants.contains { $0.command.hasPrefix("!") || $0.user.hasPrefix("!") }
      || Set(grants.map(\.tags)).count > 1
  }

  var order: [[String]] { grants.map { [$0.user, $0.host, $0.runAs, $0.command] } }

  /// A difference outside of rules.
  func otherDifference(from old: SudoersSide) -> (line: Int?, reason: String)? {
    let settings = file.settings.map { [$0.scope, $0.text] }
    if settings != old.file.settings.map({ [$0.scope, $0.text] }) {
      let known = old.file.settings.map { [$0.scope, $0.text] }
      let changed = file.settings.first { !known.contains([$0.scope, $0.text]) }
      return (changed?.position.line, "other defaults of sudo")
    }
    if file.includes.map(\.path) != old.file.includes.map(\.path) {
      return (file.includes.first?.position.line, "includes other files")
    }
    let lines = templates.actions.filter(\.isWholeLine)
    if lines.map(\.text) != old.templates.actions.filter(\.isWholeLine).map(\.text) {
      return (lines.first?.position.line, "what a template writes here is not known")
    }
    return nil
  }

  /// What the rules give, without what a wider rule that both sides have gives already.
  func items(beside other: SudoersSide) -> [AccessItem] {
    let common = Set(grants.map(Wide.init)).intersection(other.grants.map(Wide.init))
    let wide = common.filter { $0.command == "ALL" || $0.user == "ALL" || $0.host == "ALL" }
    let isPlain = !hasOrder && !other.hasOrder
    let known = Set(other.grants.map(Self.slot))
    return grants.flatMap { grant -> [AccessItem] in
      if isPlain, wide.count < 100, wide.contains(where: { $0.covers(grant) }) { return [] }
      let item = self.item(of: grant)
      // Tags are said of what both sides let run.
      guard known.contains(item.slot) else { return [item] }
      return [item] + grant.tags.map { tag($0, of: grant, item) }
    }
  }

  private static func slot(_ grant: Sudoers.Grant) -> String {
    [grant.user, grant.host, grant.runAs, grant.command].joined(separator: "\u{0}")
  }

  private func item(of grant: Sudoers.Grant) -> AccessItem {
    let isDenied = grant.command.hasPrefix("!") || grant.user.hasPrefix("!")
    let how = grant.needsNoPassword ? " without a password" : ""
    let asked = "'\(grant.command)' as \(grant.runAs) on \(grant.host)\(how)"
    let isOpaque = [grant.user, grant.host, grant.runAs, grant.command].contains {
      Templates.arePresent(in: Array($0.utf8))
    }
    let plain = grant.command.drop { $0 == "!" }
    return AccessItem(
      kind: SudoersDetector.grant,
      slot: Self.slot(grant),
      isGuard: isDenied,
      severity: plain == "ALL" || grant.user == "ALL" ? .critical : .high,
      line: grant.position.line,
      comes: isDenied ? "keeps \(grant.user) from \(asked)" : "lets \(grant.user) run \(asked)",
      goes: isDenied
        ? "no longer keeps \(grant.user) from \(asked)"
        : "no longer lets \(grant.user) run \(asked)",
      isOpaque: isOpaque
    )
  }

  private func tag(
    _ tag: String,
    of grant: Sudoers.Grant,
    _ item: AccessItem
  ) -> AccessItem {
    let isGuard = ["NOEXEC", "INTERCEPT", "LOG_INPUT", "LOG_OUTPUT", "MAIL"].contains(tag)
    let whom = "\(grant.user) running '\(grant.command)'"
    return AccessItem(
      kind: SudoersDetector.tag,
      slot: item.slot + "\u{0}" + tag,
      isGuard: isGuard,
      severity: grant.command == "ALL" ? .critical : .high,
      line: grant.position.line,
      comes: "sets \(tag) for \(whom)",
      goes: "no longer sets \(tag) for \(whom)",
      isOpaque: item.isOpaque
    )
  }
}

/// A rule as something that can give what another one gives.
private struct Wide: Hashable {
  let user: String
  let host: String
  let runAs: String
  let tags: [String]
  let command: String

  init(_ grant: Sudoers.Grant) {
    user = grant.user
    host = grant.host
    runAs = grant.runAs
    tags = grant.tags
    command = grant.command
  }

  /// Not of itself: both sides' rules are compared as they are.
  func covers(_ grant: Sudoers.Grant) -> Bool {
    self != Wide(grant) && tags == grant.tags && (user == "ALL" || user == grant.user)
      && (host == "ALL" || host == grant.host) && (command == "ALL" || command == grant.command)
      && (runAs == "ALL" || runAs == "ALL:ALL" || runAs == grant.runAs)
  }
}
