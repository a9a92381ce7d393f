import Foundation
import Syntax
import Testing

@testable import AWSPolicy

/// Pairs of policies with the verdict on which several solvers agree.
struct Corpus: Sendable {
  struct Pair: Sendable, CustomTestStringConvertible {
    let name: String
    let old: Node
    let new: Node
    let label: String

    var testDescription: String { name }
  }

  let pairs: [Pair]

  static let shared = Corpus()

  private init() {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let places = ["../shared/corpus", "../../shared/corpus"].map {
      root.appending(path: $0 + "/iam-pairs.jsonl")
    }
    let text = places.lazy.compactMap { try? String(contentsOf: $0, encoding: .utf8) }.first ?? ""
    pairs = text.split(separator: "\n").compactMap { line in
      guard let entry = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let old = entry["old"], let new = entry["new"], let label = entry["label"] as? String
      else { return nil }
      return Pair(
        name: entry["new_name"] as? String ?? "",
        old: Corpus.node(old),
        new: Corpus.node(new),
        label: label
      )
    }
  }

  static func node(_ value: Any) -> Node {
    let place = Position(line: 1, column: 1)
    switch value {
    case let text as String: return Node(.string(text), at: place)
    case let flag as Bool: return Node(.bool(flag), at: place)
    case let items as [Any]: return Node(.array(items.map(node)), at: place)
    case let object as [String: Any]:
      return Node(
        .object(
          object.sorted { $0.key < $1.key }.map {
            Node.Member(key: $0.key, keyPosition: place, value: node($0.value))
          }
        ),
        at: place
      )
    default: return Node(.number("\(value)"), at: place)
    }
  }
}

extension Comparison.Verdict {
  var label: String {
    switch self {
    case .equal: "equal"
    case .widened: "widen"
    case .narrowed: "narrow"
    case .incomparable: "incomparable"
    case .unknown: "unknown"
    }
  }
}

@Suite(
  "Pairs of policies",
  .enabled(if: !Corpus.shared.pairs.isEmpty, "skipped: no corpus beside the package")
)
struct CorpusTests {
  @Test("agree with the solvers")
  func agreement() throws {
    var (agree, hits, said, wide) = (0, 0, 0, 0)
    for pair in Corpus.shared.pairs {
      let verdict = try PolicyDocument(pair.old).compared(to: PolicyDocument(pair.new)).verdict
        .label
      if verdict == pair.label { agree += 1 } else { print(pair.name, pair.label, verdict) }
      let (says, is_) = (
        verdict == "widen" || verdict == "incomparable",
        pair.label == "widen" || pair.label == "incomparable"
      )
      said += says ? 1 : 0
      wide += is_ ? 1 : 0
      hits += says && is_ ? 1 : 0
    }
    print(
      "agree",
      agree,
      "precision",
      Double(hits) / Double(said),
      "recall",
      Double(hits) / Double(wide)
    )
    #expect(agree * 100 >= 97 * Corpus.shared.pairs.count)
    #expect(hits * 100 >= 99 * said)
    #expect(hits * 100 >= 99 * wide)
  }
}
