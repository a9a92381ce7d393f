/// The mode of a tree entry, as git stores it.
package struct FileMode: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  package static let regular = FileMode(rawValue: 0o100644)
  package static let executable = FileMode(rawValue: 0o100755)
  /// Written by very old versions of git; still in old histories.
  static let groupWritable = FileMode(rawValue: 0o100664)
  package static let symlink = FileMode(rawValue: 0o120000)
  package static let gitlink = FileMode(rawValue: 0o160000)
  package static let tree = FileMode(rawValue: 0o040000)

  package var isRegular: Bool { self == .regular || self == .executable || self == .groupWritable }

  /// A symlink or a submodule: an entry that makes another place stand in for this path.
  package var isIndirection: Bool { self == .symlink || self == .gitlink }

  /// Six octal digits, as a change id spells it.
  package var octal: String {
    var digits: [UInt8] = []
    appendOctal(to: &digits)
    return String(decoding: digits, as: UTF8.self)
  }

  func appendOctal(to result: inout [UInt8]) {
    for place in stride(from: UInt32(15), through: 0, by: -3) {
      result.append(UInt8(ascii: "0") + UInt8(rawValue >> place & 7))
    }
  }
}
