import Detection
import HCL

/// Values for a module that is not beside their file: `env/prod.tfvars`.
///
/// What they are for is told by their names alone: access, networks, secrets; others are taken for harmless.
struct ValuesElsewhere {
  private let pair: FilePair
  private let modules: TerraformPair

  init(_ pair: FilePair, _ modules: TerraformPair) {
    self.pair = pair
    self.modules = modules
  }

  func added(to reading: Reading) -> Reading {
    let judgment = self.judgment
    let found = judgment.observations
    let doubt = judgment.doubts.first
    switch reading {
    case .understood(let known):
      guard let doubt else { return .understood(known + found) }
      return .partial(known + found, line: doubt.line, reason: doubt.reason)
    case .partial(let known, let line, let reason):
      return .partial(known + found, line: line, reason: reason)
    case .foreign, .unreadable: return reading
    }
  }

  private var judgment: TerraformJudgment {
    var judgment = TerraformJudgment()
    let (old, new) = (Self.block(modules.old, pair.path), Self.block(modules.new, pair.path))
    let declared = Set(
      (modules.old.blocks + modules.new.blocks).filter { $0.kind == .variable }.map(\.name)
    )
    let differences = BlockComparison.differences(old, new).filter { !declared.contains($0.name) }
    let change = BlockChange(
      old: old,
      new: new,
      differences: differences,
      place: ChangePlace(
        oldFile: modules.old.paths.firstIndex(of: pair.path),
        newFile: modules.new.paths.firstIndex(of: pair.path),
        fallbackLine: nil,
        environments: Stage.named(in: pair.path).map(\.rawValue).sorted()
      )
    )
    for difference in differences where ModuleWords.tells(difference) {
      ModuleArgument(difference: difference, change: change, owned: pair.surroundings.owned)
        .judge(&judgment)
    }
    return judgment
  }

  private static func block(_ module: TerraformModule, _ path: [UInt8]) -> TerraformBlock? {
    guard let file = module.paths.firstIndex(of: path) else { return nil }
    let origin = Origin(file: file, line: 1)
    return TerraformBlock(
      values: String(decoding: TreeSource.name(of: path), as: UTF8.self),
      body: Value(.object(module.givenValues), at: origin)
    )
  }
}
