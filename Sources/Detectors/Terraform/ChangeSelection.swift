import Detection
import HCL

extension TerraformPair {
  /// The blocks whose difference is this file's doing.
  ///
  /// That is where they stand in it, and where they stand in a file that did not change.
  func changes(of pair: FilePair) -> [BlockChange] {
    let place = ChangePlace(
      oldFile: nil,
      newFile: nil,
      fallbackLine: Self.firstDifference(pair.old, pair.new),
      environments: Stage.named(in: pair.path).map(\.rawValue).sorted()
    )
    return changes.compactMap { change in
      let oldFile = change.oldPaths.firstIndex(of: pair.path)
      let newFile = change.newPaths.firstIndex(of: pair.path)
      let homes =
        [
          change.old.map { change.oldPaths[$0.origin.file] },
          change.new.map { change.newPaths[$0.origin.file] },
        ]
        .compactMap(\.self)
      let isHere = homes.contains(pair.path)
      guard isHere || homes.allSatisfy({ !changedFiles.contains($0) || $0 == pair.path }) else {
        return nil
      }
      if !isHere, isOfAnother(change, than: pair.path) { return nil }
      return BlockChange(
        old: change.old,
        new: change.new,
        differences: change.differences,
        place: ChangePlace(
          oldFile: oldFile,
          newFile: newFile,
          fallbackLine: place.fallbackLine,
          environments: place.environments
        ),
        isForgotten: change.old.map { new.forgotten.contains($0.base) } ?? false,
        otherwise: change.otherwise
      )
    }
  }

  /// Whether the values that differ were all written in other files that changed.
  private func isOfAnother(_ change: ModuleChange, than path: [UInt8]) -> Bool {
    guard changedFiles.count > 1 else { return false }
    let sources = change.differences.flatMap { difference in
      [
        difference.old.map { change.oldPaths[$0.origin.file] },
        difference.new.map { change.newPaths[$0.origin.file] },
      ].compactMap(\.self)
    }
    return !sources.isEmpty && sources.allSatisfy { changedFiles.contains($0) && $0 != path }
  }

  private static func firstDifference(_ old: [UInt8]?, _ new: [UInt8]?) -> Int? {
    guard let new else { return nil }
    var line = 1
    for (index, byte) in new.enumerated() {
      guard let old, index < old.count, old[index] == byte else { return line }
      if byte == UInt8(ascii: "\n") { line += 1 }
    }
    return line
  }
}
