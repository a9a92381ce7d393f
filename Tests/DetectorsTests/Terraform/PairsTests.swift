import Detection
import Testing

@Suite("pairs of safe and unsafe resources")
struct PairsTests {
  @Test(
    "what widens and what narrows is told",
    .enabled(if: TerraformPairs.isThere, "skipped: the pairs are not there")
  )
  func recall() throws {
    let excluded = try TerraformPairs.excluded()
    let pairs = try TerraformPairs.all().filter { pair in
      !excluded.contains { $0.check == pair.check && ($0.type == "*" || $0.type == pair.type) }
    }
    var widened = 0
    var narrowed = 0
    var misses: [String] = []
    var unmirrored: [String] = []
    for pair in pairs {
      let forth = verdict(pair.safe, pair.unsafe)
      let back = verdict(pair.unsafe, pair.safe)
      if forth == .widened || forth == .incomparable { widened += 1 }
      if back == .narrowed { narrowed += 1 }
      if back != .narrowed {
        misses.append(
          "\(pair.check) \(pair.type): \(forth), back \(back) \(doubt(read(pair.safe, pair.unsafe))) \(said(read(pair.safe, pair.unsafe)))"
        )
      }
      if forth != back.reversed { unmirrored.append("\(pair.check) \(pair.type) \(forth) \(back)") }
    }
    print("figures: \(pairs.count) pairs, widened \(widened), narrowed \(narrowed)")
    for miss in misses { print("figures: missed", miss) }
    for miss in unmirrored { print("figures: unmirrored", miss) }
    #expect(widened * 10 >= pairs.count * 9)
    #expect(narrowed * 10 >= pairs.count * 9)
    #expect(unmirrored.isEmpty)
  }

  @Test(
    "the same by another hand is equal",
    .enabled(if: TerraformPairs.isThere, "skipped: the pairs are not there"),
    arguments: ["commented", "reformatted", "reordered"]
  )
  func rewritten(how: String) throws {
    let texts = Set(try TerraformPairs.all().flatMap { [$0.safe, $0.unsafe] })
    var misses: [String] = []
    var count = 0
    for text in texts {
      let other =
        switch how {
        case "commented": Rewriting.commented(text)
        case "reformatted": Rewriting.reformatted(text)
        default: Rewriting.reordered(text)
        }
      if case .unreadable = read(text, text) { continue }
      count += 1
      let found = read(text, other)
      if verdict(of: found) != .equal {
        misses.append("\(doubt(found)) \(said(found)) \(text.prefix(60))")
      }
    }
    print("figures: \(how): \(count - misses.count) of \(count) equal", misses.prefix(5))
    #expect(misses.count * 100 <= count)
  }
}

/// Why a reading is no more than partial.
func doubt(_ reading: Reading) -> String {
  switch reading {
  case .foreign: "foreign"
  case .understood: ""
  case .partial(_, let line, let reason), .unreadable(let line, let reason):
    "\(line ?? 0): \(reason)"
  }
}

func said(_ reading: Reading) -> [String] {
  switch reading {
  case .foreign, .unreadable: []
  case .partial(let found, _, _), .understood(let found):
    found.map { "\($0.direction): \($0.summary)" }
  }
}
