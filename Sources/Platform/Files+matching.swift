internal import Glibc

extension Files {
  /// The paths that an absolute pattern of the shell's leads to, sorted; what has no `*`, `?` or set in it need not
  /// be there.
  ///
  /// Not by `glob`, which asks the machine for its users and cannot be linked statically. A directory that is not
  /// there matches nothing; one that cannot be read is an error.
  package static func matching(_ pattern: [UInt8]) throws(FileError) -> [[UInt8]] {
    var found = [[UInt8(ascii: "/")]]
    for component in pattern.split(separator: UInt8(ascii: "/")) {
      var next: [[UInt8]] = []
      for directory in found { next += try matching(Array(component), in: directory) }
      found = next
    }
    return found
  }

  private static func matching(_ component: [UInt8], in directory: [UInt8]) throws(FileError)
    -> [[UInt8]]
  {
    guard component.contains(where: "*?[".utf8.contains) else {
      return [join(directory, component)]
    }
    if let status = FileStatus(of: directory), !status.isDirectory { return [] }
    let pattern = terminated(component)
    return try names(in: directory)
      .filter { unsafe fnmatch(pattern, terminated($0), FNM_PERIOD) == 0 }
      .map { join(directory, $0) }
  }
}
