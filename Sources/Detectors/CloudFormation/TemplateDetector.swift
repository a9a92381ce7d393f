import AWSPolicy
package import Detection
import HCL
import Syntax

/// CloudFormation and SAM templates, in JSON and YAML.
package struct TemplateDetector: Detector {
  package init() {}

  package var kinds: [Kind] {
    PolicyComparison.kinds + [AWSKinds.attachment, TemplateSections.parameter]
      + TerraformRules.kinds
  }

  package func read(_ pair: FilePair) -> Reading {
    let ends = [".json", ".yaml", ".yml", ".template"]
    guard ends.contains(where: pair.path.hasSuffix) else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: Self.mentionsTemplate) else { return .foreign }
    var templates: [Template] = []
    var nodes: [Node] = []
    let texts = LongTexts()
    do throws(SyntaxError) {
      for bytes in [pair.old, pair.new] {
        guard let bytes else {
          templates.append(Template())
          continue
        }
        guard let node = try Self.node(bytes), Template.isTemplate(node) else {
          return sides.allSatisfy(Self.mentionsTemplate)
            ? .foreign : .unreadable(line: nil, reason: "one side is no template")
        }
        nodes.append(node)
        templates.append(Template(node, texts))
      }
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    if templates.contains(where: \.isTooLong) {
      return .unreadable(line: nil, reason: "what its references come to is more than is read")
    }
    let comparison = TemplateComparison(
      old: templates[0],
      new: templates[1],
      path: pair.path,
      owned: pair.surroundings.owned
    )
    var findings = comparison.findings
    if nodes.count == 2 { findings.add(turned(nodes, comparison, texts)) }
    findings.leaveOutRepeated()
    return findings.reading
  }

  /// What comes and goes where another default or mapping turns a condition.
  private func turned(_ nodes: [Node], _ plain: TemplateComparison, _ texts: LongTexts) -> Findings
  {
    let (old, new) = (plain.old.conditions, plain.new.conditions)
    let (before, after) = (old.turned(from: new), new.turned(from: old))
    if after.isEmpty { return Findings() }
    return TemplateComparison(
      old: Template(nodes[0], texts, turned: before),
      new: Template(nodes[1], texts, turned: after),
      path: plain.path,
      owned: plain.owned
    ).resources
  }

  private static func node(_ bytes: [UInt8]) throws(SyntaxError) -> Node? {
    let isJSON = bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
    if isJSON { return try JSONReader.read(bytes) }
    let documents = try YAMLReader.read(bytes)
    return documents.count == 1 ? documents[0] : nil
  }

  private static func mentionsTemplate(_ bytes: [UInt8]) -> Bool {
    bytes.mayHold("Resources") && bytes.mayHold("AWS::")
      || bytes.holds("AWSTemplateFormatVersion")
  }
}
