package import Classifier
internal import Detection
internal import Detectors
package import Git
package import GitObjects

extension Repository {
  /// What every file change between two trees means; `nil` is the empty tree.
  package borrowing func meanings(from old: ObjectID?, to new: ObjectID?, limits: WalkLimits) throws
    -> [Meaning]
  {
    let trees = RangeClassifier.Trees(old: old, new: new)
    var result: [Meaning] = []
    for change in try changes(from: old, to: new, keeping: EveryPath(), limits: limits) {
      let sides = [change.old, change.new].compactMap { $0?.mode }
      guard sides.allSatisfy(\.isRegular), change.old?.id != change.new?.id else { continue }
      let read = try SideReading(change, trees, Surroundings()).read(in: self)
      result.append(Meaning(of: change, reading: read, by: Catalogue.detectors))
    }
    return result
  }
}
