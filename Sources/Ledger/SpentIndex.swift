package import Git
package import GitObjects

/// Where the uses of statements are listed, beside the notes of the decisions: one file for each, by its digest.
package enum SpentIndex {
  static func path(of statement: Digest) -> TreePath {
    let hex = "\(statement)"
    return TreePath("\(directory)/\(hex.prefix(2))/\(hex.dropFirst(2))")
  }

  private static let directory = TreePath("countersign/spent")

  /// Every use that a notes commit lists; `nil` stands for a line that cannot be read.
  ///
  /// What is in the way of the files, and no such file, is listed under no digest.
  package static func all(in notes: ObjectID, _ repository: borrowing Repository) throws
    -> [Digest?: [SpentLine?]]
  {
    guard let root = try repository.notesTree(notes),
      let top = try repository.entry(at: directory, in: root)
    else { return [:] }
    guard top.mode == .tree else { return [nil: [nil]] }
    var uses: [Digest?: [SpentLine?]] = [:]
    for folder in try repository.tree(top.id) {
      guard folder.mode == .tree else {
        uses[nil, default: []].append(nil)
        continue
      }
      for file in try repository.tree(folder.id) {
        let statement = Digest(hex: folder.name + file.name)
        let isFile = file.mode.isRegular && statement != nil
        let text = isFile ? try repository.object(file.id).bytes : [0x0A]
        uses[statement, default: []] += text.split(
          separator: 0x0A,
          omittingEmptySubsequences: isFile
        ).map { SpentLine(parsing: $0) }
      }
    }
    return uses
  }
}

/// One landed use of a statement: `TARGET NEW sha256:DECISION OBJECT`, the object being where the decision lies.
package struct SpentLine: Hashable, Sendable {
  package let target: [UInt8]
  package let new: ObjectID
  package let decision: Digest
  package let object: ObjectID

  package init(target: [UInt8], new: ObjectID, decision: Digest, object: ObjectID) {
    self.target = target
    self.new = new
    self.decision = decision
    self.object = object
  }

  init?(parsing line: some Collection<UInt8>) {
    let fields = Array(line).split(separator: 0x20)
    guard fields.count == 4, let target = Escaped.percentDecode(fields[0]),
      let new = ObjectID(hex: fields[1]), let decision = Heads.digest(fields[2]),
      let object = ObjectID(hex: fields[3])
    else { return nil }
    self.init(target: target, new: new, decision: decision, object: object)
  }

  package var encoded: [UInt8] {
    Escaped.field(target) + Array(" \(new) sha256:\(decision) \(object)\n".utf8)
  }
}
