import HCL

/// What parts two blocks if something is decided otherwise than by what their module tells: by another value of a
/// variable than its default, or by a condition that only a run knows.
///
/// Who changes what does not count today, and lets it count tomorrow from somewhere else, would else be asked by nobody.
struct OtherwiseComparison {
  struct Pair {
    let old: TerraformBlock?
    let new: TerraformBlock?
    let differences: [Difference]
    /// What is decided how, so that they are so; `nil` for the blocks as they are.
    var otherwise: String?
  }

  /// The block as it is, where that differs, and each way in which it would differ otherwise.
  private(set) var pairs: [Pair] = []
  /// Whether there are more ways than are looked at.
  private(set) var isCut = false
  static let most = 64

  init(_ old: TerraformBlock?, _ new: TerraformBlock?) {
    let plain = BlockComparison.differences(old, new)
    // What comes or goes as a whole is asked about as it is.
    guard let old, let new else {
      pairs = [Pair(old: old, new: new, differences: plain)]
      return
    }
    let (before, after) = (old.body.alternativeTexts, new.body.alternativeTexts)
    let labels = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    isCut = labels.count > Self.most
    for label in labels.prefix(Self.most) {
      let (a, b) = (old.otherwise(label), new.otherwise(label))
      let differences = BlockComparison.differences(a, b)
      if differences.isEmpty || Self.isSame(differences, plain) { continue }
      pairs.append(Pair(old: a, new: b, differences: differences, otherwise: label))
    }
    if !plain.isEmpty, !Self.isToldOtherwise(plain, by: pairs) {
      pairs.insert(Pair(old: old, new: new, differences: plain), at: 0)
    }
  }

  private static func isSame(_ a: [Difference], _ b: [Difference]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { one, other in
        one.path == other.path && isSame(one.old, other.old) && isSame(one.new, other.new)
      }
  }

  private static func isSame(_ a: Value?, _ b: Value?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.isEquivalent(to: b)
  }

  /// Whether all that differs is not known as it stands, and known either way.
  private static func isToldOtherwise(_ plain: [Difference], by pairs: [Pair]) -> Bool {
    !pairs.isEmpty
      && plain.allSatisfy { difference in
        [difference.old, difference.new].compactMap(\.self).contains { value in
          value.opaque != nil && !value.alternatives.isEmpty
        }
      }
  }
}
