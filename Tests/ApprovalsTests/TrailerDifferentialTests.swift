import Approvals
import GateTesting
import GitObjects
import Testing

/// Generated messages, read by this package and by git, both ways that git has.
@Suite("Thousands of messages against git's trailers")
struct TrailerDifferentialTests {
  /// Where git reads an approval and this does not, by our reason; each is one that git and libgit2,
  /// or two of git's own commands, read differently, or that people would not take for a trailer.
  static let justified: [(reason: String, why: String)] = [
    ("begins with '---'", "'git interpret-trailers' cuts the message there, 'git log' does not"),
    ("lines that are no trailers", "git takes prose along where one line is 'Signed-off-by'"),
    ("does not begin with", "git takes other spellings of the key for the same"),
    (
      "a tab, a carriage return", "libgit2 drops what a tab continues; git strips a carriage return"
    ),
    ("nothing follows", "libgit2 takes the next trailer for an empty one's value"),
    ("nothing but blanks", "git begins a paragraph there, other readers continue the trailer"),
  ]

  @Test("what is read here git reads, and alike; all else is on the list", arguments: [61, 62])
  func differential(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let messages = (0..<2000).map { _ in Self.message(&random) }
    let repository = try await TestRepository()
    let logged = try await Self.logged(messages, in: repository)
    let parsed = try await Self.parsed(messages, in: repository)
    var counts = (same: 0, stricter: 0)
    var used: Set<String> = []
    for (index, message) in messages.enumerated() {
      let offered = TrailerBlock.countersignedBy(in: message)
      let note: Comment = "seed \(seed): \(Escaped.text(message))"
      let ours = offered.compactMap { try? $0.get() }.map(Self.squeezed)
      for value in ours {
        counts.same += 1
        #expect(logged[index].contains(value) && parsed[index].contains(value), note)
      }
      let more = (logged[index] + parsed[index]).filter { !ours.contains($0) }
      guard !more.isEmpty else { continue }
      counts.stricter += 1
      let reasons = offered.compactMap(Self.reason)
      // What stands above a last '---' is no last paragraph but to 'git interpret-trailers'.
      let isCut = message.split(separator: 0x0A).contains { $0.starts(with: "---".utf8) }
      #expect(!reasons.isEmpty || isCut && logged[index].isEmpty, "passed over unsaid: \(note)")
      for reason in reasons {
        let known = Self.justified.first { reason.contains($0.reason) }
        #expect(known != nil, "\(reason): \(note)")
        if let known { used.insert(known.reason) }
      }
    }
    #expect(counts.same > 200 && counts.stricter > 200, "\(counts)")
    #expect(used.count == Self.justified.count, "not every difference was met: \(used)")
  }

  private static func reason(_ offered: TrailerBlock.Offered) -> String? {
    guard case .failure(let malformed) = offered else { return nil }
    return malformed.description
  }

  /// By `%(trailers)`, in one process.
  private static func logged(_ messages: [[UInt8]], in repository: TestRepository) async throws
    -> [[[UInt8]]]
  {
    var stream: [UInt8] = []
    for (index, message) in messages.enumerated() {
      let head = "commit refs/heads/m\(index)\ncommitter A <a@b> 1 +0000\ndata \(message.count)\n"
      stream += Array(head.utf8) + message + [0x0A]
    }
    try await repository.load(stream + Array("done\n".utf8))
    let format = "%(refname)%00%(contents:trailers:key=Countersigned-by,only,unfold,valueonly)%01"
    let result = try await repository.git("for-each-ref", "--format=\(format)", "refs/heads")
    var values: [String: [[UInt8]]] = [:]
    for row in result.output.split(separator: 1) {
      let fields = row.drop { $0 == 0x0A }
        .split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      guard fields.count == 2 else { continue }
      values[String(decoding: fields[0], as: UTF8.self)] = fields[1].split(separator: 0x0A)
        .map { squeezed(Array($0)) }
    }
    guard values.count == messages.count else { throw TestError("git passed over some messages") }
    return messages.indices.map { values["refs/heads/m\($0)"] ?? [] }
  }

  /// By `git interpret-trailers --parse`, many files at once with a known one between each.
  private static func parsed(_ messages: [[UInt8]], in repository: TestRepository) async throws
    -> [[[UInt8]]]
  {
    let between = try repository.scratch.write("s\n\nNext-message: x\n", to: "between")
    var result: [[[UInt8]]] = []
    for start in stride(from: 0, to: messages.count, by: 250) {
      let part = messages[start..<min(start + 250, messages.count)]
      let files = try part.enumerated().flatMap { index, message in
        [try repository.scratch.write(message, to: "messages/\(index)"), between]
      }
      let output = try await Tool.succeed(
        "git",
        ["interpret-trailers", "--parse"] + files,
        in: repository.path
      ).output
      var values: [[UInt8]] = []
      for line in output.split(separator: 0x0A) {
        if line.elementsEqual("Next-message: x".utf8) {
          result.append(values)
          values = []
        } else if ASCII.lowercased(line.prefix(17)).elementsEqual("countersigned-by:".utf8) {
          values.append(squeezed(Array(line.dropFirst(17).drop { $0 == 0x20 })))
        }
      }
    }
    guard result.count == messages.count else { throw TestError("git passed over some messages") }
    return result
  }

  /// git drops blanks at the end of a value.
  private static func squeezed(_ value: [UInt8]) -> [UInt8] {
    Array(value.reversed().drop { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }.reversed())
  }

  private static let lines = [
    "Countersigned-by: v", "Countersigned-by: v w", "Countersigned-by: é", " fold", "   fold two",
    "\ttab", "", "", "Signed-off-by: a", "prose here", "---", "--- x", "-----BEGIN X-----",
    "Countersigned-by:", "Countersigned-by: ", "countersigned-by: x", "Countersigned-by : x",
    "Countersigned-by:x", "COUNTERSIGNED-BY:  x", "Countersigned-by: a\tb", "Countersigned-by: a\r",
    "# comment", "Key : x", "Countersigned-by: end ", "Acked-by: b", "Conflicts:", " ",
    "(cherry picked from commit x)", "> Countersigned-by: x", "Countersigned-by: x: y", "Key: ",
  ]

  private static func message(_ random: inout SeededGenerator) -> [UInt8] {
    var text = "subject\n\n"
    if random.once(in: 3) { text += "body text\n\n" }
    for _ in 0..<random.number(1...5) {
      text += random.once(in: 2) ? random.pick(Array(lines.prefix(4))) : random.pick(lines)
      text += random.once(in: 60) ? "\r\n" : "\n"
    }
    return Array(text.utf8)
  }
}
