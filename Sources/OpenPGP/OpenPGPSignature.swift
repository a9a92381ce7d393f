internal import GitObjects

/// One detached OpenPGP signature, read as far as must be known before `gpgv` is asked.
///
/// `gpgv` takes several signatures in a row, and whole messages with the signed text inside; here a
/// signature is one packet and nothing else.
package struct OpenPGPSignature: Hashable, Sendable {
  /// The packet, without armor.
  package let bytes: [UInt8]
  /// 0x00 is over bytes as they are, 0x01 over text.
  package let type: UInt8
  let keyType: UInt8
  package let digest: UInt8
  /// Fingerprints (40 digits) or key ids (16) of the key that is said to have signed.
  ///
  /// Unsigned: a hint.
  package let issuers: Set<String>

  /// What is wrong with a signature's form.
  package enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    case armor, notOnePacket, truncated, version(UInt8)

    package var description: String {
      switch self {
      case .armor: "its armor is not that of one OpenPGP signature"
      case .notOnePacket: "it is not one detached OpenPGP signature"
      case .truncated: "it ends early"
      case .version(let version): "it is of version \(version), and only 4 is read"
      }
    }
  }

  package init(blob: [UInt8]) throws(Malformed) {
    guard let packets = OpenPGPPacket.read(blob), packets.count == 1, let packet = packets.first,
      packet.tag == OpenPGPPacket.Tag.signature
    else { throw .notOnePacket }
    var rest = packet.body[...]
    guard let version = rest.popFirst() else { throw .truncated }
    guard version == 4 else { throw .version(version) }
    guard let type = rest.popFirst(), let keyType = rest.popFirst(), let digest = rest.popFirst(),
      let hashed = Self.area(&rest), let unhashed = Self.area(&rest)
    else { throw .truncated }
    bytes = blob
    self.type = type
    self.keyType = keyType
    self.digest = digest
    issuers = Set((hashed + unhashed).compactMap(Self.issuer))
  }

  /// Whether a commit's signature is to be read by ``init(armored:)``, and not as one of SSH.
  package static func isArmored(_ text: [UInt8]) -> Bool { OpenPGPArmor.isBegun(by: text) }

  package init(armored text: [UInt8]) throws(Malformed) {
    guard let blob = OpenPGPArmor.decode(text, kind: "SIGNATURE") else { throw .armor }
    try self.init(blob: blob)
  }

  /// Why it counts for nothing by its algorithms, whoever made it.
  package var weakness: String? {
    if let name = OpenPGPAlgorithm.refusedKeyType(keyType) {
      return "its key is of type \(name), which is not accepted"
    }
    if let name = OpenPGPAlgorithm.refusedDigest(digest) {
      return "its digest is \(name), which is not accepted"
    }
    if type != 0 { return "it is not over bytes but of class 0x" + String(type, radix: 16) }
    return nil
  }

  /// The subpackets of an area: a type and what it holds.
  private static func area(_ rest: inout ArraySlice<UInt8>) -> [(type: UInt8, value: [UInt8])]? {
    guard let length = OpenPGPPacket.number(2, &rest), length <= rest.count else { return nil }
    var area = rest.prefix(length)
    rest = rest.dropFirst(length)
    var result: [(type: UInt8, value: [UInt8])] = []
    while let first = area.popFirst() {
      var length = Int(first)
      if first == 255 {
        guard let long = OpenPGPPacket.number(4, &area) else { return nil }
        length = long
      } else if first >= 192 {
        guard let second = area.popFirst() else { return nil }
        length = (Int(first) - 192) << 8 + Int(second) + 192
      }
      guard length >= 1, length <= area.count, let type = area.popFirst() else { return nil }
      result.append((type & 0x7F, Array(area.prefix(length - 1))))
      area = area.dropFirst(length - 1)
    }
    return result
  }

  private static func issuer(_ subpacket: (type: UInt8, value: [UInt8])) -> String? {
    switch (subpacket.type, subpacket.value.count) {
    case (16, 8): OpenPGPKeyring.hex(subpacket.value)
    case (33, 21) where subpacket.value[0] == 4:
      OpenPGPKeyring.hex(Array(subpacket.value.dropFirst()))
    default: nil
    }
  }
}
