internal import Classifier
internal import Detection
internal import Detectors
internal import Gate
internal import GitObjects
internal import Policy

/// A case's files with their bytes, read as a push's would be; they stand beside each other in the tree.
struct CaseEdits {
  private let edits: [ExpectedCase.Edit]
  private let classifier: ChangeClassifier

  init(_ edits: [ExpectedCase.Edit], policy: Policy) {
    self.edits = edits
    classifier = ChangeClassifier(
      policy,
      matcher: ClassMatcher(policy),
      detectors: edits.isEmpty ? [] : Catalogue.detectors
    )
  }

  var changes: [ClassifiedChange] {
    let (old, new) = (CaseTree(edits, \.old), CaseTree(edits, \.new))
    return edits.map { edit in
      let change = FileChange(
        path: TreePath(edit.path),
        old: Self.side(edit.old),
        new: Self.side(edit.new)
      )
      let pair = FilePair(
        path: Array(edit.path.utf8),
        old: edit.old,
        new: edit.new,
        oldTree: old,
        newTree: new,
        surroundings: classifier.surroundings
      )
      return ClassifiedChange(change: change, facts: classifier.facts(of: change) { .pair(pair) })
    }
  }

  private static func side(_ bytes: [UInt8]?) -> FileChange.Side? {
    bytes.map {
      .init(mode: .regular, id: CaseProposal.id(of: String(decoding: $0, as: UTF8.self)))
    }
  }
}

/// One side of a case's files.
private struct CaseTree: SourceTree {
  private let files: [[UInt8]: [UInt8]]

  init(_ edits: [ExpectedCase.Edit], _ side: (ExpectedCase.Edit) -> [UInt8]?) {
    let sides = edits.compactMap { edit in side(edit).map { (Array(edit.path.utf8), $0) } }
    files = Dictionary(sides) { first, _ in first }
  }

  func content(of path: [UInt8]) -> [UInt8]? { files[path] }

  func files(in directory: [UInt8]) -> [[UInt8]] {
    let start = directory.isEmpty ? [] : directory + [UInt8(ascii: "/")]
    return files.keys.filter { $0.starts(with: start) }
      .map { Array($0.dropFirst(start.count)) }
      .filter { !$0.contains(UInt8(ascii: "/")) }
      .sorted { $0.lexicographicallyPrecedes($1) }
  }
}
