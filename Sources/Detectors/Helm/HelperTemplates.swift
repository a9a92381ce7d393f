package import Detection
import Syntax

/// Named templates of a chart, which its objects are written with: `templates/_helpers.tpl`, and files of which
/// nothing but actions are left.
package struct HelperTemplates: Detector {
  package init() {}

  package var kinds: [Kind] { TemplateRule.kinds }

  package func read(_ pair: FilePair) -> Reading {
    let file = FileName(pair.path)
    let name = String(decoding: TreeSource.name(of: pair.path), as: UTF8.self)
    guard file.directories.contains("templates") else { return .foreign }
    let isHelper = name.hasPrefix("_") && name.hasSuffix(".tpl")
    guard isHelper || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return .foreign }
    do throws(SyntaxError) {
      let old = try HelperText(pair.old)
      let new = try HelperText(pair.new)
      guard isHelper || old.hasOnlyActions && new.hasOnlyActions else { return .foreign }
      return compare(old, new, overridden: isHelper ? overridden(by: new, beside: old, pair) : [])
    } catch {
      return isHelper ? .unreadable(line: error.position.line, reason: error.reason) : .foreign
    }
  }

  private func compare(_ old: HelperText, _ new: HelperText, overridden: Set<String>) -> Reading {
    var observations: [Observation] = []
    for (name, definition) in new.definitions.sorted(by: { $0.value.line < $1.value.line }) {
      let before = old.definitions[name]
      guard before != nil || overridden.contains(name),
        let words = definition.difference(from: before, named: name)
      else { continue }
      observations.append(
        observation(
          "what the named template '\(name)' writes",
          words,
          definition.line,
          before?.line
        )
      )
    }
    if old.others != new.others {
      let text = new.others.first { !old.others.contains($0) } ?? old.others.first ?? ""
      observations.append(observation("what '\(text.prefix(80))' writes", [text], 1, 1))
    }
    return .understood(observations)
  }

  private func observation(_ what: String, _ words: [String], _ line: Int, _ oldLine: Int?)
    -> Observation
  {
    let names = words.joined(separator: " ").lowercased()
    let kind =
      Self.access.contains(where: names.contains)
      ? TemplateRule.iam
      : Self.networks.contains(where: names.contains) ? TemplateRule.network : TemplateRule.workload
    return Observation(
      kind,
      .incomparable,
      kind == TemplateRule.iam ? .high : .medium,
      line: line,
      oldLine: oldLine,
      summary: "changes \(what)"
    )
  }

  private static let access = ["account", "role", "rbac", "token", "subject", "secret", "admin"]
  private static let networks = ["ingress", "service", "network", "host", "port", "gateway"]

  /// Of two definitions of one name the last that is read holds.
  private func overridden(by new: HelperText, beside old: HelperText, _ pair: FilePair) -> Set<
    String
  > {
    let added = new.definitions.keys.filter { old.definitions[$0] == nil }
    guard !added.isEmpty else { return [] }
    let directory = TreeSource.folder(of: pair.path)
    let others = pair.newTree.files(in: directory).filter {
      $0 != TreeSource.name(of: pair.path) && $0.starts(with: "_".utf8)
    }
    let texts = others.prefix(50).compactMap {
      pair.newTree.content(of: directory.isEmpty ? $0 : directory + [UInt8(ascii: "/")] + $0)
    }
    return Set(
      added.filter { name in
        texts.contains { $0.holds("define \"\(name)\"") }
      }
    )
  }
}
