internal import GitObjects
package import Syntax

/// Reads the keys of one YAML map; a key that it may not have is an error that names those that it may.
package struct MapReader {
  package let file: String
  package let position: Position
  private let what: String
  private let pairs: [YAMLNode.Pair]

  /// `keys` are those that the map may have; `nil` where they are names that the policy's author chose.
  package init(_ node: YAMLNode, file: String, what: String, keys: [String]?) throws(PolicyError) {
    guard case .map(let pairs) = node.value else {
      throw PolicyError(file: file, at: node.position, "\(what) must be a map")
    }
    self.file = file
    self.pairs = pairs
    self.what = what
    position = node.position
    guard let keys else { return }
    for pair in pairs where !keys.contains(pair.key) {
      let near = keys.min { Self.distance($0, pair.key) < Self.distance($1, pair.key) } ?? ""
      let fix =
        Self.distance(near, pair.key) <= 2
        ? "did you mean '\(near)'?" : "it may have \(keys.joined(separator: ", "))"
      throw PolicyError(
        file: file,
        at: pair.keyPosition,
        "unknown key '\(Escaped.text(pair.key))' in \(what)",
        fix: fix
      )
    }
  }

  package var entries: [YAMLNode.Pair] { pairs }

  package func node(_ key: String) -> YAMLNode? { pairs.first { $0.key == key }?.value }

  package func required(_ key: String) throws(PolicyError) -> YAMLNode {
    guard let node = node(key) else {
      throw PolicyError(file: file, at: position, "\(what) has no '\(key)'", fix: "add '\(key):'")
    }
    return node
  }

  package func text(_ key: String) throws(PolicyError) -> String? { try node(key).map(text) }

  package func text(_ node: YAMLNode) throws(PolicyError) -> String {
    guard case .scalar(let text) = node.value, !text.isEmpty else {
      throw PolicyError(file: file, at: node.position, "text is wanted here")
    }
    return text
  }

  /// A list of texts; a single text is a list of one.
  package func texts(_ key: String) throws(PolicyError) -> [(text: String, position: Position)]? {
    guard let node = node(key) else { return nil }
    if case .scalar = node.value { return [(try text(node), node.position)] }
    guard case .list(let items) = node.value else {
      throw PolicyError(file: file, at: node.position, "'\(key)' must be a list")
    }
    guard !items.isEmpty else {
      throw PolicyError(
        file: file,
        at: node.position,
        "'\(key)' is empty",
        fix: "remove the key or fill it"
      )
    }
    var result: [(text: String, position: Position)] = []
    var seen: Set<[UInt8]> = []
    for item in items {
      let text = try text(item)
      guard seen.insert(Array(text.utf8)).inserted else {
        throw PolicyError(
          file: file,
          at: item.position,
          "'\(Escaped.text(text))' stands here twice"
        )
      }
      result.append((text, item.position))
    }
    return result
  }

  package func names<Name: PolicyName>(_ key: String, as kind: Name.Type) throws(PolicyError)
    -> [Name]?
  {
    guard let texts = try texts(key) else { return nil }
    var result: [Name] = []
    for (text, position) in texts { result.append(try name(text, at: position)) }
    return result
  }

  /// One name; a list would leave it open which of them counts.
  package func name<Name: PolicyName>(_ key: String, as kind: Name.Type) throws(PolicyError)
    -> Name?
  {
    guard let node = node(key) else { return nil }
    return try name(try text(node), at: node.position)
  }

  package func name<Name: PolicyName>(_ text: String, at position: Position) throws(PolicyError)
    -> Name
  {
    guard let name = Name(rawValue: text) else {
      throw PolicyError(
        file: file,
        at: position,
        "'\(Escaped.text(text))' is no id",
        fix: "use a-z, 0-9, dots, dashes and underscores, at most 64"
      )
    }
    return name
  }

  package func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String)
    throws(PolicyError)
    -> Choice?
  {
    guard let node = node(key) else { return nil }
    return try choice(try text(node), at: node.position)
  }

  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String,
    at position: Position
  )
    throws(PolicyError) -> Choice
  {
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw PolicyError(file: file, at: position, "'\(Escaped.text(text))' is none of \(known)")
    }
    return choice
  }

  package func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable>(_ key: String)
    throws(PolicyError) -> Set<Choice>?
  {
    guard let texts = try texts(key) else { return nil }
    var result: Set<Choice> = []
    for (text, position) in texts { result.insert(try choice(text, at: position)) }
    return result
  }

  func count(_ key: String) throws(PolicyError) -> Int {
    let node = try required(key)
    guard let count = Int(try text(node)), (1...1000).contains(count) else {
      throw PolicyError(file: file, at: node.position, "'\(key)' must be a number from 1 to 1000")
    }
    return count
  }

  package func bool(_ key: String) throws(PolicyError) -> Bool? {
    guard let node = node(key) else { return nil }
    switch try text(node) {
    case "true": return true
    case "false": return false
    default: throw PolicyError(file: file, at: node.position, "'\(key)' must be true or false")
    }
  }

  func duration(_ key: String) throws(PolicyError) -> Int64? {
    guard let node = node(key) else { return nil }
    guard let seconds = PolicyDuration.seconds(try text(node)) else {
      throw PolicyError(
        file: file,
        at: node.position,
        "'\(key)' must be a time such as 14d, 24h or 30m"
      )
    }
    return seconds
  }

  func time(_ key: String) throws(PolicyError) -> Timestamp? {
    guard let node = node(key) else { return nil }
    guard let time = Timestamp(Array(try text(node).utf8)) else {
      throw PolicyError(
        file: file,
        at: node.position,
        "'\(key)' must be a time such as 2026-11-23T05:00:00Z"
      )
    }
    return time
  }

  /// The number of single edits between two short words.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8.prefix(40)), Array(b.utf8.prefix(40)))
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let substituted = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}

/// A duration such as `14d`, `24h`, `30m` or `90s`.
package enum PolicyDuration {
  package static func seconds(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (1...100_000).contains(count)
    else { return nil }
    return count * unit
  }
}
