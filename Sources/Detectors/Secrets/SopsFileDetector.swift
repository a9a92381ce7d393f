package import Detection
import Syntax

/// What changed in a file that sops has encrypted: who can decrypt it, and which values are others.
package struct SopsFileDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.recipient, Self.replaced, Self.plain, Self.threshold] }

  private static func file(_ value: String, _ recipients: String) -> String {
    "password: \(value)\nsops:\n  age:\n\(recipients)  mac: ENC[AES256_GCM,data:m]\n"
  }
  private static let value = "ENC[AES256_GCM,data:aaa,iv:b,tag:c,type:str]"
  private static let other = "ENC[AES256_GCM,data:ddd,iv:e,tag:f,type:str]"
  private static let alice = "  - recipient: age1aaa\n    enc: x\n"
  private static let bob = "  - recipient: age1bbb\n    enc: y\n"

  static let recipient = Kind(
    "recipient",
    of: .secret,
    title: "Recipients of an encrypted file changed",
    help: "Every recipient of the file can decrypt it, also where it is in the history already.",
    example: .init(path: "secrets.yaml", old: file(value, alice), new: file(value, alice + bob))
  )
  static let replaced = Kind(
    "replaced",
    of: .secret,
    title: "Encrypted value replaced",
    help:
      "A rotation cannot be told from the swap of one credential for another without decrypting.",
    example: .init(path: "secrets.yaml", old: file(value, alice), new: file(other, alice))
  )
  static let plain = Kind(
    "plain",
    of: .secret,
    title: "Encrypted value stored in clear",
    help: "The value was encrypted and can now be read by everyone who can read the repository.",
    example: .init(path: "secrets.yaml", old: file(value, alice), new: file("hunter2", alice))
  )
  static let threshold = Kind(
    "threshold",
    of: .secret,
    title: "Number of key groups that decrypt the file changed",
    help: "A file of several key groups needs this many of them to be decrypted.",
    example: .init(
      path: "secrets.yaml",
      old: "a: \(value)\nsops:\n  shamir_threshold: 2\n",
      new: "a: \(value)\nsops:\n  shamir_threshold: 1\n"
    )
  )

  package func read(_ pair: FilePair) -> Reading {
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: SopsFile.isLikely) else { return .foreign }
    let name = FileName(pair.path)
    guard ["yaml", "yml", "json"].contains(name.suffix) || sides.contains(where: SopsFile.isWhole)
    else {
      return .partial([], line: nil, reason: "an encrypted file of a format that is not read")
    }
    let old: SopsFile
    let new: SopsFile
    do throws(SyntaxError) {
      old = try SopsFile(pair.old, SopsFile.Format(name.suffix))
      new = try SopsFile(pair.new, SopsFile.Format(name.suffix))
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    guard old.isEncrypted || new.isEncrypted else { return .foreign }
    return SopsFileComparison(old: old, new: new).reading
  }
}
