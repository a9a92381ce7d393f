import Detection
import Detectors
import Foundation
import Testing

@Suite("Terraform of a history")
struct TerraformHistoryTests {
  private struct Label: Decodable {
    let commit: String
    let direction: String
    let subject: String
    let needs_approval: Bool
  }

  @Test(
    "of all .tf pairs less than 2 % are unknown",
    .enabled(if: History.isThere, "skipped: the history is not there")
  )
  func unknowns() throws {
    let history = try History(endings: [".tf", ".tfvars"])
    let detector = TerraformDetector()
    var times: [Duration] = []
    var reasons: [String] = []
    var byCommit: [String: [String]] = [:]
    for change in history.changes {
      let pair = try history.pair(change)
      var reading = Reading.foreign
      times.append(ContinuousClock().measure { reading = detector.read(pair) })
      byCommit[change.commit, default: []].append(
        "\(verdict(of: reading)) \(change.path) \(said(reading).prefix(3))"
      )
      if verdict(of: reading) == .unknown {
        reasons.append("\(change.commit.prefix(8)) \(change.path) \(doubt(reading))")
      }
    }
    times.sort()
    print(
      "figures: \(times.count) pairs, unknown \(reasons.count), median \(times[times.count / 2]), "
        + "p99 \(times[times.count * 99 / 100]), most \(times[times.count - 1]), "
        + "all \(times.reduce(.zero, +))"
    )
    for reason in reasons { print("figures: unknown", reason) }
    try labels(byCommit)
    #expect(reasons.count * 50 < times.count)
  }

  private func labels(_ byCommit: [String: [String]]) throws {
    let file = History.bundle.deletingLastPathComponent().appending(path: "history-labels.jsonl")
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let label = try JSONDecoder().decode(Label.self, from: Data(line.utf8))
      print("figures: label", label.direction, label.subject, byCommit[label.commit] ?? [])
    }
  }
}
