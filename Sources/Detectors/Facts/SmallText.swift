import Syntax

extension SyntaxLimits {
  /// For formats that people write by hand: longer ones are made to be slow, or by a machine.
  static let small = {
    var limits = SyntaxLimits()
    limits.bytes = 262_144
    return limits
  }()

  /// For files that tools write as well, such as bundles of manifests.
  static let bundle = {
    var limits = SyntaxLimits()
    limits.nodes = 120_000
    return limits
  }()

  func check(_ bytes: [UInt8]) throws(SyntaxError) {
    guard bytes.count <= self.bytes else {
      throw SyntaxError("longer than \(self.bytes) bytes", at: Position(line: 1, column: 1))
    }
  }
}
