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
    var score = Score()
    for pair in Corpus.shared.pairs {
      let comparison = try PolicyDocument(pair.old).compared(to: PolicyDocument(pair.new))
      score.add(said: comparison.verdict.label, label: pair.label)
    }
    print("policy pairs: \(score)")
    #expect(score.agreement >= 0.97)
    #expect(score.precision >= 0.99)
    #expect(score.recall >= 0.99)
  }

  @Test(
    "have witnesses that one side allows and the other does not",
    arguments: Corpus.shared.pairs
  )
  func witnesses(pair: Corpus.Pair) throws {
    let comparison = try PolicyDocument(pair.old).compared(to: PolicyDocument(pair.new))
    let (before, after) = (Evaluator(document: pair.old), Evaluator(document: pair.new))
    for request in [comparison.gained].compactMap({ $0 }) {
      #expect(after.allows(request) && !before.allows(request), "\(request)")
    }
    for request in [comparison.lost].compactMap({ $0 }) {
      #expect(before.allows(request) && !after.allows(request), "\(request)")
    }
    let flipped = try PolicyDocument(pair.new).compared(to: PolicyDocument(pair.old))
    #expect(flipped.verdict == comparison.verdict.mirrored)
  }

  @Test("are equal to themselves told otherwise", arguments: Corpus.shared.pairs)
  func retold(pair: Corpus.Pair) throws {
    let old = try PolicyDocument(pair.old)
    for retelling in Retelling.allCases {
      let new = try PolicyDocument(retelling.applied(to: pair.old))
      #expect(old.compared(to: new).verdict == .equal, "\(retelling)")
    }
  }
}

extension Comparison.Verdict {
  var mirrored: Self {
    switch self {
    case .widened: .narrowed
    case .narrowed: .widened
    case .equal, .incomparable, .unknown: self
    }
  }
}

/// How well verdicts meet labels; "widens" is any request gained.
struct Score: CustomStringConvertible {
  private var (all, agreed, said, labelled, hits) = (0, 0, 0, 0, 0)

  mutating func add(said word: String, label: String) {
    let gains = ["widen", "incomparable"]
    all += 1
    agreed += word == label ? 1 : 0
    said += gains.contains(word) ? 1 : 0
    labelled += gains.contains(label) ? 1 : 0
    hits += gains.contains(word) && gains.contains(label) ? 1 : 0
  }

  var agreement: Double { Double(agreed) / Double(max(all, 1)) }
  var precision: Double { Double(hits) / Double(max(said, 1)) }
  var recall: Double { Double(hits) / Double(max(labelled, 1)) }

  var description: String {
    "\(all), agreement \(agreement), precision \(precision), recall \(recall)"
  }
}
