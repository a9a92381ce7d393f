import Syntax

/// What the arguments of a Dockerfile stand for where a build says nothing else.
struct ImageArguments {
  private var global: [String: String] = [:]
  private var local: [String: String] = [:]

  /// `ARG NAME=value`, `ENV NAME=value`; `ARG NAME` takes over what stands above the first stage.
  mutating func read(_ instruction: Dockerfile.Instruction, isGlobal: Bool) {
    for word in instruction.words {
      guard let (name, value) = SinkReader.split(word, at: "=") else {
        if let known = global[word] { local[word] = known }
        continue
      }
      let plain = filled(value.filter { $0 != "\"" && $0 != "'" })
      if isGlobal { global[name] = plain } else { local[name] = plain }
    }
  }

  mutating func beginStage() { local = [:] }

  /// `$NAME`, `${NAME}` and `${NAME:-value}` by what is known of them.
  func filled(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")), text.utf8.count < 1000 else { return text }
    var result = ""
    var rest = text
    while result.utf8.count < 2000, let (before, after) = SinkReader.split(rest, at: "$") {
      result += before
      let (name, other, tail) = Self.variable(after)
      let known = name.isEmpty ? nil : local[name] ?? (local.isEmpty ? global[name] : nil) ?? other
      result += known ?? "$" + after.prefix(after.count - tail.count)
      rest = tail
    }
    return result + rest
  }

  private static func variable(_ text: String) -> (name: String, other: String?, tail: String) {
    guard text.hasPrefix("{"), let (inside, tail) = SinkReader.split(text, at: "}") else {
      let name = String(decoding: Array(text.utf8.prefix(while: \.isSQLWord)), as: UTF8.self)
      return (name, nil, String(text.dropFirst(name.count)))
    }
    let name = String(inside.dropFirst())
    guard let (known, other) = SinkReader.split(name, at: ":-") else { return (name, nil, tail) }
    return (known, other, tail)
  }
}
