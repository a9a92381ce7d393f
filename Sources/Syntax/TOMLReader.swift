/// Reads TOML 1.0.
///
/// Dates and times are strings with the tag `!!timestamp`; numbers are as written, without underscores.
/// A table or key that is defined twice is an error, also where TOML's own words leave room.
package struct TOMLReader {
  private var values: TOMLValues
  private var tables: TOMLTables

  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> Node {
    let text = try SourceText.check(bytes, limits)
    var reader = TOMLReader(
      values: TOMLValues(cursor: Cursor(text), budget: NodeBudget(limits)),
      tables: TOMLTables(budget: NodeBudget(limits))
    )
    try reader.lines()
    return reader.tables.node()
  }

  private mutating func lines() throws(SyntaxError) {
    var current = TOMLTables.root
    while true {
      values.skipSpace()
      switch values.cursor.next {
      case nil: return
      case UInt8(ascii: "["): current = try header()
      case UInt8(ascii: "#"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
      default:
        let path = try values.keyPath()
        try values.expect(UInt8(ascii: "="))
        values.skipSpace()
        let place = try tables.enter(dotted: path, in: current)
        let value = try values.value(depth: tables.depth(of: place) + 1)
        try tables.set(path[path.count - 1], to: value, in: place)
      }
      try values.endLine()
    }
  }

  private mutating func header() throws(SyntaxError) -> TOMLTables.Index {
    let position = values.cursor.position
    values.cursor.advance()
    let isList = values.cursor.take(UInt8(ascii: "["))
    values.skipSpace()
    let path = try values.keyPath()
    try values.expect(UInt8(ascii: "]"))
    if isList { try values.expect(UInt8(ascii: "]"), isNext: true) }
    return try isList
      ? tables.append(at: path, position) : tables.define(path, position)
  }
}

/// One name of a dotted key.
struct TOMLKey {
  let name: String
  let position: Position
}
