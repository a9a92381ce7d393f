/// Files that OpenTofu reads and Terraform does not: `x.tofu`, which stands in the place of `x.tf`.
enum TofuNames {
  static func isOfTofu(_ name: [UInt8]) -> Bool { ends.contains { name.ends(with: $0.tofu) } }

  /// Of two files of one name the one that the program at hand takes; others are read beside them.
  static func read(_ names: [[UInt8]], asTofu: Bool) -> [[UInt8]] {
    guard names.contains(where: isOfTofu) else { return names }
    let known = Set(names)
    return names.filter { name in
      for (tofu, terraform) in ends {
        let (own, other) = asTofu ? (terraform, tofu) : (tofu, terraform)
        if name.ends(with: own), known.contains(Array(name.dropLast(own.count)) + other) {
          return false
        }
      }
      return true
    }
  }

  private static let ends = [
    (tofu: Array(".tofu".utf8), terraform: Array(".tf".utf8)),
    (tofu: Array(".tofu.json".utf8), terraform: Array(".tf.json".utf8)),
  ]
}

extension [UInt8] {
  fileprivate func ends(with end: [UInt8]) -> Bool { suffix(end.count).elementsEqual(end) }
}
