import Detection
import Syntax

/// Finds who is given access by the lists and maps of a tree.
struct RosterReader {
  private(set) var items: [AccessItem] = []
  /// Whether there were more than are read.
  private(set) var isCut = false
  static let limit = 10_000
  private(set) var names: [String] = []
  /// How many of the names speak of power over others.
  private var mighty = 0
  private var isDenying = false
  let label: String

  /// `label` stands for the file where a list has no name around it.
  init(label: String) { self.label = label }

  /// Depth is bounded by the reader that made the tree.
  mutating func walk(_ node: Node) {
    switch node.value {
    case .array(let items):
      for item in items { walkItem(item) }
    case .object(let members):
      walkTasks(node)
      for member in members { walk(member, beside: node) }
    default: break
    }
  }

  /// The whole of a file; where each person has one, the folder is the list.
  mutating func walk(_ document: Node, in folder: String?) {
    guard let folder, RosterLexicon.meaning(of: folder) == .people,
      let name = Self.identity(of: document),
      document.object?.contains(where: {
        $0.key != name.key && RosterLexicon.logins.contains($0.key)
      }) ?? false
    else { return walk(document) }
    within(folder) { $0.add(RosterEntry(name: name.text, node: document)) }
  }

  /// An item of a list that is no roster: its own name leads to what is in it.
  private mutating func walkItem(_ item: Node) {
    guard let name = Self.identity(of: item) else { return walk(item) }
    within(name.text) { $0.walk(item) }
  }

  mutating func walk(_ member: Node.Member, beside node: Node) {
    let key = member.key
    guard !RosterLexicon.has(RosterLexicon.powerless, in: key) else { return }
    if key == "<<", let text = member.value.string,
      names.contains(where: { RosterLexicon.meaning(of: $0) == .people })
    {
      return addExpression(text, nil, at: member.value)
    }
    let place = names.last.map(place) ?? "'\(label)'"
    if let threshold = RosterTerms.threshold(member, slot: slot([key]), of: place) {
      return items.append(threshold)
    }
    let wasDenying = isDenying
    if RosterLexicon.has(RosterLexicon.denying, in: key) { isDenying = true }
    defer { isDenying = wasDenying }
    switch RosterLexicon.meaning(of: key) {
    case .people: people(member)
    case .rights where RosterLexicon.isGranting(key) && member.value.array != nil: people(member)
    case .person: person(member, beside: node)
    case .rights where !items.isEmpty || names.isEmpty == false:
      rights(member, beside: node)
    default: within(key) { $0.walk(member.value) }
    }
  }

  mutating func within(_ name: String, _ body: (inout Self) -> Void) {
    let might = RosterRank.isMighty(name) ? 1 : 0
    names.append(name)
    mighty += might
    body(&self)
    mighty -= might
    names.removeLast()
  }

  // MARK: - Lists and maps of people

  private mutating func people(_ member: Node.Member) {
    let shape = RosterShape(member.value)
    within(member.key) { reader in
      switch shape {
      case .entries(let entries, let rest):
        for entry in entries { reader.add(entry) }
        for other in rest { reader.walk(other, beside: member.value) }
      case .expression(let text): reader.addExpression(text, at: member.value)
      case .other: reader.walk(member.value)
      }
    }
  }

  /// One person: a name where the key is a role's, or a description of somebody.
  private mutating func person(_ member: Node.Member, beside node: Node) {
    let key = member.key
    within(key) { reader in
      if let name = Self.identity(of: member.value) {
        reader.add(RosterEntry(name: name.text, node: member.value))
      } else if let text = member.value.string, RosterShape.isPrincipal(text),
        // `become_user: root` and `owner: root` say as whom something runs, not who may.
        !["user", "owner", "principal"].contains(RosterLexicon.parts(of: key).last)
      {
        reader.add(RosterEntry(name: text, node: member.value))
      } else {
        reader.walk(member.value)
      }
    }
  }

  /// A task of Ansible that is repeated for everybody in its list.
  private mutating func walkTasks(_ node: Node) {
    guard let members = node.object,
      members.contains(where: {
        ["user", "authorized_key"].contains($0.key.split(separator: ".").last)
      }),
      let loop = members.first(where: { ["loop", "with_items"].contains($0.key) })
    else { return }
    let name = node["name"]?.string ?? "users"
    within(name) { reader in
      switch RosterShape(loop.value) {
      case .entries(let entries, _): for entry in entries { reader.add(entry) }
      case .expression(let text): reader.addExpression(text, at: loop.value)
      case .other: break
      }
    }
  }

  // MARK: - Entries

