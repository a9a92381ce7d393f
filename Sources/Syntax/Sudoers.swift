/// A sudoers file, with its aliases apart.
package struct Sudoers: Sendable {
  /// One user specification for one user, host and command.
  package struct Grant: Hashable, Sendable {
    /// `alice`, `%group`, `#1000`, `+netgroup`, an alias or `ALL`; `!` in front of what is taken away.
    package let user: String
    package let host: String
    /// `root` where nothing else is said; `user:group` as written.
    package let runAs: String
    /// `NOPASSWD`, `SETENV` and the other tags that hold, in byte order.
    package let tags: [String]
    package let command: String
    package let position: Position

    /// The same rule with other names in it.
    package func naming(
      user: String,
      host: String,
      runAs: String,
      command: String
    ) -> Grant {
      Grant(
        user: user,
        host: host,
        runAs: runAs,
        tags: tags,
        command: command,
        position: position
      )
    }

    package var needsNoPassword: Bool { tags.contains("NOPASSWD") }
  }

  package struct Setting: Hashable, Sendable {
    /// `Defaults`, `Defaults:alice` and so on.
    package let scope: String
    package let text: String
    package let position: Position
  }

  /// What is read from another file, where nobody here sees it.
  package struct Include: Hashable, Sendable {
    package let path: String
    package let position: Position
  }

  package private(set) var grants: [Grant] = []
  package private(set) var settings: [Setting] = []
  package private(set) var includes: [Include] = []
  /// The members of every alias, of whatever kind: their names are of four name spaces.
  package private(set) var aliases: [String: [String]] = [:]
  private var budget: NodeBudget

  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> Sudoers {
    let lines = try SourceLines(try SourceText.check(bytes, limits), limits)
    var sudoers = Sudoers(budget: NodeBudget(limits.ofLines))
    for (text, position) in try SudoersLines(lines).entries { try sudoers.add(text, at: position) }
    return sudoers
  }

  private init(budget: NodeBudget) { self.budget = budget }

  private mutating func add(_ line: SudoersText, at position: Position) throws(SyntaxError) {
    try budget.spend(at: position)
    let (first, rest) = line.firstWord
    switch first {
    case "@include", "@includedir", "#include", "#includedir":
      includes.append(Include(path: rest.string, position: position))
    case "User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias":
      for definition in rest.split(at: ":") { try addAlias(definition, first, position) }
    case _ where first.hasPrefix("Defaults"):
      settings.append(Setting(scope: first, text: rest.string, position: position))
    default: try addGrants(line, position)
    }
  }

  private mutating func addAlias(
    _ text: SudoersText,
    _ kind: String,
    _ position: Position
  ) throws(SyntaxError) {
    guard let (name, members) = text.halves(at: "=") else {
      throw SyntaxError("expected '=' in an alias", at: position)
    }
    let list = members.split(at: ",").map(\.string)
    try budget.spend(list.count, at: position)
    let space = kind == "Cmd_Alias" ? "Cmnd_Alias" : kind
    guard aliases.updateValue(list, forKey: "\(space) \(name.string)") == nil else {
      throw SyntaxError("the alias '\(name.string)' stands here twice", at: position)
    }
  }

  private mutating func addGrants(
    _ line: SudoersText,
    _ position: Position
  ) throws(SyntaxError) {
    guard let (left, right) = line.halves(at: "="), let (users, hosts) = left.usersAndHosts else {
      throw SyntaxError("expected 'user host = command'", at: position)
    }
    var specifications = right.split(at: ":", blanksAround: true)
    try addGrants(users, hosts, specifications.removeFirst(), position)
    for specification in specifications {
      guard let (hosts, commands) = specification.halves(at: "=") else {
        throw SyntaxError("expected 'host = command'", at: position)
      }
      try addGrants(users, hosts, commands, position)
    }
  }

  private mutating func addGrants(
    _ users: SudoersText,
    _ hosts: SudoersText,
    _ commands: SudoersText,
    _ position: Position
  ) throws(SyntaxError) {
    var context = SudoersContext()
    for text in commands.split(at: ",") {
      let command = context.take(text)
      guard !command.isEmpty else { throw SyntaxError("expected a command", at: position) }
      for user in users.split(at: ",") {
        for host in hosts.split(at: ",") {
          try budget.spend(at: position)
          grants.append(
            Grant(
              user: user.string,
              host: host.string,
              runAs: context.runAs,
              tags: context.tags.sorted(),
              command: command,
              position: position
            )
          )
        }
      }
    }
  }
}

/// What earlier commands of a list say for the later ones.
struct SudoersContext {
  private(set) var runAs = "root"
  private(set) var tags: Set<String> = []

  private static let opposites = [
    "PASSWD": "NOPASSWD", "EXEC": "NOEXEC", "NOSETENV": "SETENV", "NOFOLLOW": "FOLLOW",
    "NOLOG_INPUT": "LOG_INPUT", "NOLOG_OUTPUT": "LOG_OUTPUT", "NOMAIL": "MAIL",
    "NOINTERCEPT": "INTERCEPT",
  ]

  /// Takes what stands in front of a command, and gives the command.
  mutating func take(_ text: SudoersText) -> String {
    var rest = text
    if let (inner, after) = rest.parenthesized {
      runAs = inner.split(at: ",").map(\.string).joined(separator: ",")
      rest = after
    }
    while let (tag, after) = rest.tag {
      if let opposite = Self.opposites[tag] {
        tags.remove(opposite)
      } else {
        if let weaker = Self.opposites.first(where: { $0.value == tag })?.key {
          tags.remove(weaker)
        }
        tags.insert(tag)
      }
      rest = after
    }
    return rest.string
  }
}
