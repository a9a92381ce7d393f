import AWSPolicy
package import Detection
import Syntax

/// JSON files that are, or hold, AWS policy documents; many stand in files without an ending.
package struct AWSPolicyFileDetector: Detector {
  package init() {}

  package var kinds: [Kind] { PolicyComparison.kinds.filter { $0 != AWSKinds.boundary } }

  package func read(_ pair: FilePair) -> Reading {
    guard let format = Format(of: pair) else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: Self.mentionsPolicy) else { return .foreign }
    let old: Node?
    let new: Node?
    do throws(SyntaxError) {
      old = try format.read(pair.old)
      new = try format.read(pair.new)
    } catch {
      return format == .yaml
        ? .foreign : .unreadable(line: error.position.line, reason: error.reason)
    }
    if [old, new].contains(where: { $0.map(Template.isTemplate) ?? false }) { return .foreign }
    let before = PolicyFinder.find(in: old)
    let after = PolicyFinder.find(in: new)
    if before.documents.isEmpty && after.documents.isEmpty { return .foreign }
    var findings = compare(before, after, owned: pair.surroundings.owned)
    if format == .json, let line = after.rest.lineUnlike(before.rest) {
      findings.doubt(line, "what is beside the policy changes")
    }
    return findings.reading
  }

  private func compare(_ old: PolicyFinder, _ new: PolicyFinder, owned: [String]) -> Findings {
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
    return findings
  }

  private static func mentionsPolicy(_ bytes: [UInt8]) -> Bool {
    bytes.mayHold("tatement") && bytes.mayHold("Effect")
  }
}

/// How a file says its policies.
private enum Format {
  case json
  /// Other formats of their own are read by others; here only what is a policy in them is.
  case yaml, template

  /// By the file's ending, or without one by what the text begins with.
  init?(of pair: FilePair) {
    let name = FileName(pair.path)
    switch name.suffix {
    case "json": if pair.path.hasSuffix(".tf.json") { return nil } else { self = .json }
    case "yaml", "yml": self = .yaml
    case "":
      guard Self.isObject(pair) else { return nil }
      self = .json
    default:
      let plain = name.withoutTemplateSuffix
      guard plain != name.name, plain.hasSuffix(".json") || Self.isObject(pair) else { return nil }
      self = .template
    }
  }

  /// Whether a side begins as an object of JSON does.
  private static func isObject(_ pair: FilePair) -> Bool {
    [pair.old, pair.new].contains { side in
      side?.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    }
  }

  func read(_ bytes: [UInt8]?) throws(SyntaxError) -> Node? {
    guard let bytes else { return nil }
    if self == .json { return try JSONReader.read(bytes) }
    if self == .template { return try JSONTemplate.read(bytes) }
    let documents = try YAMLReader.read(bytes)
    guard let first = documents.first else { return nil }
    return documents.count == 1 ? first : Node(.array(documents), at: first.position)
  }
}

extension [UInt8] {
  func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
