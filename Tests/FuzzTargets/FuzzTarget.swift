/// A parser of a stranger's bytes, with what must hold for whatever it is given.
///
/// libFuzzer drives these (`make fuzz`), and a test runs each over its kept inputs.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case updates, commit, tree, tag, trailers, statement
  case sshSignature = "ssh-signature"
  case openPGPSignature = "openpgp-signature"
  case gpgStatus = "gpg-status"
  case allowedSigners = "allowed-signers"
  case policy
  case pathPattern = "path-pattern"
  case record
  case notesTree = "notes-tree"
  case quotedPath = "quoted-path"
  case text
  case json, yaml, toml, hcl, sql, shell, dockerfile
  case detectors

  /// - Throws: ``Violation`` where an input breaks what must hold; a crash, a hang or a sanitizer's
  ///   report is the other way to fail.
  package func check(_ bytes: [UInt8]) throws(Violation) {
    switch self {
    case .updates: try UpdatesCheck.run(bytes)
    case .commit: try CommitCheck.run(bytes)
    case .tree: try TreeCheck.run(bytes)
    case .tag: try TagCheck.run(bytes)
    case .trailers: try TrailersCheck.run(bytes)
    case .statement: try StatementCheck.run(bytes)
    case .sshSignature: try SSHSignatureCheck.run(bytes)
    case .openPGPSignature: try OpenPGPCheck.run(bytes)
    case .gpgStatus: try GPGStatusCheck.run(bytes)
    case .allowedSigners: try AllowedSignersCheck.run(bytes)
    case .policy: try PolicyCheck.run(bytes)
    case .pathPattern: try PathPatternCheck.run(bytes)
    case .record: try RecordCheck.run(bytes)
    case .notesTree: try NotesTreeCheck.run(bytes)
    case .quotedPath: try QuotedPathCheck.run(bytes)
    case .text: try TextCheck.run(bytes)
    case .json: try ReaderChecks.json(bytes)
    case .yaml: try ReaderChecks.yaml(bytes)
    case .toml: try ReaderChecks.toml(bytes)
    case .hcl: try ReaderChecks.hcl(bytes)
    case .sql: try ReaderChecks.sql(bytes)
    case .shell: try ReaderChecks.shell(bytes)
    case .dockerfile: try ReaderChecks.dockerfile(bytes)
    case .detectors: try DetectorsCheck.run(bytes)
    }
  }
}

/// What an input broke.
package struct Violation: Error, CustomStringConvertible {
  package let description: String
}

/// Fails the input unless `condition` holds.
func require(_ condition: Bool, _ what: @autoclosure () -> String) throws(Violation) {
  if !condition { throw Violation(description: what()) }
}

/// The value, which must be there.
func unwrap<Value>(_ value: Value?, _ what: @autoclosure () -> String) throws(Violation) -> Value {
  guard let value else { throw Violation(description: what()) }
  return value
}

/// What was read; `nil` where it is malformed, and the error is safe to print.
func read<Value, Failure: Error>(_ body: () throws(Failure) -> Value) throws(Violation) -> Value? {
  do throws(Failure) {
    return try body()
  } catch {
    try require("\(error)".utf8.isPrintable, "an error is not safe to print")
    return nil
  }
}

extension Collection<UInt8> {
  var isUTF8: Bool { String(validating: Array(self), as: UTF8.self) != nil }
  var isPrintableASCII: Bool { allSatisfy { (0x20...0x7E).contains($0) } }
}
