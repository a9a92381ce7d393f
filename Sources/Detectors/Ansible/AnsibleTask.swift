import Syntax

/// One module that a playbook or a role runs, with its arguments.
struct AnsibleTask {
  /// Without the collection it is of.
  let module: String
  let name: String
  let node: Node
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

  /// All arguments but some, in order.
  func canonical(but left: Set<String>) -> String {
    arguments.filter { !left.contains($0.key) }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value.text ?? $0.value.canonical)" }.joined(separator: " ")
  }

  private init(_ member: Node.Member, _ node: Node) {
    module = member.key.split(separator: ".").last.map(String.init) ?? member.key
    name = node["name"]?.text ?? ""
    self.node = node
    var arguments: [String: Node] = [:]
    for argument in (node["args"]?.object ?? []) + (member.value.object ?? []) {
      arguments[argument.key] = argument.value
    }
    for word in (member.value.string ?? "").split(separator: " ") {
      let halves = word.split(separator: "=", maxSplits: 1)
      guard halves.count == 2 else { continue }
      let text = halves[1].filter { $0 != "\"" && $0 != "'" }
      arguments[String(halves[0])] = Node(.string(text), at: member.value.position)
    }
    self.arguments = arguments
  }

  /// The modules of a task, which has one; words of other meaning are taken for modules without harm.
  static func all(in node: Node) -> [AnsibleTask] {
    (node.object ?? []).filter { !words.contains($0.key) }.map { AnsibleTask($0, node) }
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

  private static let lists = ["tasks", "pre_tasks", "post_tasks", "handlers"]
  private static let blocks = ["block", "rescue", "always"]

  /// `nil` where the document is no list of plays or tasks.
  init?(_ documents: [Node], isOfRole: Bool) {
    for document in documents {
      for item in document.array ?? [] where item.object != nil {
        if item["hosts"] != nil, (Self.lists + ["roles"]).contains(where: { item[$0] != nil }) {
          plays.append(item)
          for key in Self.lists { add(item[key]?.array ?? []) }
        } else if isOfRole {
          add([item])
        }
      }
    }
    if plays.isEmpty, nodes.isEmpty { return nil }
  }

  /// Depth is bounded by the reader that made the tree.
  private mutating func add(_ items: [Node]) {
    for item in items where nodes.count <= Self.limit {
      nodes.append(item)
      tasks += AnsibleTask.all(in: item)
      for key in Self.blocks { add(item[key]?.array ?? []) }
    }
  }
}
