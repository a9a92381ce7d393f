/// The tables of a TOML text while they are put together.
struct TOMLTables {
  typealias Index = Int
  static let root: Index = 0

  private enum Origin {
    /// By a header that names a table below it; a header of its own may follow.
    case implied
    case header
    case dotted
  }

  private enum Entry {
    case value(Node)
    case table(Index)
    /// Of ``TOMLTables/lists``.
    case list(Int)
  }

  private struct Table {
    var origin: Origin
    let position: Position
    let depth: Int
    var keys: [TOMLKey] = []
    var entries: [Entry] = []
    var places: [String: Int] = [:]

    mutating func add(_ key: TOMLKey, _ entry: Entry) {
      places[key.name] = entries.count
      keys.append(key)
      entries.append(entry)
    }
  }

  private var tables = [Table(origin: .header, position: SourceText.start, depth: 1)]
  /// The tables of each `[[…]]`.
  private var lists: [[Index]] = []
  private var budget: NodeBudget

  init(budget: NodeBudget) { self.budget = budget }

  func depth(of table: Index) -> Int { tables[table].depth }

  /// What `[a.b]` begins.
  mutating func define(_ path: [TOMLKey], _ position: Position) throws(SyntaxError) -> Index {
    let parent = try enter(header: path)
    let key = path[path.count - 1]
    switch entry(key, in: parent) {
    case nil:
      return try create(key, in: parent, .header, position)
    case .table(let table)? where tables[table].origin == .implied:
      tables[table].origin = .header
      return table
    default: throw twice(key)
    }
  }

  /// What `[[a.b]]` begins.
  mutating func append(at path: [TOMLKey], _ position: Position) throws(SyntaxError) -> Index {
    let parent = try enter(header: path)
    let key = path[path.count - 1]
    switch entry(key, in: parent) {
    case nil:
      let table = try make(in: parent, .header, position, levels: 2)
      tables[parent].add(key, .list(lists.count))
      lists.append([table])
      return table
    case .list(let list)?:
      let table = try make(in: parent, .header, position, levels: 2)
      lists[list].append(table)
      return table
    default: throw twice(key)
    }
  }

  /// The table that the last name of a dotted key is set in.
  mutating func enter(
    dotted path: [TOMLKey],
    in table: Index
  ) throws(SyntaxError) -> Index {
    var current = table
    for key in path.dropLast() {
      switch entry(key, in: current) {
      case nil: current = try create(key, in: current, .dotted, key.position)
      case .table(let inner)? where tables[inner].origin == .dotted: current = inner
      default: throw twice(key)
      }
    }
    return current
  }

  mutating func set(_ key: TOMLKey, to value: Node, in table: Index) throws(SyntaxError) {
    guard entry(key, in: table) == nil else { throw twice(key) }
    tables[table].add(key, .value(value))
  }

  /// The table that the last name of a header is in.
  private mutating func enter(header path: [TOMLKey]) throws(SyntaxError) -> Index {
    var current = Self.root
    for key in path.dropLast() {
      switch entry(key, in: current) {
      case nil: current = try create(key, in: current, .implied, key.position)
      case .table(let inner)?: current = inner
      case .list(let list)?: current = lists[list].last ?? current
      case .value?: throw twice(key)
      }
    }
    return current
  }

  private func entry(_ key: TOMLKey, in table: Index) -> Entry? {
    tables[table].places[key.name].map { tables[table].entries[$0] }
  }

  private mutating func create(
    _ key: TOMLKey,
    in parent: Index,
    _ origin: Origin,
    _ position: Position
  ) throws(SyntaxError) -> Index {
    let table = try make(in: parent, origin, position, levels: 1)
    tables[parent].add(key, .table(table))
    return table
  }

  private mutating func make(
    in parent: Index,
    _ origin: Origin,
    _ position: Position,
    levels: Int
  ) throws(SyntaxError) -> Index {
    let depth = tables[parent].depth + levels
    try budget.spend(levels, at: position)
    try budget.check(depth: depth, at: position)
    tables.append(Table(origin: origin, position: position, depth: depth))
    return tables.count - 1
  }

  private func twice(_ key: TOMLKey) -> SyntaxError {
    SyntaxError("the key '\(key.name)' stands here twice", at: key.position)
  }

  func node(of table: Index = root) -> Node {
    let table = tables[table]
    let members = zip(table.keys, table.entries).map { key, entry in
      Node.Member(key: key.name, keyPosition: key.position, value: node(entry, key))
    }
    return Node(.object(members), at: table.position)
  }

  private func node(_ entry: Entry, _ key: TOMLKey) -> Node {
    switch entry {
    case .value(let node): node
    case .table(let index): node(of: index)
    case .list(let list): Node(.array(lists[list].map { node(of: $0) }), at: key.position)
    }
  }
}
