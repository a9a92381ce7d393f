package import HCL

/// All blocks of the module on both sides: what stays as it is tells what a change is among.
package struct TerraformSurroundings: Sendable {
  let old: [TerraformBlock]
  let new: [TerraformBlock]

  package init(old: [TerraformBlock] = [], new: [TerraformBlock] = []) {
    (self.old, self.new) = (old, new)
  }

  init(_ modules: TerraformPair) { self.init(old: modules.old.blocks, new: modules.new.blocks) }

  /// Whether a resource of the old side is no longer there, so that what was joined with it is not either.
  func loses(_ address: String) -> Bool { Self.has(address, old) && !Self.has(address, new) }

  /// Whether the new side alone has the resource.
  func gains(_ address: String) -> Bool { Self.has(address, new) && !Self.has(address, old) }

  private static func has(_ address: String, _ blocks: [TerraformBlock]) -> Bool {
    blocks.contains { $0.address == address || $0.base == address }
  }
}
