package import Detection
import Syntax

/// Which keys open an account or sign for a person, and under which conditions.
package struct KeyFileDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.key, Self.option, Self.principal] }

  private static let sample = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ alice@example.com\n"

  static let key = Kind(
    "ssh-key",
    of: .roster,
    title: "Key of an account or a signer added or removed",
    help: "Whoever has the private half of a key listed here can log in or sign with it.",
    example: .init(path: "home/alice/.ssh/authorized_keys", old: "", new: sample)
  )
  static let option = Kind(
    "ssh-key-option",
    of: .roster,
    title: "Conditions of a key changed",
    help: """
      Options bind a key to addresses (from), to one command (command, restrict), to purposes (namespaces) \
      or to a time (valid-before, expiry-time).
      """,
    example: .init(
      path: "home/alice/.ssh/authorized_keys",
      old: "restrict,command=\"backup\" " + sample,
      new: "command=\"backup\" " + sample
    )
  )
  static let principal = Kind(
    "ssh-principal",
    of: .roster,
    title: "Names that a key signs for changed",
    help: "A line of ALLOWED SIGNERS lets a key sign for the principals it begins with.",
    example: .init(
      path: "allowed_signers",
      old: "alice@example.com " + sample,
      new: "alice@example.com,bob@example.com " + sample
    )
  )

  package func read(_ pair: FilePair) -> Reading {
    let file = FileName(pair.path)
    guard let format = Self.format(of: file) else { return .foreign }
    let old: KeyFileSide
    let new: KeyFileSide
    do throws(SyntaxError) {
      old = try KeyFileSide(pair.old ?? [], format)
      new = try KeyFileSide(pair.new ?? [], format)
    } catch {
      // Public keys of other kinds have the same suffix.
      if file.suffix == "pub" { return .foreign }
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    return AccessComparison(
      old: old.items(beside: new),
      new: new.items(beside: old)
    ).reading
  }

  private static func format(of file: FileName) -> KeyLine.Format? {
    let name = file.withoutTemplateSuffix.lowercased()
    if name.hasPrefix("allowed_signers") || name.hasPrefix("allowed-signers")
      || name.hasSuffix(".allowed_signers")
    {
      return .allowedSigners
    }
    let isKeys =
      name.hasPrefix("authorized_keys") || name.hasPrefix("authorized-keys")
      || name.hasSuffix(".authorized_keys") || name.hasSuffix(".pub")
      || file.directories.contains { $0 == "authorized_keys" || $0 == "authorized_keys.d" }
    return isKeys ? .authorizedKeys : nil
  }
}
