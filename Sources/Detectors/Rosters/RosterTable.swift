import Syntax

/// Rows under a header, as spreadsheets and directories write people out: the same as a list of maps.
enum RosterTable {
  /// `nil` where the header names nobody, or nothing that anybody is given.
  static func document(
    _ bytes: [UInt8],
    _ file: FileName,
    separator: UInt8
  ) throws(SyntaxError) -> Node? {
    try SyntaxLimits.small.check(bytes)
    let rows = rows(bytes, separator)
    guard let header = rows.first?.cells.map({ $0.lowercased() }) else { return nil }
    let stem = String(file.name.prefix { $0 != "." })
    let isOfPeople = RosterLexicon.meaning(of: stem) == .people
    let isOfRights = header.contains { key in
      RosterLexicon.meaning(of: key) == .rights || RosterLexicon.flags.contains(key)
    }
    guard isOfPeople || isOfRights, header.contains(where: RosterLexicon.identities.contains) else {
      return nil
    }
    let entries = rows.dropFirst().map { row in
      let place = Position(line: row.line, column: 1)
      let members = zip(header, row.cells).filter { !$1.isEmpty }.map { key, cell in
        Node.Member(key: key, keyPosition: place, value: Node(value(cell), at: place))
      }
      return Node(.object(members), at: place)
    }
    let start = Position(line: 1, column: 1)
    let list = Node(.array(entries), at: start)
    let key = isOfPeople ? stem : "members"
    return Node(.object([Node.Member(key: key, keyPosition: start, value: list)]), at: start)
  }

  private static func value(_ cell: String) -> Node.Value {
    switch cell.lowercased() {
    case "true", "yes": .bool(true)
    case "false", "no": .bool(false)
    default: .string(cell)
    }
  }

  /// Quotes keep separators and ends of lines, and two of them are one.
  private static func rows(_ bytes: [UInt8], _ separator: UInt8) -> [(cells: [String], line: Int)] {
    var rows: [(cells: [String], line: Int)] = []
    var (cells, cell): ([String], [UInt8]) = ([], [])
    var (line, start, isQuoted) = (1, 1, false)
    func closeCell() {
      let text = String(decoding: cell, as: UTF8.self)
      cells.append(ScriptText.trimmed(text[...]))
      cell = []
    }
    func closeRow() {
      closeCell()
      if cells.contains(where: { !$0.isEmpty }), cells.first?.hasPrefix("#") == false {
        rows.append((cells, start))
      }
      cells = []
    }
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A { line += 1 }
      if byte == UInt8(ascii: "\"") {
        let isDouble = isQuoted && index < bytes.count && bytes[index] == byte
        if isDouble { cell.append(byte) }
        if isDouble { index += 1 } else { isQuoted.toggle() }
      } else if isQuoted || byte != separator && byte != 0x0A && byte != 0x0D {
        cell.append(byte)
      } else if byte == separator {
        closeCell()
      } else if byte == 0x0A {
        closeRow()
        start = line
      }
    }
    closeRow()
    return rows
  }
}
