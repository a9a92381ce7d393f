import Detection
import Syntax

/// A file that a kustomization nearby applies as a patch, or that holds the operations of one.
enum PatchFile {
  static func reading(of pair: FilePair) throws(SyntaxError) -> Reading {
    let sides = [pair.old, pair.new].compactMap(\.self)
    let listed = target(of: pair)
    let mayPatch = listed != nil || sides.contains(where: mentionsOperations)
    guard mayPatch else {
      return try deletions(pair, sides)
    }
    let old = try documents(pair.old)
    let new = try documents(pair.new)
    let all = old + new
    let isList = !all.isEmpty && all.allSatisfy { JSONPatch($0).map { !$0.isEmpty } ?? false }
    guard isList || listed != nil else { return try deletions(pair, sides) }
    return compare(old, new, listed?["target"])
  }

  /// Objects that say by themselves that they are taken away.
  private static func deletions(_ pair: FilePair, _ sides: [[UInt8]]) throws(SyntaxError) -> Reading
  {
    guard sides.contains(where: { $0.holds("$patch") }) else { return .foreign }
    return compare(try documents(pair.old), try documents(pair.new), nil)
  }

  private static func compare(_ old: [Node], _ new: [Node], _ target: Node?) -> Reading {
    FactComparison(
      old: facts(of: old, target),
      new: facts(of: new, target),
      isTemplate: Unfilled.stands(in:)
    ).findings.reading
  }

  private static func facts(of documents: [Node], _ target: Node?) -> Facts {
    var facts = Facts()
    for document in documents {
      if let patch = JSONPatch(document) {
        facts.add(patch.facts(for: PatchTarget(target)))
      } else if document.object != nil {
        facts.add(StrategicPatch(document, target: target).facts())
      }
    }
    return facts
  }

  private static func documents(_ bytes: [UInt8]?) throws(SyntaxError) -> [Node] {
    guard let bytes else { return [] }
    if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      return [try JSONReader.read(bytes, limits: .bundle)]
    }
    do throws(SyntaxError) {
      return try YAMLReader.read(bytes, limits: .bundle).filter { !$0.isNull }
    } catch {
      guard Templates.arePresent(in: bytes) else { throw error }
      return try YAMLReader.readTemplate(bytes, limits: .bundle).documents
    }
  }

  private static func mentionsOperations(_ bytes: [UInt8]) -> Bool {
    bytes.holds("path") && ["op:", "\"op\"", "'op'"].contains(where: bytes.holds)
  }

  /// How a kustomization in the file's directory, or up to two above, lists it.
  private static func target(of pair: FilePair) -> Node? {
    let parts = pair.path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for depth in 0..<min(3, parts.count) {
      let directory = parts.dropLast(depth + 1)
      let file = parts.suffix(depth + 1).joined(separator: [UInt8(ascii: "/")])
      for name in ["kustomization.yaml", "kustomization.yml"] {
        let path = (directory + [ArraySlice(name.utf8)]).joined(separator: [UInt8(ascii: "/")])
        guard
          let bytes = pair.newTree.content(of: Array(path))
            ?? pair.oldTree.content(of: Array(path)),
          bytes.holds(String(decoding: parts.last ?? [], as: UTF8.self)),
          let node = try? YAMLReader.read(bytes, limits: .bundle).first
        else { continue }
        return entry(for: String(decoding: Array(file), as: UTF8.self), in: node)
      }
    }
    return nil
  }

  private static func entry(for file: String, in kustomization: Node) -> Node? {
    let lists = ["patches", "patchesJson6902", "patchesStrategicMerge"]
    return lists.flatMap { kustomization[$0]?.items ?? [] }.first { item in
      let path = item["path"]?.text ?? item.text
      return path == file || path == "./" + file
    }
  }
}
