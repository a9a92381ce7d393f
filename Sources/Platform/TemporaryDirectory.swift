internal import Glibc
internal import GitObjects

/// A directory of this process's own, gone with its owner.
package struct TemporaryDirectory: ~Copyable {
  package let path: [UInt8]

  /// Below `/tmp` whatever `TMPDIR` says: a pusher whose ssh may set variables could name a
  /// directory of their own, and exchange what is in it.
  package init() throws(FileError) {
    var template = Files.terminated(Array("/tmp/countersign-XXXXXX".utf8))
    guard unsafe mkdtemp(&template) != nil else { throw FileError("make a directory in '/tmp'") }
    path = template.dropLast().map { UInt8(bitPattern: $0) }
  }

  /// Writes a file in it; the file's path.
  package borrowing func write(_ bytes: [UInt8], as name: String) throws(FileError) -> [UInt8] {
    let file = Files.join(path, name)
    try Files.write(bytes, to: file, mode: 0o600)
    return file
  }

  deinit {
    for name in (try? Files.names(in: path)) ?? [] { try? Files.remove(Files.join(path, name)) }
    unsafe rmdir(Files.terminated(path))
  }
}
