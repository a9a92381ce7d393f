import Syntax

extension BootScript {
  mutating func read(
    shell text: String,
    at place: String,
    _ sinks: SinkReader,
    _ line: (Int) -> Int
  ) {
    guard let commands = try? ShellWords.read(Array(text.utf8), limits: .small),
      commands.count <= 4000
    else { return leave(text) }
    let copies = ShellExports.report(of: commands, sinks: sinks).exports
    var told: [Int: Statement] = [:]
    var start = 0
    while start < commands.count {
      var end = start + 1
      while end < commands.count, commands[end].pipeline == commands[start].pipeline { end += 1 }
      let parts = Array(commands[start..<end])
      start = end
      let pipeline = ShellPipeline(parts)
      var statement = told[parts[0].pipeline] ?? Statement(text: pipeline.text)
      for meaning in BootCommands.meanings(of: pipeline) {
        facts.add(meaning.fact(of: pipeline, line: line(parts[0].position.line), place))
        statement.isFact = true
      }
      let rows = Set(parts.map(\.position.line))
      statement.exports.formUnion(copies.filter { rows.contains($0.line) }.map(\.identity))
      if statement.isFact || !statement.exports.isEmpty { told[parts[0].pipeline] = statement }
    }
    add(
      ShellLines(text, commands),
      told,
      copies.map { copy in
        var moved = copy
        moved.line = line(copy.line)
        return moved
      }
    )
  }

  /// `NAME:KEY`, or a key, on each line.
  mutating func read(keys text: String, at place: String, _ line: (Int) -> Int) {
    for (index, row) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let words = row.split { $0 <= 0x20 }.map { String(decoding: Array($0), as: UTF8.self) }
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      let name = first.utf8.contains(UInt8(ascii: ":")) ? first.prefix { $0 != ":" } : ""
      let text = words.joined(separator: " ")
      let noun = name.isEmpty ? "a key" : "a key of '\(name)'"
      add(BootMeaning.key(noun).fact(of: text, line: line(index + 1), place), of: text)
    }
  }
}

/// Commands that are joined by pipes, as one.
struct ShellPipeline {
  let parts: [ShellCommand]
  let text: String
  /// The words of each part without what only runs another program.
  let words: [[String]]

  init(_ parts: [ShellCommand]) {
    self.parts = parts
    text = parts.map { part in
      ([part.raw] + part.hereDocuments.map(\.text)).joined(separator: "\n")
    }.joined(separator: " | ")
    words = parts.map { part in Self.unwrapped(part.words.map { $0.literal ?? $0.raw }) }
  }

  private static let wrappers: Set<String> = [
    "sudo", "doas", "exec", "nohup", "env", "time", "command", "timeout", "retry",
  ]

  private static func unwrapped(_ words: [String]) -> [String] {
    var rest = words[...]
    while let first = rest.first, wrappers.contains(ShellWrappers.base(first)) {
      rest = rest.dropFirst().drop {
        $0.hasPrefix("-") || $0.contains("=") || $0.utf8.allSatisfy { (0x30...0x39).contains($0) }
      }
    }
    guard let first = rest.first else { return [] }
    return [ShellWrappers.base(first)] + rest.dropFirst()
  }
}
