internal import GitObjects

/// OpenSSH's text form of bytes: base64 in lines of 70 characters between two lines that say what it is.
enum SSHArmor {
  static func encode(_ bytes: [UInt8], begin: String, end: String) -> [UInt8] {
    var rest = Base64.encode(bytes)[...]
    var text = Array("\(begin)\n".utf8)
    while !rest.isEmpty {
      text += rest.prefix(70) + [0x0A]
      rest = rest.dropFirst(70)
    }
    return text + Array("\(end)\n".utf8)
  }
}
