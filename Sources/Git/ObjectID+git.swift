internal import Clibgit2
internal import GitObjects

extension ObjectID {
  init(_ raw: git_oid) {
    self = withUnsafeBytes(of: raw) { buffer in
      ObjectID(
        words: (
          UInt64(bigEndian: buffer.loadUnaligned(as: UInt64.self)),
          UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
          UInt32(bigEndian: buffer.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
        )
      )
    }
  }

  var raw: git_oid {
    var raw = git_oid()
    withUnsafeMutableBytes(of: &raw) { buffer in
      let (first, second, third) = words
      buffer.storeBytes(of: first.bigEndian, toByteOffset: 0, as: UInt64.self)
      buffer.storeBytes(of: second.bigEndian, toByteOffset: 8, as: UInt64.self)
      buffer.storeBytes(of: third.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return raw
  }
}

extension [UInt8] {
  /// Calls `body` with the bytes as a C string; bytes after a NUL would be lost, so there must be none.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (self + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { body($0.baseAddress.unsafelyUnwrapped) }
    }
  }

  init(cString: UnsafePointer<CChar>) {
    var bytes: [UInt8] = []
    var cursor = cString
    while cursor.pointee != 0 {
      bytes.append(UInt8(bitPattern: cursor.pointee))
      cursor += 1
    }
    self = bytes
  }
}
