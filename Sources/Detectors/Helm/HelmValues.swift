import Detection
import Syntax

/// Both sides' values, walked side by side, and the objects that their conventional keys stand for.
///
/// A place that one side leaves out is there all the same: what is not said there is the chart's to say.
struct HelmValues {
  /// Objects of a cluster, real ones and those that the values are taken for.
  private(set) var objects = HelmPair<[Node]>([], [])
  private(set) var facts = HelmPair(Facts(), Facts())
  /// What no part of the reader knows.
  private(set) var leaves = HelmPair<[HelmLeaf]>([], [])
  /// Variables, whose names alone matter.
  private(set) var variables = HelmPair<[HelmLeaf]>([], [])
  private(set) var doubts: [(line: Int?, reason: String)] = []
  private let roots: HelmPair<Node?>

  init(_ old: Node?, _ new: Node?) { roots = HelmPair(old, new) }

  mutating func run() { walk([], roots) }

  /// Adds what a scope stands for, on each side that there is.
  mutating func add(_ make: (_ isOld: Bool) -> Node?) {
    if roots.old != nil, let node = make(true) { objects.old.append(node) }
    if roots.new != nil, let node = make(false) { objects.new.append(node) }
  }

  mutating func add(_ fact: Fact, isOld: Bool) { facts.update(isOld) { $0.add(fact) } }
  mutating func add(variable: HelmLeaf, isOld: Bool) {
    variables.update(isOld) { $0.append(variable) }
  }
  mutating func doubt(_ line: Int?, _ reason: String) { doubts.append((line, reason)) }

  private mutating func walk(_ path: [String], _ pair: HelmPair<Node?>) {
    for isOld in [true, false] {
      guard let node = pair[isOld], node.object == nil, node.array == nil else { continue }
      leaves.update(isOld) { $0.append(HelmLeaf(path: path, node: node)) }
    }
    let items = pair.map { $0?.array }
    if items.old != nil || items.new != nil {
      walk(path, HelmScope(path, items.map(HelmScope.named)), claimed: [])
    }
    let members = pair.map { $0?.object }
    guard members.old != nil || members.new != nil else { return }
    if !path.isEmpty, pair.contains(where: { $0.flatMap(KubernetesObject.init) != nil }) {
      for isOld in [true, false] {
        if let node = pair[isOld] { objects.update(isOld) { $0.append(node) } }
      }
      return
    }
    let scope = HelmScope(path, members.map { $0?.map { ($0.key, $0.value) } })
    walk(path, scope, claimed: claims(scope))
  }

  private mutating func walk(_ path: [String], _ scope: HelmScope, claimed: Set<String>) {
    for key in scope.keys where !claimed.contains(key) { walk(path + [key], scope[key]) }
  }

  /// The keys whose meaning is known, after that is noted.
  private mutating func claims(_ scope: HelmScope) -> Set<String> {
    HelmPod.claim(scope, in: &self)
      .union(HelmService.claim(scope, in: &self))
      .union(HelmIngress.claim(scope, in: &self))
      .union(HelmAccount.claim(scope, in: &self))
      .union(HelmRoles.claim(scope, in: &self))
      .union(HelmSwitches.claim(scope, in: &self))
  }
}

/// Something of each side.
struct HelmPair<Value> {
  var old: Value
  var new: Value

  init(_ old: Value, _ new: Value) { (self.old, self.new) = (old, new) }

  subscript(isOld: Bool) -> Value { isOld ? old : new }

  /// Changes a side in its place: lists of it grow without a copy.
  mutating func update(_ isOld: Bool, _ change: (inout Value) -> Void) {
    if isOld { change(&old) } else { change(&new) }
  }

  func map<Other>(_ change: (Value) -> Other) -> HelmPair<Other> {
    HelmPair<Other>(change(old), change(new))
  }

  func contains(where holds: (Value) -> Bool) -> Bool { holds(old) || holds(new) }
}

/// A scalar, and where it stands.
struct HelmLeaf {
  let path: [String]
  let node: Node
  let title: String

  init(path: [String], node: Node) {
    (self.path, self.node) = (path, node)
    title = HelmPath.title(path)
  }

  var line: Int { node.position.line }
}

enum HelmPath {
  /// `controller.service`: another path has another title, whatever dots are in its keys.
  static func title(_ path: [String]) -> String {
    path.map { key in
      let isPlain = !key.isEmpty && !key.utf8.contains { ".'\\".utf8.contains($0) }
      if isPlain { return key }
      return "'" + key.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }.joined(separator: ".")
  }
}

/// The members of an object, or the items of a list by their names, on both sides.
struct HelmScope {
  let path: [String]
  /// Of both sides, each once.
  let keys: [String]
  private let members: HelmPair<[String: Node]>

  init(_ path: [String], _ members: HelmPair<[(String, Node)]?>) {
    self.path = path
    self.members = members.map { Dictionary($0 ?? []) { first, _ in first } }
    var seen: Set<String> = []
    keys = ((members.new ?? []) + (members.old ?? [])).map(\.0).filter { seen.insert($0).inserted }
  }

  subscript(key: String) -> HelmPair<Node?> { members.map { $0[key] } }
  subscript(key: String, isOld: Bool) -> Node? { members[isOld][key] }

  /// As summaries name it.
  var title: String { HelmPath.title(path) }
  var name: String { path.last ?? "chart" }

  func has(_ key: String) -> Bool { self[key].contains { $0 != nil } }

  /// The line of the first of the keys that is there.
  func position(_ isOld: Bool, _ keys: [String] = []) -> Position {
    let all = keys.isEmpty ? self.keys : keys
    return all.lazy.compactMap { self[$0, isOld]?.position }.first ?? Position(line: 1, column: 1)
  }

  /// Items by their names, so that one more does not move the others.
  static func named(_ items: [Node]?) -> [(String, Node)]? {
    var counts: [String: Int] = [:]
    var used: Set<String> = []
    return items?.map { item in
      let plain = item["name"]?.text ?? item.text ?? "item"
      var name = plain
      while !used.insert(name).inserted {
        counts[plain, default: 1] += 1
        name = "\(plain)#\(counts[plain] ?? 0)"
      }
      return (name, item)
    }
  }
}

/// Nodes of objects that values stand for.
enum HelmNode {
  static func object(_ members: [(String, Node?)], at position: Position) -> Node {
    Node(
      .object(
        members.compactMap { key, value in
          value.map { Node.Member(key: key, keyPosition: $0.position, value: $0) }
        }
      ),
      at: position
    )
  }

  static func text(_ text: String, at position: Position) -> Node {
    Node(.string(text), at: position)
  }

  static func list(_ items: [Node], at position: Position) -> Node? {
    items.isEmpty ? nil : Node(.array(items), at: position)
  }

  static func manifest(
    _ kind: String,
    of scope: HelmScope,
    annotations: Node? = nil,
    _ members: [(String, Node?)],
    at position: Position
  ) -> Node {
    let metadata = object(
      [("name", text(scope.title, at: position)), ("annotations", annotations)],
      at: position
    )
    return object(
      [
        ("apiVersion", text("v1", at: position)), ("kind", text(kind, at: position)),
        ("metadata", metadata),
      ] + members,
      at: position
    )
  }
}
