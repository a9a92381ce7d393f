internal import Glibc

/// A directory of one test's own, removed when the last user of it is gone.
package final class Scratch: Sendable {
  package let path: String

  package init(in directory: String = "/tmp") throws {
    var template = Array("\(directory)/countersign-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestError("cannot make a scratch directory") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    // `rm` handles what a test left unreadable; a leftover directory fails nothing.
    var child = pid_t()
    let arguments: [UnsafeMutablePointer<CChar>?] =
      ["rm", "-rf", path].map { (text: String) in strdup(text) } + [nil]
    defer { for argument in arguments { free(argument) } }
    if posix_spawn(&child, "/bin/rm", nil, nil, arguments, environ) == 0 { waitpid(child, nil, 0) }
  }

  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file below the directory, or at an absolute path, making directories on the way.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String, mode: UInt32 = 0o644) throws -> String {
    let file = name.hasPrefix("/") ? name : path(name)
    try TestFile.write(bytes, to: file, mode: mode)
    return file
  }

  @discardableResult
  package func write(_ text: String, to name: String, mode: UInt32 = 0o644) throws -> String {
    try write(Array(text.utf8), to: name, mode: mode)
  }
}

/// What went wrong in the test's own machinery.
package struct TestError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}

/// Files by path.
package enum TestFile {
  package static func write(_ bytes: [UInt8], to path: String, mode: UInt32 = 0o644) throws {
    try makeDirectory(path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" })
    unlink(path)
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
    guard file >= 0 else {
      throw TestError("cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    fchmod(file, mode)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw TestError("cannot write '\(path)'") }
      rest = rest.dropFirst(count)
    }
  }

  package static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else {
      throw TestError("cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
    defer { close(file) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = Glibc.read(file, &buffer, buffer.count), count > 0 {
      result += buffer.prefix(count)
    }
    return result
  }

  package static func text(_ path: String) throws -> String {
    String(decoding: try read(path), as: UTF8.self)
  }
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
  /// Whether the tests may do what only an administrator may.
  package static var isRoot: Bool { geteuid() == 0 }

  package static func remove(_ path: String) throws {
    guard unlink(path) == 0 else { throw TestError("cannot remove '\(path)'") }
  }

  /// The names in a directory; none where there is no such directory.
  package static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  package static func makeDirectory(_ path: String) throws {
    var whole = ""
    for part in path.split(separator: "/") {
      whole += "/\(part)"
      if mkdir(whole, 0o755) != 0, errno != EEXIST { throw TestError("cannot make '\(whole)'") }
    }
  }
}
