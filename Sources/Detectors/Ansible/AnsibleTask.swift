import Syntax

/// One module that a playbook or a role runs, with its arguments.
struct AnsibleTask {
  /// Without the collection it is of.
  let module: String
  let name: String
  let node: Node
  /// What it hangs on: conditions and variables, its own and of all that it stands in.
  let circumstances: String
  /// The text in the place of arguments.
  let freeForm: String
  private let arguments: [String: Node]

  var line: Int { node.position.line }
  /// As a summary names it.
  var place: String { name.isEmpty ? "" : "in task '\(name)'" }

  subscript(keys: String...) -> String? {
    for key in keys {
      if let node = arguments[key] { return node.text ?? node.canonical }
    }
    return nil
  }

  func list(_ key: String) -> [String] {
    guard let node = arguments[key] else { return [] }
    if let items = node.array { return items.compactMap(\.text) }
    return (node.text ?? "").split(separator: ",").map { ScriptText.trimmed($0) }
  }

  func isOff(_ key: String) -> Bool {
    arguments[key].map { ["false", "no", "off", "0"].contains($0.text?.lowercased() ?? "") }
      ?? false
  }

  /// Whether the task takes away what its arguments name.
  var isAbsent: Bool { ["absent", "disabled"].contains(self["state"] ?? "") }

  /// All arguments but some, and but for secrets, in order.
  func canonical(but left: Set<String>) -> String {
    arguments.filter { !left.contains($0.key) && !SecretName.isMeant(by: $0.key) }.sorted {
      $0.key < $1.key
    }
    .map { "\($0.key)=\($0.value.text ?? $0.value.canonical)" }.joined(separator: " ")
  }

  private init(_ module: String, _ value: Node, _ node: Node, _ circumstances: String) {
    self.module = module.split(separator: ".").last.map(String.init) ?? module
    name = node["name"]?.text ?? ""
    self.node = node
    self.circumstances = circumstances
    freeForm = value.string ?? ""
    var arguments: [String: Node] = [:]
    for argument in (node["args"]?.object ?? []) + (value.object ?? []) {
      arguments[argument.key] = argument.value
    }
    for word in freeForm.split(separator: " ") {
      let halves = word.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { continue }
      let text = halves[1].filter { $0 != "\"" && $0 != "'" }
      arguments[String(halves[0])] = Node(.string(text), at: value.position)
    }
    self.arguments = arguments
  }

  /// `action: user name=eve` and `action: {module: user, name: eve}` as `user: …`.
  private init(_ member: Node.Member, _ node: Node, _ circumstances: String) {
    guard ["action", "local_action"].contains(member.key) else {
      self.init(member.key, member.value, node, circumstances)
      return
    }
    let text = member.value.string ?? ""
    let first = text.prefix { $0 != " " }
    let isText = member.value.object == nil
    self.init(
      isText ? String(first) : member.value["module"]?.text ?? "",
      isText
        ? Node(.string(String(text.dropFirst(first.count))), at: member.value.position)
        : member.value,
      node,
      circumstances
    )
  }

  /// The modules of a task, which has one, for each of the items that it is repeated for; words of other meaning
  /// are taken for modules without harm.
  static func all(in node: Node, _ circumstances: String) -> [AnsibleTask] {
    let modules = (node.object ?? []).filter { !words.contains($0.key) }
    guard let loop = AnsibleLoop(node) else {
      let loops = (node.object ?? []).filter { $0.key == "loop" || $0.key.hasPrefix("with_") }
      let all = circumstances + loops.map { " for \($0.value.canonical)" }.joined()
      return modules.map { AnsibleTask($0, node, all) }
    }
    return loop.items.flatMap { item in
      modules.map { member in
        let value = loop.filled(member.value, with: item)
        let filled = Node.Member(key: member.key, keyPosition: member.keyPosition, value: value)
        return AnsibleTask(filled, node, circumstances)
      }
    }
  }

  private static let words: Set<String> = [
    "name", "when", "tags", "become", "become_user", "register", "notify", "vars", "loop",
    "with_items", "loop_control", "no_log", "args", "block", "rescue", "always", "hosts", "roles",
  ]
}

/// The plays and tasks of a file.
struct AnsibleFile {
  private(set) var plays: [Node] = []
  /// Tasks and blocks.
  private(set) var nodes: [Node] = []
  private(set) var tasks: [AnsibleTask] = []
  static let limit = 5000
  var size: Int { max(nodes.count, tasks.count) }

  private static let lists = ["tasks", "pre_tasks", "post_tasks", "handlers"]
  private static let blocks = ["block", "rescue", "always"]

  /// `nil` where the document is no list of plays or tasks.
  init?(_ documents: [Node], isOfRole: Bool) {
    for document in documents {
      for item in document.array ?? [] where item.object != nil {
        if item["hosts"] != nil, (Self.lists + ["roles"]).contains(where: { item[$0] != nil }) {
          plays.append(item)
          let place = item["hosts"].map { "on \($0.canonical)" } ?? ""
          for key in Self.lists { add(item[key]?.array ?? [], place) }
        } else if isOfRole {
          add([item], "")
        }
      }
    }
    if plays.isEmpty, nodes.isEmpty { return nil }
  }

  /// Depth is bounded by the reader that made the tree.
  private mutating func add(_ items: [Node], _ outer: String) {
    for item in items where size <= Self.limit {
      // Nothing of it is ever run.
      if item["when"]?.isFalse ?? false { continue }
      let circumstances = Self.circumstances(item, outer)
      nodes.append(item)
      tasks += AnsibleTask.all(in: item, circumstances)
      for key in Self.blocks { add(item[key]?.array ?? [], circumstances) }
    }
  }

  private static func circumstances(_ item: Node, _ outer: String) -> String {
    let own = ["when", "vars", "delegate_to"].compactMap { key in
      item[key].map { "\(key) \($0.canonical)" }
    }
    return (outer.isEmpty ? own : [outer] + own).joined(separator: ", ")
  }
}
