internal import GitObjects
package import OpenPGP
internal import Platform

/// Asks `gpgv` what a detached signature is worth: with the policy's keyring and no other, in a
/// home directory of its own, which has no configuration.
package struct GPGV: OpenPGPOracle {
  package init() {}

  package func status(of signature: [UInt8], over data: [UInt8], keyring: [UInt8])
    throws(OpenPGPFailure) -> [UInt8]
  {
    do throws(KeyProgram.Failure) {
      let program = try KeyProgram(named: "gpgv", package: "gpgv")
      // The exit status is no evidence: it is 0 for keys that have expired or are revoked.
      return try Self.run(program, signature, data, keyring).output
    } catch {
      throw OpenPGPFailure(error.text)
    }
  }

  /// Data is passed as a file, always: without one `gpgv` verifies what lies inside the signature.
  private static func run(
    _ program: KeyProgram,
    _ signature: [UInt8],
    _ data: [UInt8],
    _ keyring: [UInt8]
  ) throws(KeyProgram.Failure) -> ChildProgram.Finished {
    let question = try QuestionDirectory()
    let home = question.directory.path
    var arguments = [Array("--homedir".utf8), home]
    arguments += ["--status-fd", "1", "--keyring"].map { Array($0.utf8) }
    arguments.append(try question.write(keyring, as: "keyring.gpg"))
    arguments.append(Array("--".utf8))
    arguments.append(try question.write(signature, as: "signature"))
    arguments.append(try question.write(data, as: "data"))
    return try program.run(
      arguments,
      environment: ["GNUPGHOME=" + String(decoding: home, as: UTF8.self)],
      in: question.directory
    )
  }
}
