import GateTesting
internal import Glibc

/// A file system of a few megabytes, for filling.
struct SmallDisk {
  let scratch: Scratch
  var path: String { scratch.path("disk") }

  /// Root alone may mount, and not in every container.
  static let isPossible: Bool = {
    guard TestFile.isRoot, let scratch = try? Scratch() else { return false }
    guard mount("tmpfs", scratch.path, "tmpfs", 0, "size=1m") == 0 else { return false }
    return umount(scratch.path) == 0
  }()

  init(megabytes: Int) async throws {
    scratch = try Scratch()
    try TestFile.makeDirectory(scratch.path("disk"))
    guard mount("tmpfs", scratch.path("disk"), "tmpfs", 0, "size=\(megabytes)m") == 0 else {
      throw TestError("cannot mount a small disk")
    }
  }

  func unmount() async throws {
    guard umount2(path, Int32(MNT_DETACH)) == 0 else { throw TestError("cannot unmount") }
  }
}
