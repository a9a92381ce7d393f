internal import Glibc

/// The `countersign` beside the test bundle, in a directory of this run's own: whoever owns the checkout, and whoever
/// can write around it, `doctor` is to find nothing wrong with the program that the hooks run.
enum BuiltBinary {
  static let path: String = {
    let built = besideBundle("countersign")
    var template = Array("/tmp/countersign-tests.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return built }
    let directory = String(cString: template)
    // Servers of other users run it, too.
    chmod(directory, 0o755)
    let path = "\(directory)/countersign"
    guard link(built, path) == 0 || system("cp '\(built)' '\(path)'") == 0 else { return built }
    atexit {
      unlink(BuiltBinary.path)
      rmdir(String(BuiltBinary.path.dropLast("/countersign".count)))
    }
    return path
  }()

  private static func besideBundle(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let bundle = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) },
      as: UTF8.self
    )
    return bundle.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/\(name)"
  }
}
