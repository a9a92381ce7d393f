import Approvals
import GateTesting
import GitObjects
import Policy
import SSH

/// Makes signatures of every kind, lines that may fit them, and changes in both.
struct SignatureShop {
  let scratch: Scratch
  private var random: SeededGenerator
  private var signed: [Signed] = []
  private static let namespaces = ["countersign", "countersign", "git", "countersign-record"]
  private static let keys = [
    "ed25519:256", "ecdsa:256", "ecdsa:384", "ecdsa:521", "rsa:2048", "rsa:3072", "rsa:1024",
  ]

  struct Signed {
    let namespace: String
    let message: [UInt8]
    let blob: [UInt8]
    let key: String
  }

  enum Verdict: CustomStringConvertible {
    case good
    case refused(String)

    var description: String {
      switch self {
      case .good: "good"
      case .refused(let reason): "refused: \(reason)"
      }
    }
  }

  init(seed: UInt64) async throws {
    random = SeededGenerator(seed: seed)
    scratch = try Scratch()
    for (index, kind) in Self.keys.enumerated() {
      let words = kind.split(separator: ":").map(String.init)
      let name = "key-\(index)"
      try await Tool.succeed(
        "ssh-keygen",
        ["-q", "-t", words[0], "-b", words[1], "-N", "", "-C", "", "-f", scratch.path(name)],
        in: scratch.path
      )
      let key = try TestFile.text(scratch.path("\(name).pub")).split { $0 == " " || $0 == "\n" }
      try await sign(by: name, key: key.prefix(2).joined(separator: " "))
    }
    for kind in [SoftwareSecurityKey.Kind.ed25519, .ecdsa] {
      let key = SoftwareSecurityKey(kind)
      for namespace in Self.namespaces {
        let message = random.bytes(random.number(0...200))
        let flags = UInt8(random.number(0...255))
        let blob = key.sign(message, namespace: namespace, flags: flags)
        signed.append(
          Signed(namespace: namespace, message: message, blob: blob, key: key.publicKey)
        )
      }
    }
  }

  /// One process of ssh-keygen signs several files.
  private mutating func sign(by name: String, key: String) async throws {
    for namespace in Self.namespaces {
      for hash in ["sha256", "sha512"] {
        var messages: [[UInt8]] = []
        for index in 0..<3 {
          messages.append(random.bytes(random.number(0...300)))
          try scratch.write(messages[index], to: "message-\(index)")
        }
        let files = messages.indices.map { "message-\($0)" }
        for file in files { try? TestFile.remove(scratch.path("\(file).sig")) }
        try await Tool.succeed(
          "ssh-keygen",
          ["-q", "-Y", "sign", "-n", namespace, "-O", "hashalg=\(hash)", "-f", name] + files,
          in: scratch.path
        )
        for (file, message) in zip(files, messages) {
          let armor = try TestFile.read(scratch.path("\(file).sig"))
          let lines = armor.split(separator: 0x0A).dropFirst().dropLast()
          guard let blob = Base64.decode(Array(lines.joined())) else {
            throw TestError("ssh-keygen wrote no signature")
          }
          signed.append(
            Signed(namespace: namespace, message: message, blob: blob, key: key)
          )
        }
      }
    }
  }

  mutating func trial() throws -> SignatureTrial {
    let signed = random.pick(signed)
    var (blob, message) = (signed.blob, signed.message)
    // Most are left alone, so that the lines decide.
    switch random.number(0...29) {
    case 0: blob[position(in: blob)] ^= 1 << UInt8(random.number(0...7))
    case 1: blob = Array(blob.prefix(position(in: blob)))
    case 2: blob += random.bytes(random.number(1...8))
    case 3: message.append(UInt8(random.number(0...255)))
    case 4: blob = Self.withReserved(blob, random.bytes(random.number(1...9)))
    default: break
    }
    let key = random.once(in: 12) ? random.pick(self.signed).key : signed.key
    var lines = AllowedSignersText(random: random)
    let line = lines.text(for: key)
    random = lines.random
    return SignatureTrial(
      blob: blob,
      message: message,
      line: line,
      namespace: random.once(in: 9) ? random.pick(Self.namespaces) : signed.namespace,
      time: Timestamp(seconds: 1_700_000_000 + Int64(random.number(0...200_000_000)))
    )
  }

  /// Draws once, however long the signature: an ECDSA one is of another length in each run.
  private mutating func position(in blob: [UInt8]) -> Int {
    Int(random.next() % UInt64(blob.count))
  }

  /// The same signature with something in the field that nobody signs.
  private static func withReserved(_ blob: [UInt8], _ reserved: [UInt8]) -> [UInt8] {
    var position = 10
    for _ in 0..<2 {
      let length = blob[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
      position += 4 + length
    }
    let length = [UInt8](repeating: 0, count: 3) + [UInt8(reserved.count)]
    return Array(blob[..<position]) + length + reserved + Array(blob[(position + 4)...])
  }
}

/// A signature, a file of allowed signers, and what is asked.
struct SignatureTrial: CustomStringConvertible {
  let blob: [UInt8]
  let message: [UInt8]
  let line: String
  let namespace: String
  let time: Timestamp

  var description: String { "\(time) \(namespace) \(Escaped.text(line))" }

  func write(to scratch: Scratch, as name: String) throws {
    try scratch.write(SSHSignature.armor(blob), to: "\(name).sig")
    try scratch.write(message, to: "\(name).message")
    try scratch.write(line, to: "\(name).signers")
  }

  func command(_ name: String) -> String {
    let moment = "\(time)".filter(\.isNumber)
    return "ssh-keygen -Y verify -f \(name).signers -I alice -n \(namespace) "
      + "-Overify-time=\(moment)Z -s \(name).sig <\(name).message"
  }

  /// Whether it is alice's, as a policy with this key file says; and if not, why.
  func verdict() -> SignatureShop.Verdict {
    do throws(PolicyError) {
      let policies = try KeyPolicy.load(signers: line)
      do throws(SSHSignature.Malformed) {
        let signature = try SSHSignature(blob: blob)
        let check = SignerCheck(keyring: policies.keyring, now: time)
        do throws(ApprovalProblem) {
          let signer = try check.signer(of: signature, over: message, namespace: namespace)
          return signer.person.rawValue == "alice" ? .good : .refused("it is somebody else's")
        } catch {
          switch error {
          case .rejected(_, let why), .unanswered(let why):
            return .refused("\(why), asked in '\(namespace)'")
          }
        }
      } catch {
        return .refused("\(error)")
      }
    } catch {
      return .refused(error.description)
    }
  }
}
