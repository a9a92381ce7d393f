import Approvals
import GateTesting
import GitObjects
import KeyTools
import Policy
import SSH

/// A policy that knows alice and bob, with key files as a test writes them.
enum KeyPolicy {
  static func load(
    signers: String = "",
    revoked: [UInt8]? = nil,
    openPGP: [UInt8]? = nil,
    people: String = "alice: {emails: [alice@example.com]}, bob: {emails: [bob@example.com]}",
    services: KeyServices = .machine
  ) throws(PolicyError) -> PolicySet {
    var keys = "ssh: signers"
    if revoked != nil { keys += ", revoked: revoked" }
    if openPGP != nil { keys += ", openpgp: ring" }
    let policy = """
      version: 1
      repository: example
      people: {\(people)}
      groups: {all: [alice, bob]}
      keys: {\(keys)}
      governance: {approvals: 1, from: [all]}
      """
    return try PolicySet.load(name: "policy.yaml", services: services) { name throws(PolicyError) in
      switch name {
      case "signers": Array(signers.utf8)
      case "revoked": revoked
      case "ring": openPGP
      default: Array(policy.utf8)
      }
    }
  }

  /// What a signature came to: who and how present, or the code of the reason why not.
  enum Outcome: Hashable, CustomStringConvertible {
    case signed(String, Presence)
    case refused(ReasonCode)

    var description: String {
      switch self {
      case .signed(let person, let presence): "signed by \(person), presence \(presence)"
      case .refused(let code): code.rawValue
      }
    }
  }

  static func outcome(
    _ check: () throws(ApprovalProblem) -> VerifiedSigner
  ) -> Outcome {
    do throws(ApprovalProblem) {
      let signer = try check()
      return .signed(signer.person.rawValue, signer.presence)
    } catch {
      switch error {
      case .rejected(let code, _): return .refused(code)
      case .unanswered: return .refused(.policyInvalid)
      }
    }
  }

  static func outcome(
    _ blob: [UInt8],
    over message: [UInt8],
    _ policies: PolicySet,
    at now: Timestamp,
    namespace: String = "countersign"
  ) throws -> Outcome {
    let signature = try SSHSignature(blob: blob)
    let check = SignerCheck(keyring: policies.keyring, now: now)
    return outcome { () throws(ApprovalProblem) in
      try check.signer(of: signature, over: message, namespace: namespace)
    }
  }
}
