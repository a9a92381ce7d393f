import Syntax

/// What names were given, in order, where no one value stands for them.
///
/// That the bucket `$B` is another one shows in no command's own text.
struct ValueTrace {
  private var traces: [String: UInt64] = [:]

  /// Longer texts are told apart by a number of theirs, so that many of them cost no more.
  mutating func add(_ value: String, to name: String) {
    var trace = traces[name] ?? 0xcbf2_9ce4_8422_2325
    for byte in value.utf8 { trace = (trace ^ UInt64(byte)) &* 0x100_0000_01b3 }
    traces[name] = (trace ^ 0xff) &* 0x100_0000_01b3
  }

  /// Of every `${name}`, `$name` and `{name}` in a text.
  func values(in text: String) -> String {
    guard !traces.isEmpty else { return "" }
    var found: [String] = []
    var rest = text.utf8.prefix(2000)
    while let start = rest.firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "$") })
    {
      rest = rest[rest.index(after: start)...]
      let name = String(decoding: Array(rest.prefix(while: \.isSQLWord)), as: UTF8.self)
      if let trace = traces[name] { found.append("\(name)=\(trace)") }
    }
    return found.joined(separator: " ")
  }
}
