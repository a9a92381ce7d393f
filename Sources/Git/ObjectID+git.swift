internal import Clibgit2
internal import GitObjects

extension ObjectID {
  init(_ raw: git_oid) {
    self = withUnsafeBytes(of: raw) { ObjectID(bytes: $0) } ?? .zero
  }

  var raw: git_oid {
    var raw = git_oid()
    let bytes = self.bytes
    withUnsafeMutableBytes(of: &raw) { $0.copyBytes(from: bytes) }
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
