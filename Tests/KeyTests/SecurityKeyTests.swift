import GateTesting
import GitObjects
import SSH
import Testing

@Suite("Security keys")
struct SecurityKeyTests {
  static let message = Array("countersign approval v1\nrepository acme/payments\n".utf8)

  static func check(_ blob: [UInt8], _ namespace: String = "countersign") throws -> SignatureCheck {
    try SSHSignature(blob: blob).check(message, namespace: namespace)
  }

  @Test(
    "attack 31: the flags that the key signed come out, whatever they are",
    arguments: [0x00, 0x01, 0x04, 0x05, 0x45, 0x81, 0xFF] as [UInt8],
    [SoftwareSecurityKey.Kind.ed25519, .ecdsa]
  )
  func flags(_ flags: UInt8, _ kind: SoftwareSecurityKey.Kind) throws {
    let key = SoftwareSecurityKey(kind)
    for counter in [0, 1, 0x1234_5678, .max] as [UInt32] {
      let blob = key.sign(Self.message, flags: flags, counter: counter)
      #expect(try Self.check(blob) == .good(SecurityKeyFlags(rawValue: flags)))
      #expect(try Self.check(blob, "git").isGood == false)
    }
  }

  @Test(
    "ssh-keygen verifies what the software key signs",
    arguments: [SoftwareSecurityKey.Kind.ed25519, .ecdsa]
  )
  func keygenAgrees(_ kind: SoftwareSecurityKey.Kind) async throws {
    let scratch = try Scratch()
    let key = SoftwareSecurityKey(kind)
    try scratch.write("alice \(key.publicKey)\n", to: "signers")
    for (name, blob, isGood) in [
      ("untouched", key.sign(Self.message, flags: 0), true),
      ("touched", key.sign(Self.message), true),
      ("other", key.sign(Self.message + [0x0A]), false),
    ] {
      try scratch.write(SSHSignature.armor(blob), to: name)
      let theirs = try await Tool.run(
        "ssh-keygen",
        ["-Y", "verify", "-f", "signers", "-I", "alice", "-n", "countersign", "-s", name],
        in: scratch.path,
        input: Self.message
      )
      #expect(theirs.isSuccess == isGood)
      #expect(try Self.check(blob).isGood == isGood)
    }
  }

  @Test(
    "one flipped bit anywhere, the flags and the counter too, makes it worthless",
    arguments: [SoftwareSecurityKey.Kind.ed25519, .ecdsa]
  )
  func flipped(_ kind: SoftwareSecurityKey.Kind) throws {
    let blob = SoftwareSecurityKey(kind).sign(Self.message)
    for index in blob.indices {
      for bit in 0..<8 {
        var broken = blob
        broken[index] ^= 1 << bit
        let check = try? SSHSignature(blob: broken).check(Self.message, namespace: "countersign")
        #expect(check?.isGood != true, "bit \(bit) of byte \(index)")
      }
    }
    for count in blob.indices {
      #expect((try? SSHSignature(blob: Array(blob.prefix(count)))) == nil)
    }
    #expect((try? SSHSignature(blob: blob + [0])) == nil)
  }

  @Test("a signature by a key for another application, or by a key of the other kind, is bad")
  func otherKey() throws {
    let one = SoftwareSecurityKey(.ed25519)
    let other = SoftwareSecurityKey(.ecdsa)
    #expect(try Self.check(one.sign(Self.message, signer: other.blob)).isGood == false)
    let elsewhere = Wire.string(one.type) + one.blob[30..<66] + Wire.string("ssh:elsewhere")
    #expect(try SSHPublicKey(blob: elsewhere).algorithm == .securityKey(.ed25519))
    #expect(try Self.check(one.sign(Self.message, signer: elsewhere)).isGood == false)
  }
}
