package import Detection
import Syntax

/// Files of the values that a stack is made with: what its template makes of them stands elsewhere.
package struct StackParametersDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [] }
  package var families: Set<Family> { [.iam, .network, .protection] }

  package func read(_ pair: FilePair) -> Reading {
    guard [".json", ".yaml", ".yml"].contains(where: pair.path.hasSuffix) else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: { $0.holds("ParameterKey") || $0.holds("Parameters") }) else {
      return .foreign
    }
    guard let new = pair.new, let old = pair.old, let after = Self.values(new),
      let before = Self.values(old)
    else { return .foreign }
    let changed = after.first { value in
      !Self.isEveryday(value.key)
        && before.first { $0.key == value.key }?.node.canonical != value.node.canonical
    }
    if let changed {
      return .partial(
        [],
        line: changed.node.position.line,
        reason:
          "the parameter '\(changed.key)' of a stack changes, and what that means is not known"
      )
    }
    let gone = before.first { value in
      !Self.isEveryday(value.key) && !after.contains { $0.key == value.key }
    }
    guard let gone else { return .understood([]) }
    return .partial(
      [],
      line: nil,
      reason: "the parameter '\(gone.key)' of a stack is as its template says again"
    )
  }

  private typealias Value = (key: String, node: Node)

  /// A list of keys and values as the command line takes it, or a table as a pipeline does.
  private static func values(_ bytes: [UInt8]) -> [Value]? {
    guard let documents = try? YAMLReader.read(bytes, limits: .small), documents.count == 1 else {
      return nil
    }
    let root = documents[0]
    if let items = root.array {
      let pairs = items.compactMap { item -> Value? in
        guard let key = item["ParameterKey"]?.text else { return nil }
        return (key, item["ParameterValue"] ?? item)
      }
      return pairs.count == items.count && !pairs.isEmpty ? pairs : nil
    }
    let others: Set<String> = ["Parameters", "Tags", "StackPolicy"]
    guard let table = root["Parameters"]?.object, table.allSatisfy({ $0.value.text != nil }),
      (root.object ?? []).allSatisfy({ others.contains($0.key) })
    else { return nil }
    return table.map { ($0.key, $0.value) }
  }

  private static func isEveryday(_ key: String) -> Bool {
    KeyWords.words(of: key).contains(where: everyday.contains)
  }

  private static let everyday: Set<String> = [
    "size", "count", "class", "instancetype", "type", "version", "tag", "ami", "capacity", "memory",
    "cpu", "timeout", "retention", "desired", "min", "max", "threshold", "schedule", "color",
    "description", "storage", "ttl", "name", "stage",
  ]
}
