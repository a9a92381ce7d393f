import Detection
import Syntax

/// One side of a unit's file.
struct SystemdUnit {
  let name: SystemdName
  let exists: Bool
  /// In the text's order.
  let entries: [UnitFile.Entry]
  private let places: [String: [Int]]
  private let actions: [Templates.Action]

  /// Stands for the unit, of which nothing that protects is lost where it is not there at all.
  static let owner = "unit"
  /// Sections whose processes have the walls and identities that a unit sets.
  static let running = ["Service", "Socket", "Mount", "Swap", "Slice"]

  init(_ bytes: [UInt8]?, _ name: SystemdName) throws(SyntaxError) {
    self.name = name
    exists = bytes != nil
    try SyntaxLimits.small.check(bytes ?? [])
    let templates = try Templates.takeOut(of: bytes ?? [])
    actions = templates.actions.filter(\.isWholeLine)
    entries = try UnitFile.read(templates.bytes).entries.map { entry in
      UnitFile.Entry(
        section: entry.section,
        key: templates.restored(entry.key),
        value: templates.restored(entry.value),
        position: entry.position
      )
    }
    places = Dictionary(grouping: entries.indices) { [entries] index in
      Self.key(entries[index].section, entries[index].key)
    }
  }

  private static func key(_ section: String, _ key: String) -> String { "\(section)\u{0}\(key)" }

  /// Nothing that a drop-in leaves out is known: the unit may say it.
  var isDropIn: Bool { name.isDropIn }
  var place: String { "in \(name.title)" }

  /// All lines with the key, empty ones too.
  func all(_ section: String, _ key: String) -> [UnitFile.Entry] {
    (places[Self.key(section, key)] ?? []).map { entries[$0] }
  }

  /// What holds of a single value: the last one.
  func last(_ section: String, _ key: String) -> UnitFile.Entry? {
    places[Self.key(section, key)]?.last.map { entries[$0] }
  }

  /// What holds of a list: all since it was last begun anew.
  func list(_ section: String, _ key: String) -> [UnitFile.Entry] {
    let all = all(section, key)
    guard let reset = all.lastIndex(where: { $0.value.isEmpty }) else { return all }
    return Array(all[(reset + 1)...])
  }

  func has(_ section: String) -> Bool { entries.contains { $0.section == section } }

  static func isTemplate(_ text: String) -> Bool {
    Unfilled.stands(in: text) || text.contains("<%")
  }

  /// Whether systemd takes it for true; `nil` where it is no word of that kind.
  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "1", "yes", "y", "true", "t", "on": true
    case "0", "no", "n", "false", "f", "off": false
    default: nil
    }
  }

  func fact(
    _ kind: Kind,
    _ slot: String,
    rank: Int,
    value: String? = nil,
    _ severity: Severity,
    _ entry: UnitFile.Entry,
    _ noun: String,
    verbs: Fact.Verbs = .adds,
    data: [String] = []
  ) -> Fact {
    Fact(
      kind,
      slot: "\(entry.section)\u{0}\(slot)",
      rank: rank,
      value: value,
      owner: rank > 0 || isDropIn ? nil : Self.owner,
      severity,
      line: entry.position.line,
      noun,
      place,
      verbs: verbs,
      data: data
    )
  }

  /// The first action that has lines of its own and does not stand in the other text.
  func firstActionUnlike(_ other: SystemdUnit) -> Int? {
    if actions.map(\.text) == other.actions.map(\.text) { return nil }
    return zip(actions, other.actions).first { $0.text != $1.text }?.0.position.line
      ?? actions.last?.position.line ?? 1
  }
}

extension UnitFile.Entry {
  /// The words of the value; quotes keep blanks, a backslash keeps what follows it.
  var words: [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var quote: UInt8?
    var isOpen = false
    var isEscaped = false
    for byte in value.utf8 {
      if isEscaped {
        word.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        (isEscaped, isOpen) = (true, true)
      } else if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        (quote, isOpen) = (byte, true)
      } else if quote == nil, byte == 0x20 || byte == 0x09 {
        if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
        (word, isOpen) = ([], false)
      } else {
        word.append(byte)
        isOpen = true
      }
    }
    if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
