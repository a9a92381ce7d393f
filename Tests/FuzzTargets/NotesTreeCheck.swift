import GateTesting
import Git
import GitObjects
import Glibc

/// The tree of a notes reference, with whatever names and depth a client gives it.
///
/// The input is a list of entries, each a byte of what to do and a name that ends in a NUL: `0` a
/// file, `1` a file of another mode, `2` a directory of what was listed so far, others a directory
/// one step up.
enum NotesTreeCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let found: Found?
    do {
      found = try Store.shared.read(bytes)
    } catch let error as GitError {
      // What is no tree is refused as a whole.
      try require(error.kind == .malformed || error.kind == .tooLarge, "\(error)")
      return
    } catch {
      throw Violation(description: "\(error)")
    }
    guard let found else { return }
    try require(
      found.listed.sorted() == found.differing.sorted(),
      "what is listed is not what differs from nothing"
    )
    for (object, looked) in found.looked {
      let listed = found.listed.filter { $0.hasPrefix("\(object) ") }
      try require(listed.count == looked.count, "a note on \(object) is passed over")
    }
  }

  struct Found {
    var listed: [String] = []
    var differing: [String] = []
    var looked: [ObjectID: [ObjectID]] = [:]
  }
}

/// A repository for as long as the process lives.
private struct Store: ~Copyable, @unchecked Sendable {
  static let shared = Store()

  /// Set once, and let go when the process ends: nothing else would remove it.
  nonisolated(unsafe) private static var scratch: Scratch?

  private init() {
    // In memory: everything written is flushed to disk, thousands of times.
    Self.scratch = try? TestFile.exists("/dev/shm") ? Scratch(in: "/dev/shm") : Scratch()
    atexit { Store.scratch = nil }
    guard let path = Self.scratch?.path else { return }
    for name in ["objects", "refs"] { try? TestFile.makeDirectory("\(path)/\(name)") }
    try? TestFile.write(Array("ref: refs/heads/main\n".utf8), to: "\(path)/HEAD")
    let config = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
    try? TestFile.write(Array(config.utf8), to: "\(path)/config")
  }

  func read(_ bytes: [UInt8]) throws -> NotesTreeCheck.Found? {
    guard let path = Self.scratch?.path, bytes.count < 4096 else { return nil }
    let recorder = try Recorder.open(gitDirectory: Array(path.utf8))
    let blob = try recorder.write(.blob, Array("note\n".utf8))
    let tree = try write(bytes, blob, to: recorder)
    let identity = "A <a@example.com> 1 +0000"
    let commit = "tree \(tree)\nauthor \(identity)\ncommitter \(identity)\n\n"
    let tip = try recorder.write(.commit, Array(commit.utf8))
    return try find(tip, in: recorder.repository)
  }

  /// On the monotonic clock.
  private static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func write(_ bytes: [UInt8], _ blob: ObjectID, to recorder: borrowing Recorder) throws
    -> ObjectID
  {
    var levels: [[TreeEntry]] = [[]]
    for item in bytes.split(separator: 0, maxSplits: 64) {
      guard let action = item.first else { continue }
      let name = Array(item.dropFirst())
      switch action {
      case UInt8(ascii: "0"): levels[0].append(TreeEntry(mode: .regular, name: name, id: blob))
      case UInt8(ascii: "1"): levels[0].append(TreeEntry(mode: .executable, name: name, id: blob))
      case UInt8(ascii: "2"): levels.append(levels[0])
      default:
        let below = try recorder.write(.tree, TreeEntry.encode(levels[0]))
        levels[0] = levels.count > 1 ? levels.removeLast() : []
        levels[0].append(TreeEntry(mode: .tree, name: name, id: below))
      }
    }
    return try recorder.write(.tree, TreeEntry.encode(levels[0]))
  }

  private func find(_ tip: ObjectID, in repository: borrowing Repository) throws
    -> NotesTreeCheck.Found
  {
    var found = NotesTreeCheck.Found()
    // A tree that holds itself many times over is larger than anybody can look at; a push of one ends
    // at the server's limits.
    let limits = WalkLimits(commits: .max, changes: 10_000, deadline: Self.seconds + 0.2)
    for change in try repository.notesTreeChanges(from: nil, to: tip, limits: limits) {
      guard let object = NotePath.object(change.path), let side = change.new else { continue }
      if side.mode.isRegular { found.differing.append("\(object) \(side.id)") }
    }
    var objects: Set<ObjectID> = []
    var listed: [String] = []
    try repository.forEachNote(in: tip) { object, blob in
      listed.append("\(object) \(blob)")
      objects.insert(object)
    }
    found.listed = listed
    var lookup = try NotesLookup(tip, in: repository)
    for object in objects {
      found.looked[object] = try lookup.blobs(on: object, in: repository)
      let notes = try repository.notes(on: object, in: tip)
      if notes.count != found.looked[object]?.count { found.looked[object] = [] }
    }
    return found
  }
}
