import Detection
import Syntax

/// One side of the server's configuration: what holds in each block.
struct SSHDSide {
  let exists: Bool
  /// Nothing that a drop-in leaves out is known.
  let isDropIn: Bool
  /// The outermost one is empty.
  let blocks: [String]
  private let lines: [String: [SSHServerConfig.Line]]
  private let all: [SSHServerConfig.Line]
  private let byBlock: [String: [SSHServerConfig.Line]]
  private let actions: [Templates.Action]

  init(_ bytes: [UInt8]?, _ isDropIn: Bool) throws(SyntaxError) {
    exists = bytes != nil
    self.isDropIn = isDropIn
    try SyntaxLimits.small.check(bytes ?? [])
    let templates = try Templates.takeOut(of: bytes ?? [])
    let config = try SSHServerConfig.read(templates.bytes)
    guard config.blocks.count <= Self.limit else {
      throw SyntaxError("more than \(Self.limit) blocks", at: Position(line: 1, column: 1))
    }
    actions = templates.actions.filter(\.isWholeLine)
    blocks = [""] + config.blocks.map(templates.restored)
    all = config.lines.map { line in
      SSHServerConfig.Line(
        keyword: templates.restored(line.keyword),
        words: line.words.map(templates.restored),
        block: templates.restored(line.block),
        position: line.position
      )
    }
    lines = Dictionary(grouping: all) { Self.key($0.block, $0.keyword) }
    byBlock = Dictionary(grouping: all) { $0.block }
  }

  private static func key(_ block: String, _ keyword: String) -> String {
    "\(block)\u{0}\(keyword.lowercased())"
  }

  /// Of several values the first one holds; of lists all of them.
  func all(_ keyword: String, in block: String) -> [SSHServerConfig.Line] {
    lines[Self.key(block, keyword)] ?? []
  }

  func lines(in block: String) -> [SSHServerConfig.Line] { byBlock[block] ?? [] }

  /// Blocks in which the keyword stands.
  func blocks(with keyword: String) -> [String] {
    blocks.filter { !all(keyword, in: $0).isEmpty }
  }

  /// Whether the defaults hold where a list is left out: in a block, and in a drop-in, others may.
  func isWhole(_ block: String) -> Bool { block.isEmpty && !isDropIn }

  static func place(_ block: String) -> String {
    block.isEmpty ? "of the SSH server" : "for those who match '\(block)'"
  }

  /// What either side says in a block, as it holds here.
  func facts(beside other: SSHDSide) -> Facts {
    var facts = Facts()
    guard exists else { return facts }
    facts.owners.insert(Self.owner)
    for block in Set(blocks + other.blocks) {
      for setting in SSHDSetting.all {
        let keyword = setting.keyword
        guard !all(keyword, in: block).isEmpty || !other.all(keyword, in: block).isEmpty,
          let line = holding(keyword, in: block)
        else { continue }
        let beside = other.holding(keyword, in: block).map { setting.level(of: $0.value) }
        let isToldThere = beside.map { $0 != 0 } ?? false
        facts.add(
          [fact(setting, line, in: block, sayingDefault: isToldThere)].compactMap(\.self)
        )
      }
      for item in SSHDSetting.items {
        for line in all(item.keyword, in: block) { facts.add(items(item, line)) }
      }
    }
    return facts
  }

  /// The first line; a block that says nothing has what is said outside of any.
  private func holding(_ keyword: String, in block: String) -> SSHServerConfig.Line? {
    all(keyword, in: block).first ?? (isDropIn ? nil : all(keyword, in: "").first)
  }

  static let owner = "server"
  /// Every setting is looked up in every block.
  private static let limit = 500

  /// The default in words takes the place of something else only: elsewhere, or on the other side.
  private func fact(
    _ setting: SSHDSetting,
    _ line: SSHServerConfig.Line,
    in block: String,
    sayingDefault: Bool
  ) -> Fact? {
    let value = line.value
    let level = setting.level(of: value)
    if level == 0, !isDropIn, !sayingDefault { return nil }
    return fact(
      setting,
      line,
      in: block,
      slot: setting.keyword,
      rank: level == 0 && isDropIn ? setting.reopened : level ?? 0,
      value: setting.hasWords ? value.lowercased() : value,
      setting.keyword
    )
  }

  private func items(_ setting: SSHDSetting, _ line: SSHServerConfig.Line) -> [Fact] {
    let words = setting.isWordwise ? line.words : [line.words.joined(separator: " ")]
    return words.map { word in
      let noun = "\(setting.keyword) \(word)"
      return fact(setting, line, in: line.block, slot: noun, rank: 1, value: nil, noun)
    }
  }

  private func fact(
    _ setting: SSHDSetting,
    _ line: SSHServerConfig.Line,
    in block: String,
    slot: String,
    rank: Int,
    value: String?,
    _ noun: String
  ) -> Fact {
    Fact(
      setting.kind,
      slot: "\(block)\u{0}\(slot)",
      rank: rank,
      value: value,
      owner: rank > 0 || isDropIn ? nil : Self.owner,
      setting.severity,
      line: line.position.line,
      noun,
      Self.place(block)
    )
  }

  /// What no list knows, and what decides which lines hold.
  func otherDifference(from old: SSHDSide) -> (line: Int?, reason: String)? {
    if actions.map(\.text) != old.actions.map(\.text) {
      return (actions.last?.position.line, "a template decides what counts here")
    }
    let common = Set(blocks).intersection(old.blocks)
    if blocks.filter(common.contains) != old.blocks.filter(common.contains) {
      return (nil, "blocks in another order, of which the first that says something decides")
    }
    func rest(_ side: SSHDSide) -> [[String]] {
      side.all.filter { !SSHDSetting.known.contains($0.keyword) }
        .map { [$0.block, $0.keyword] + $0.words }
    }
    let (before, after) = (rest(old), rest(self))
    guard before != after else { return nil }
    let known = Set(before)
    let line = all.first { line in
      !SSHDSetting.known.contains(line.keyword)
        && !known.contains([line.block, line.keyword] + line.words)
    }
    return (
      line?.position.line, "nothing is known of '\(line?.keyword ?? "a keyword that is gone")'"
    )
  }
}

extension SSHServerConfig.Line {
  fileprivate var value: String { words.joined(separator: " ") }
}
