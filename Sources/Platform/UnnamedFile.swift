internal import Glibc

/// A file without a name, for a child's standard input.
///
/// A pipe breaks under its writer where the child ends before it has read everything, as one does whose arguments
/// are wrong. A file does not.
package enum UnnamedFile {
  /// A descriptor at the beginning of these bytes; whoever is given it closes it.
  package static func open(holding bytes: [UInt8]) throws(FileError) -> Int32 {
    let operation = "hold what a program is to read"
    var path = Files.terminated(Array("/tmp/countersign-XXXXXX".utf8))
    let file = unsafe mkstemp(&path)
    guard file >= 0 else { throw FileError(operation) }
    unsafe unlink(path)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      guard count > 0 else {
        let error = FileError(operation)
        close(file)
        throw error
      }
      rest = rest.dropFirst(count)
    }
    lseek(file, 0, SEEK_SET)
    return file
  }
}
