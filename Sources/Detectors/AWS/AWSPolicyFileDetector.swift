import AWSPolicy
package import Detection
import Syntax

/// JSON files that are, or hold, AWS policy documents; many stand in files without an ending.
package struct AWSPolicyFileDetector: Detector {
  package init() {}

  package var kinds: [Kind] { PolicyComparison.kinds.filter { $0 != AWSKinds.boundary } }

  package func read(_ pair: FilePair) -> Reading {
    guard Self.isJSON(pair) else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: Self.mentionsPolicy) else { return .foreign }
    let old: Node?
    let new: Node?
    do throws(SyntaxError) {
      old = try Self.node(pair.old)
      new = try Self.node(pair.new)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    if [old, new].contains(where: { $0.map(Template.isTemplate) ?? false }) { return .foreign }
    let before = PolicyFinder.find(in: old)
    let after = PolicyFinder.find(in: new)
    if before.documents.isEmpty && after.documents.isEmpty { return .foreign }
    return judge(before, after, owned: pair.surroundings.owned)
  }

  private func judge(_ old: PolicyFinder, _ new: PolicyFinder, owned: [String]) -> Reading {
    var findings = Findings()
    for path in Set(old.documents.keys).union(new.documents.keys).sorted() {
      let name = path.isEmpty ? nil : path
      let comparison = PolicyComparison(
        subject: name,
        role: PolicyFinder.role(of: path),
        owned: owned
      )
      findings.add(
        comparison.findings(
          old: old.documents[path].map(Term.init),
          new: new.documents[path].map(Term.init)
        )
      )
    }
    if let line = new.rest.lineUnlike(old.rest) {
      findings.doubt(line, "what is beside the policy changes")
    }
    return findings.reading
  }

  private static func node(_ bytes: [UInt8]?) throws(SyntaxError) -> Node? {
    guard let bytes else { return nil }
    return try JSONReader.read(bytes)
  }

  /// By its ending, or without one by what the text begins with.
  private static func isJSON(_ pair: FilePair) -> Bool {
    let suffix = FileName(pair.path).suffix
    guard suffix.isEmpty else { return suffix == "json" && !pair.path.hasSuffix(".tf.json") }
    return [pair.old, pair.new].contains { side in
      side?.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    }
  }

  private static func mentionsPolicy(_ bytes: [UInt8]) -> Bool {
    bytes.holds("Statement") && bytes.holds("Effect")
  }
}

extension [UInt8] {
  func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
