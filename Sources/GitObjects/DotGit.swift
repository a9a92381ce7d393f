/// Names that some file system takes for `.git`: a checkout there would write into the repository itself.
enum DotGit {
  static func isAlias(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, mayBegin(first) || name.contains(where: isTelling) else {
      return false
    }
    return isOnWindows(name) || isOnMac(Array(name))
      || name.indices.contains { name[$0] == backslash && isOnWindows(name[($0 + 1)...]) }
  }

  /// An alias begins with a dot or with what a Mac does not see, or has a tilde or a backslash in it.
  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == 0xE2 || byte == 0xEF
  }

  private static func isTelling(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "~") || byte == backslash
  }

  private static let backslash = UInt8(ascii: "\\")

  /// NTFS drops dots and blanks at the end, knows `git~1`, and ends a name at a stream or a backslash.
  private static func isOnWindows(_ name: ArraySlice<UInt8>) -> Bool {
    for alias in [".git", "git~1"]
    where name.count >= alias.utf8.count
      && zip(name, alias.utf8).allSatisfy({ ASCII.lowercased($0) == $1 })
    {
      let rest = name.dropFirst(alias.utf8.count).drop { $0 == UInt8(ascii: ".") || $0 == 0x20 }
      if rest.isEmpty || rest.first == backslash || rest.first == UInt8(ascii: ":") { return true }
    }
    return false
  }

  /// HFS+ passes over characters that cannot be seen.
  private static func isOnMac(_ name: [UInt8]) -> Bool {
    guard name.count == 4 || name.contains(where: { $0 == 0xE2 || $0 == 0xEF }),
      let text = String(validating: name, as: UTF8.self)
    else { return false }
    let seen = text.unicodeScalars.filter { !isIgnoredOnMac($0.value) }.map(\.value)
    return seen.count == 4
      && zip(seen, ".git".unicodeScalars).allSatisfy { a, b in
        a == b.value || a + 32 == b.value && (0x41...0x5A).contains(a)
      }
  }

  private static func isIgnoredOnMac(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: true
    default: false
    }
  }
}