  private mutating func add(_ entry: RosterEntry) {
    if entry.isAbsent { return }
    let list = names.last ?? label
    let isMighty = mighty > 0 || entry.isMighty
    let shown = Self.shown(entry.name)
    add(
      slot: [entry.name],
      severity: isMighty ? .critical : .medium,
      line: entry.node.position.line,
      comes: isDenying ? "puts \(shown) on \(place(list))" : "adds \(shown) to \(place(list))",
      goes: "removes \(shown) from \(place(list))",
      isOpaque: Templates.arePresent(in: Array(entry.name.utf8))
    )
    guard let members = entry.node.object else {
      if let role = entry.role { addRole(role, key: "role", of: entry) }
      return
    }
    within(entry.name) { reader in
      for member in members { reader.attribute(member, of: entry) }
    }
  }

  private mutating func attribute(_ member: Node.Member, of entry: RosterEntry) {
    let key = member.key.lowercased()
    let meaning = RosterLexicon.meaning(of: member.key)
    let slot = slot([entry.name, member.key])
    if let hold = RosterTerms.hold(member, slot: slot, of: Self.shown(entry.name)) {
      items.append(hold)
    } else if let text = member.value.text, !text.isEmpty {
      if meaning == .rights || RosterLexicon.flags.contains(key) && member.value.bool != nil {
        addRole(member.value, key: member.key, of: entry)
      } else if RosterTerms.isExpiry(key) || RosterTerms.isSelf(key) && text != entry.name {
        items.append(RosterTerms.item(member, text, slot: slot, of: Self.shown(entry.name)))
      }
    } else if meaning == .rights, let list = member.value.array {
      within(member.key) { reader in
        for item in list { reader.add(right: nil, as: item, to: entry.name) }
      }
    } else {
      walk(member, beside: entry.node)
    }
  }

  private mutating func addRole(_ value: Node, key: String, of entry: RosterEntry) {
    let text = value.text ?? "null"
    add(
      slot: [entry.name, key],
      rank: RosterRank.rank(of: text),
      value: text,
      severity: RosterRank.isMighty(text) || RosterRank.isMighty(key) ? .critical : .high,
      line: value.position.line,
      comes: "gives \(Self.shown(entry.name)) the \(key) '\(text)'",
      goes: "takes the \(key) '\(text)' from \(Self.shown(entry.name))",
      subject: "the \(key) of \(Self.shown(entry.name))",
      isFlag: value.bool != nil
    )
  }

  /// A list that a template puts together, variable by variable where it is a sum of them.
  private mutating func addExpression(_ text: String, at node: Node) {
    guard let terms = AnsibleTerm.all(in: text) else { return addExpression(text, nil, at: node) }
    for term in terms { addExpression("{{ \(term.name) }}", term, at: node) }
  }

  private mutating func addExpression(_ text: String, _ term: AnsibleTerm?, at node: Node) {
    let place = place(names.last ?? label)
    add(
      slot: [text],
      severity: .high,
      line: node.position.line,
      comes: "fills \(place) by \(text)",
      goes: "no longer fills \(place) by \(text)",
      isOpaque: true,
      filling: term.map { AnsibleLists.Filling(term: $0, place: place) }
    )
  }

  mutating func add(
    slot parts: [String],
    rank: Int? = nil,
    value: String? = nil,
    severity: Severity,
    line: Int,
    comes: String,
    goes: String,
    subject: String = "",
    isOpaque: Bool = false,
    isFlag: Bool = false,
    filling: AnsibleLists.Filling? = nil
  ) {
    // A flag that is off says the same as one that is not there.
    if isFlag, value == "false" { return }
    guard items.count < Self.limit else {
      isCut = true
      return
    }
    items.append(
      AccessItem(
        kind: value == nil ? RosterDetector.member : RosterDetector.role,
        slot: slot(parts),
        isGuard: isDenying,
        rank: rank,
        value: value,
        severity: severity,
        line: line,
        comes: comes,
        goes: goes,
        subject: subject,
        list: slot([]),
        isOpaque: isOpaque,
        filling: filling
      )
    )
  }

  private func slot(_ parts: [String]) -> String {
    (names + parts).joined(separator: "\u{0}")
  }

  /// A list by its name and by whatever it is in.
  func place(_ list: String) -> String {
    let outer = names.dropLast().last { $0 != list }
    return outer.map { "'\(list)' of '\($0)'" } ?? "'\(list)' of '\(label)'"
  }

  static func shown(_ name: String) -> String {
    name.utf8.count > 80 ? "'\(name.prefix(40))…\(name.suffix(16))'" : "'\(name)'"
  }

  static func identity(of node: Node) -> (key: String, text: String)? {
    guard node.object != nil else { return nil }
    for key in RosterLexicon.identities {
      if let text = node[key]?.text, !text.isEmpty { return (key, text) }
    }
    return nil
  }
}
