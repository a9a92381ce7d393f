internal import GitObjects
package import OpenPGP

/// Whose OpenPGP key is whose: by the fingerprint of the primary key, never by a user id, which
/// anybody can write.
package struct OpenPGPKeys: Sendable {
  package let keyring: OpenPGPKeyring
  package let oracle: (any OpenPGPOracle)?
  private let owners: [String: PersonID]

  /// Whether nobody has one.
  package var isEmpty: Bool { owners.isEmpty }

  static let none = OpenPGPKeys(keyring: .empty, oracle: nil, owners: [:])

  private init(keyring: OpenPGPKeyring, oracle: (any OpenPGPOracle)?, owners: [String: PersonID]) {
    self.keyring = keyring
    self.oracle = oracle
    self.owners = owners
  }

  init(
    _ keyring: OpenPGPKeyring,
    oracle: (any OpenPGPOracle)?,
    policy: Policy,
    file: String
  ) throws(PolicyError) {
    self.init(keyring: keyring, oracle: oracle, owners: try Self.owners(policy, file))
    var ownerOf: [String: PersonID] = [:]
    for key in keyring.keys {
      guard let owner = owners[key.primary] else { continue }
      if let other = ownerOf.updateValue(owner, forKey: key.fingerprint), other != owner {
        throw PolicyError(
          file: policy.keyFiles.openPGP ?? file,
          "the subkey \(key.fingerprint) is both '\(other)' and '\(owner)'",
          fix: "one key is one person"
        )
      }
    }
  }

  private static func owners(_ policy: Policy, _ file: String) throws(PolicyError)
    -> [String: PersonID]
  {
    var owners: [String: PersonID] = [:]
    for person in policy.people.values.sorted(by: { $0.id < $1.id }) {
      for text in person.openPGP {
        let fingerprint = text.uppercased()
        guard fingerprint.utf8.count == 40, fingerprint.utf8.allSatisfy(isHex) else {
          throw PolicyError(
            file: file,
            "'\(Escaped.text(text))' of '\(person.id)' is no OpenPGP fingerprint",
            fix: "write all 40 hexadecimal digits, without spaces"
          )
        }
        if let other = owners.updateValue(person.id, forKey: fingerprint) {
          throw PolicyError(
            file: file,
            "the OpenPGP key \(fingerprint) stands twice, for '\(other)' and '\(person.id)'",
            fix: "one key is one person"
          )
        }
      }
    }
    return owners
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
  }

  package func owner(ofPrimary fingerprint: String) -> PersonID? { owners[fingerprint] }

  /// People whose key is in the keyring; whether it is in date is found out when it is used.
  package var holders: Set<PersonID> {
    guard oracle != nil else { return [] }
    return Set(keyring.keys.compactMap { owners[$0.primary] })
  }

  /// Fingerprints that the policy names and the keyring lacks.
  package var missing: [(fingerprint: String, owner: PersonID)] {
    let known = Set(keyring.keys.map(\.primary))
    return owners.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}
