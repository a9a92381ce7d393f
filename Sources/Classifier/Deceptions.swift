internal import Detection
@_spi(_Unicode) internal import Swift

/// Texts that say one thing to a reader and another to a program.
enum Deceptions {
  /// What keeps the pair from being read; `nil` where nothing does.
  static func first(in pair: FilePair) -> String? {
    for side in [pair.old, pair.new] {
      guard let side else { continue }
      if side.starts(with: "version https://git-lfs.github.com/spec/v1\n".utf8) {
        return "is an LFS pointer: what it stands for is not here"
      }
      if side.allSatisfy({ $0 < 0x80 }) { continue }
      guard let text = String(validating: side, as: UTF8.self) else { return "is not UTF-8" }
      if text.unicodeScalars.contains(where: turns) {
        return "has characters that turn the direction of its text"
      }
      guard text._nfc.elementsEqual(text.unicodeScalars) else {
        return "is not in Unicode's normal form C"
      }
    }
    return nil
  }

  /// Bidirectional embeddings, overrides and isolates: what is shown is not in the order of what is read.
  private static func turns(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
