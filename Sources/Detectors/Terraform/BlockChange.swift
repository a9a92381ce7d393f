package import Detection
package import HCL

/// A block on both sides, of which at least one is there and which are not the same.
package struct BlockChange: Sendable {
  package let old: TerraformBlock?
  package let new: TerraformBlock?
  package let differences: [Difference]
  let place: ChangePlace
  /// Whether a `removed` block lets it go without destroying it.
  var isForgotten = false
  /// What is decided how, so that the blocks are so; `nil` where they are so by what the module tells.
  var otherwise: String?
  /// By the path of an argument, how the file spells it where that is not Terraform's way.
  var spelling: [String: String] = [:]

  /// Of the new block, or of the old one where it is gone.
  package var address: String { new?.address ?? old?.address ?? "" }
  package var type: String { new?.type ?? old?.type ?? "" }
  package var kind: TerraformBlock.Kind { new?.kind ?? old?.kind ?? .resource }
  package var subject: TerraformSubject { TerraformSubject(kind: kind.rawValue, type: type) }

  /// Whether anything at or below the path differs; names are joined by dots.
  package func differs(at path: String) -> Bool {
    differences.contains { $0.path == path || $0.path.hasPrefix(path + ".") }
  }

  /// The arguments at the top that differ.
  package var names: Set<String> { Set(differences.map(\.name)) }

  /// The path of an argument as whoever reads the file knows it.
  func spelled(_ path: String) -> String { spelling[path] ?? path }

  package func observation(
    _ kind: Kind,
    _ direction: Direction,
    _ severity: Severity,
    old: Value? = nil,
    new: Value? = nil,
    summary: String,
    witness: String? = nil,
    data: [String] = []
  ) -> Observation {
    Observation(
      kind,
      direction,
      severity,
      line: newLine(new),
      oldLine: oldLine(old),
      summary: summary,
      witness: witness,
      data: data,
      environments: place.environments
    )
  }

  /// A line of the changed file in its new version, as near to the value as can be.
  package func newLine(_ value: Value?) -> Int? {
    place.newLine(value?.origin) ?? place.newLine(new?.origin) ?? place.fallbackLine
  }

  package func oldLine(_ value: Value?) -> Int? {
    place.oldLine(value?.origin) ?? place.oldLine(old?.origin)
  }
}

/// How places in a module's files become lines of the file that changed.
package struct ChangePlace: Sendable {
  /// Which index the changed file has on each side.
  let oldFile: Int?
  let newFile: Int?
  /// Where the changed file differs, for blocks of other files.
  let fallbackLine: Int?
  let environments: [String]

  func newLine(_ origin: Origin?) -> Int? {
    origin.flatMap { $0.file == newFile ? $0.line : nil }
  }

  func oldLine(_ origin: Origin?) -> Int? {
    origin.flatMap { $0.file == oldFile ? $0.line : nil }
  }
}
