internal import Glibc
internal import GitObjects

/// Files by path, paths and contents as bytes.
package enum Files {
  /// The content of a regular file; `nil` where there is none.
  ///
  /// A pipe in its place is an error and no wait. A file longer than `limit` bytes is an error, and so is a
  /// symlink unless it is `followingLinks`.
  package static func read(
    _ path: [UInt8],
    limit: Int = 16 << 20,
    followingLinks: Bool = true
  ) throws(FileError) -> [UInt8]? {
    let operation = "read '\(Escaped.text(path))'"
    let following = followingLinks ? 0 : O_NOFOLLOW
    let file = unsafe open(terminated(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK | following)
    guard file >= 0 else {
      if errno == ELOOP, !followingLinks {
        throw FileError(operation, reason: "it is a symlink: copy there what it leads to")
      }
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError(operation)
    }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw FileError(operation) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(operation, reason: "not a regular file")
    }
    guard status.st_size <= limit else {
      throw FileError(operation, reason: "longer than \(limit) bytes")
    }
    var result: [UInt8] = []
    // A file of this size is read with the first call, and its end with the second.
    var buffer = [UInt8](repeating: 0, count: min(max(Int(status.st_size), 1024), 65_536))
    while true {
      let count = unsafe Glibc.read(file, &buffer, buffer.count)
      if count == 0 { return result }
      guard count > 0 else { throw FileError(operation) }
      result += buffer.prefix(count)
      guard result.count <= limit else {
        throw FileError(operation, reason: "longer than \(limit) bytes")
      }
    }
  }

  /// Writes a file whole or not at all: beside it, flushed to disk, then renamed over it.
  package static func write(_ bytes: [UInt8], to path: [UInt8], mode: UInt32 = 0o644)
    throws(FileError)
  {
    let operation = "write '\(Escaped.text(path))'"
    let temporary = path + Array(".\(getpid()).tmp".utf8)
    let file = unsafe open(
      terminated(temporary),
      O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
      mode_t(mode)
    )
    guard file >= 0 else { throw FileError(operation) }
    let error = fill(file, bytes, mode: mode)
    close(file)
    if let error {
      unsafe unlink(terminated(temporary))
      throw FileError(operation, code: error)
    }
    guard unsafe Glibc.rename(terminated(temporary), terminated(path)) == 0 else {
      let error = FileError(operation)
      unsafe unlink(terminated(temporary))
      throw error
    }
    try flushDirectory(of: path)
  }

  /// Until its directory is flushed, a power cut may take away a file that was renamed into its place.
  private static func flushDirectory(of path: [UInt8]) throws(FileError) {
    let parent = parent(of: path) ?? [UInt8(ascii: ".")]
    let directory = unsafe open(terminated(parent), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw FileError("flush '\(Escaped.text(parent))'") }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw FileError("flush '\(Escaped.text(parent))'") }
  }

  /// Adds to the end of a file, which is made where there is none.
  package static func append(_ bytes: [UInt8], to path: [UInt8]) throws(FileError) {
    let operation = "write '\(Escaped.text(path))'"
    let file = unsafe open(
      terminated(path),
      O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
      mode_t(0o644)
    )
    guard file >= 0 else { throw FileError(operation) }
    defer { close(file) }
    if let error = write(bytes, to: file) { throw FileError(operation, code: error) }
  }

  /// Makes a directory of this process's own, for the user alone.
  package static func makeTemporaryDirectory() throws(FileError) -> [UInt8] {
    var template = terminated(Array("/tmp/countersign-XXXXXX".utf8))
    guard unsafe mkdtemp(&template) != nil else { throw FileError("make a temporary directory") }
    return template.dropLast().map { UInt8(bitPattern: $0) }
  }

  /// Removes a directory with all that is in it; links are removed, not followed.
  ///
  /// What cannot be removed stays.
  package static func removeTree(_ path: [UInt8]) {
    guard let status = FileStatus(of: path, followingLinks: false) else { return }
    guard status.isDirectory else {
      unsafe _ = unlink(terminated(path))
      return
    }
    for name in (try? names(in: path)) ?? [] { removeTree(join(path, name)) }
    removeDirectory(path)
  }

  /// Removes an empty directory.
  package static func removeDirectory(_ path: [UInt8]) { unsafe _ = rmdir(terminated(path)) }

  /// Removes a file; one that is not there is removed already.
  package static func remove(_ path: [UInt8]) throws(FileError) {
    if unsafe unlink(terminated(path)) != 0, errno != ENOENT {
      throw FileError("remove '\(Escaped.text(path))'")
    }
  }

  /// Gives a file another name; a symlink is moved as the link it is.
  package static func rename(_ path: [UInt8], to new: [UInt8]) throws(FileError) {
    guard unsafe Glibc.rename(terminated(path), terminated(new)) == 0 else {
      throw FileError("rename '\(Escaped.text(path))'")
    }
  }

  /// Makes a symlink that says `target`.
  package static func makeLink(_ path: [UInt8], to target: [UInt8]) throws(FileError) {
    guard unsafe symlink(terminated(target), terminated(path)) == 0 else {
      throw FileError("make link '\(Escaped.text(path))'")
    }
  }

  /// Makes a directory and those above it.
  package static func makeDirectory(_ path: [UInt8]) throws(FileError) {
    if unsafe mkdir(terminated(path), 0o777) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let parent = parent(of: path) else {
      throw FileError("make directory '\(Escaped.text(path))'")
    }
    try makeDirectory(parent)
    if unsafe mkdir(terminated(path), 0o777) != 0, errno != EEXIST {
      throw FileError("make directory '\(Escaped.text(path))'")
    }
  }

  /// The names in a directory, sorted; empty where there is none.
  package static func names(in directory: [UInt8]) throws(FileError) -> [[UInt8]] {
    guard let stream = unsafe opendir(terminated(directory)) else {
      if errno == ENOENT { return [] }
      throw FileError("list '\(Escaped.text(directory))'")
    }
    defer { unsafe closedir(stream) }
    var result: [[UInt8]] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
        unsafe Array($0.prefix { $0 != 0 })
      }
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) { result.append(name) }
    }
    return result.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The absolute path without symlinks; `nil` where nothing is there.
  package static func resolve(_ path: [UInt8]) -> [UInt8]? {
    guard let resolved = unsafe realpath(terminated(path), nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
  }

  package static func join(_ directory: [UInt8], _ name: [UInt8]) -> [UInt8] {
    if name.first == UInt8(ascii: "/") { return name }
    return directory.last == UInt8(ascii: "/")
      ? directory + name : directory + [UInt8(ascii: "/")] + name
  }

  package static func join(_ directory: [UInt8], _ name: String) -> [UInt8] {
    join(directory, Array(name.utf8))
  }

  package static func parent(of path: [UInt8]) -> [UInt8]? {
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex else {
      return nil
    }
    return Array(path[..<slash])
  }

  static func terminated(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }

  private static func fill(_ file: Int32, _ bytes: [UInt8], mode: UInt32) -> Int32? {
    guard fchmod(file, mode_t(mode)) == 0 else { return errno }
    return write(bytes, to: file)
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress, buffer.count)
      }
      guard count > 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return fsync(file) == 0 ? nil : errno
  }
}
