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
          "\(pair.check) \(pair.type): \(forth), back \(back) \(doubt(read(pair.safe, pair.unsafe)))"
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
