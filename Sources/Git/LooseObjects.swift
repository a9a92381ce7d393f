internal import Clibgit2
internal import GitObjects
internal import Glibc

/// Objects to be written together, and flushed to disk together.
///
/// libgit2 flushes each object and its directory before it begins the next. What matters is that all of them are
/// on disk before a reference names one, so here all are written first, the system starts on all of them at
/// once, and then each is waited for: the journal is committed once instead of ten times.
struct ObjectBatch {
  typealias Object = (id: ObjectID, kind: ObjectKind, bytes: [UInt8])

  private(set) var objects: [Object] = []

  /// Takes an object in; its id is known at once.
  mutating func add(_ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try check(
      "hash a \(kind.rawValue)",
      git_odb_hash(&oid, bytes, bytes.count, kind.type)
    )
    let id = ObjectID(oid)
    objects.append((id, kind, bytes))
    return id
  }
}

/// Writes loose objects into one object directory, those that are there already too: a fresh file is one that no
/// `git gc` is about to take away.
struct LooseObjects {
  let directory: [UInt8]
  /// How many files are open at once: a client chooses how many records its push calls for, and the system
  /// how many files a process may have.
  static let groupSize = 128

  func write(_ batch: ObjectBatch) throws(GitError) {
    var rest = batch.objects[...]
    while !rest.isEmpty {
      try write(rest.prefix(Self.groupSize))
      rest = rest.dropFirst(Self.groupSize)
    }
  }

  private func write(_ objects: ArraySlice<ObjectBatch.Object>) throws(GitError) {
    var files: [LooseFile] = []
    defer { for file in files { file.close() } }
    for object in objects {
      let content = LooseFormat.encode(object.kind, object.bytes)
      files.append(try LooseFile(in: directory, id: object.id, content))
    }
    for file in files { file.startFlushing() }
    for file in files { try file.flush() }
    for index in files.indices { try files[index].place() }
    var flushed: Set<[UInt8]> = []
    for file in files where flushed.insert(file.directory).inserted {
      try Self.flush(file.directory)
    }
    if files.contains(where: \.isInNewDirectory) { try Self.flush(directory) }
  }

  private static func flush(_ directory: [UInt8]) throws(GitError) {
    let file = directory.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard file >= 0 else { throw LooseFile.failure("flush an object directory to disk") }
    defer { close(file) }
    guard fsync(file) == 0 else { throw LooseFile.failure("flush an object directory to disk") }
  }
}

/// One object on its way: a temporary file that `git gc` would clear away, then its place.
private struct LooseFile {
  private let descriptor: Int32
  private let temporary: [UInt8]
  let directory: [UInt8]
  private let path: [UInt8]
  private var isPlaced = false
  /// Whether its directory was not there at first: whoever made it may not have flushed its name to disk yet.
  private(set) var isInNewDirectory = false

  init(in objects: [UInt8], id: ObjectID, _ content: [UInt8]) throws(GitError) {
    let hex = id.hex
    let slash = UInt8(ascii: "/")
    directory = objects + [slash] + hex[..<2]
    path = directory + [slash] + hex[2...]
    // Another thread or process may be writing the same object.
    let unique = String(UInt64.random(in: .min ... .max), radix: 36)
    temporary = objects + Array("/tmp_obj_countersign_\(unique)".utf8)
    descriptor = temporary.withCString {
      open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(0o444))
    }
    guard descriptor >= 0 else { throw Self.failure("write object \(id)") }
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = Self.failure("write object \(id)")
        close()
        throw error
      }
      rest = rest.dropFirst(count)
    }
  }

  /// A hint and nothing more; ``flush()`` is what counts.
  func startFlushing() { clibgit2_start_flush(descriptor) }

  func flush() throws(GitError) {
    guard fsync(descriptor) == 0 else { throw Self.failure("flush an object to disk") }
  }

  /// Renames the file into its place.
  ///
  /// An object that is there already has the same content.
  mutating func place() throws(GitError) {
    isPlaced = move()
    if isPlaced { return }
    guard errno == ENOENT else { throw Self.failure("write an object") }
    isInNewDirectory = true
    if directory.withCString({ mkdir($0, mode_t(0o777)) }) == 0 || errno == EEXIST {
      isPlaced = move()
    }
    guard isPlaced else { throw Self.failure("write an object") }
  }

  private func move() -> Bool {
    temporary.withCString { from in path.withCString { to in rename(from, to) } } == 0
  }

  /// Closes the file, and takes it away where it was not placed.
  func close() {
    Glibc.close(descriptor)
    if isPlaced { return }
    _ = temporary.withCString { unlink($0) }
  }

  static func failure(_ operation: String) -> GitError {
    GitError(.other, operation, String(cString: strerror(errno)))
  }
}

/// git's loose object: a zlib stream of a header and the content.
///
/// The stream is of stored blocks. A record fills one block of the disk compressed or not, the trees are ids that
/// nothing compresses, and `git gc` packs both anyway.
enum LooseFormat {
  static func encode(_ kind: ObjectKind, _ content: [UInt8]) -> [UInt8] {
    let plain = Array("\(kind.rawValue) \(content.count)\0".utf8) + content
    var result: [UInt8] = [0x78, 0x01]
    result.reserveCapacity(plain.count + plain.count / largest * 5 + 16)
    var start = 0
    repeat {
      let end = min(start + largest, plain.count)
      result.append(end == plain.count ? 1 : 0)
      append(UInt16(end - start), to: &result)
      append(~UInt16(end - start), to: &result)
      result += plain[start..<end]
      start = end
    } while start < plain.count
    let sum = adler32(plain)
    for shift in [24, 16, 8, 0] as [UInt32] {
      result.append(UInt8(truncatingIfNeeded: sum >> shift))
    }
    return result
  }

  private static let largest = 65_535
  /// Bytes whose sums of sums stay within 32 bits.
  private static let longestSum = 5_552

  private static func append(_ value: UInt16, to result: inout [UInt8]) {
    result.append(UInt8(truncatingIfNeeded: value))
    result.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  private static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var (a, b): (UInt32, UInt32) = (1, 0)
    var rest = bytes[...]
    while !rest.isEmpty {
      for byte in rest.prefix(longestSum) {
        a &+= UInt32(byte)
        b &+= a
      }
      (a, b) = (a % 65_521, b % 65_521)
      rest = rest.dropFirst(longestSum)
    }
    return b << 16 | a
  }
}
