internal import GitObjects

/// The machine's own users and groups, as `/etc` lists them: a static binary can ask nobody else.
package enum Accounts {
  /// `1000 (alice)`, or the number alone where no name is known.
  package static func describe(user: UInt32) -> String {
    describe(user, entry(user, in: "/etc/passwd"))
  }

  package static func describe(group: UInt32) -> String {
    describe(group, entry(group, in: "/etc/group"))
  }

  /// Whether a group is its user's alone: his first one, called like him, and without other members.
  package static func isPrivate(_ group: UInt32, of user: UInt32) -> Bool {
    guard let account = entry(user, in: "/etc/passwd"), account.count > 3,
      number(account[3]) == group
    else { return false }
    guard let line = entry(group, in: "/etc/group"), line.first == account.first else {
      return false
    }
    return line.count < 4 || line[3].isEmpty || line[3] == account.first
  }

  /// Whether a number stands for all who are nobody here: in a container with users of its own, the machine's.
  package static func isOutside(user: UInt32) -> Bool {
    guard let map = try? Files.read(Array("/proc/self/uid_map".utf8)),
      let overflow = try? Files.read(Array("/proc/sys/kernel/overflowuid".utf8))
    else { return false }
    let ranges = map.split(separator: 0x0A).map { $0.split(separator: 0x20).compactMap(number) }
    return ranges != [[0, 0, .max]] && number(overflow.filter { $0 != 0x0A }) == user
  }

  /// Whether nobody but root is in a group: it is listed, without members, and is no other user's first one.
  package static func isEmpty(_ group: UInt32) -> Bool {
    guard let line = entry(group, in: "/etc/group"), line.count < 4 || line[3].isEmpty else {
      return false
    }
    return !entries(in: "/etc/passwd").contains { user in
      user.count > 3 && number(user[3]) == group && number(user[2]) != 0
    }
  }

  private static func describe(_ id: UInt32, _ entry: [[UInt8]]?) -> String {
    entry?.first.map { "\(id) (\(Escaped.text($0)))" } ?? "\(id)"
  }

  /// The fields of a line, whose third is the number.
  private static func entry(_ id: UInt32, in file: String) -> [[UInt8]]? {
    entries(in: file).first { $0.count > 2 && number($0[2]) == id }
  }

  private static func entries(in file: String) -> some Sequence<[[UInt8]]> {
    let text = (try? Files.read(Array(file.utf8))) ?? []
    return text.split(separator: 0x0A).lazy.map { line in
      line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Array.init)
    }
  }

  private static func number(_ field: some Collection<UInt8>) -> UInt32? {
    UInt32(String(decoding: field, as: UTF8.self))
  }
}
