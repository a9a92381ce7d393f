internal import Approvals
internal import GitObjects
internal import Report
internal import SSH

/// The same approval with nothing but sh, git and ssh-keygen, as one script that can be run as it is.
struct StockCommands {
  private let requests: [SigningRequest]
  private let signer: Signer
  private let carrier: Carrier
  private let act: SigningAct
  private let remote: String
  private var lines: [String] = []

  init(
    _ requests: [SigningRequest],
    _ signer: Signer,
    _ carrier: Carrier,
    _ act: SigningAct,
    remote: String
  ) {
    self.act = act
    self.requests = requests
    self.signer = signer
    self.carrier = carrier
    self.remote = remote
  }

  consuming func text(in clone: borrowing Clone) async throws -> String {
    lines = [
      "# A signature by '\(signer.reviewer.person)', to \(act.verb); run it in the repository, with sh.",
      "set -e",
    ]
    switch carrier {
    case .note: try addNotes()
    case .commit: try addCommit(try HeadCommit(clone, holding: requests), clone.now)
    case .message:
      let head = try HeadCommit(clone, holding: requests)
      try addMessage(head, isSigned: try await MessageCarrier.isToBeSigned(head))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func addNotes() throws {
    lines.append("git fetch --quiet \(Self.quoted(remote)) '\(NotesPush.refspec)'")
    lines.append("if git rev-parse --verify --quiet \(RefName.fetchedApprovals) >/dev/null; then")
    lines.append(
      "  git notes --ref=countersign/approvals merge --quiet -s union \(RefName.fetchedApprovals)"
    )
    lines.append("fi")
    addDirectory()
    for request in requests {
      for statement in request.statements {
        try addSignature(of: statement)
        for object in request.annotated(by: statement) {
          lines.append("git notes --ref=countersign/approvals append -m \"$trailer\" \(object)")
        }
      }
    }
    lines.append("rm -r \"$directory\"")
    lines.append("git push \(Self.quoted(remote)) \(NoteCarrier.reference)")
  }

  private mutating func addMessage(_ head: HeadCommit, isSigned: Bool) throws {
    addDirectory()
    lines.append("git cat-file commit HEAD | sed '1,/^$/d' >\"$directory/message\"")
    if !MessageCarrier.isTrailerBlock(head.commit.message.reversed().drop { $0 == 0x0A }.reversed())
    {
      lines.append("echo >>\"$directory/message\"")
    }
    for statement in requests.flatMap(\.statements) {
      try addSignature(of: statement)
      lines.append("printf '%s\\n' \"$trailer\" >>\"$directory/message\"")
    }
    let environment = MessageCarrier.committerEnvironment(head.commit).sorted { $0.key < $1.key }
    let arguments = MessageCarrier.arguments(isSigned: isSigned).map {
      $0 == "--file=-" ? "--file=\"$directory/message\"" : $0
    }
    lines.append(
      (environment.map { "\($0)=\(Self.quoted($1))" } + ["git"] + arguments).joined(separator: " ")
    )
    lines.append("rm -r \"$directory\"")
  }

  private mutating func addCommit(_ head: HeadCommit, _ now: Timestamp) throws {
    let message = String(decoding: CommitCarrier.message(requests, signer, act), as: UTF8.self)
    let identity = signer.reviewer.environment(moment: "\(now.seconds) +0000").sorted {
      $0.key < $1.key
    }
    lines.append(identity.map { "\($0)=\(Self.quoted($1))" }.joined(separator: " ") + " \\")
    lines.append(
      "git -c gpg.format=ssh -c user.signingKey=\(signer.key.map { Self.quoted($0.gitValue) } ?? Self.someKey) \\"
    )
    lines.append("  commit-tree -S -p \(head.id) \(head.commit.tree) >.git-approval <<'END'")
    lines.append(message + "END")
    lines.append("git update-ref HEAD \"$(cat .git-approval)\" \(head.id)")
    lines.append("rm .git-approval")
  }

  private mutating func addDirectory() {
    lines.append("directory=$(mktemp -d)")
    if case .literal(let text)? = signer.key?.form {
      lines.append("echo \(Self.quoted(text)) >\"$directory/key.pub\"")
    }
  }

  private mutating func addSignature(of statement: Statement) throws {
    let text = String(decoding: statement.encoded, as: UTF8.self)
    lines.append("cat >\"$directory/statement\" <<'END'\n\(text)END")
    lines.append("ssh-keygen -Y sign -q -n countersign \(keyArguments) \"$directory/statement\"")
    lines.append("signature=$(sed '/^-----/d' \"$directory/statement.sig\" | tr -d '\\n')")
    lines.append("rm \"$directory/statement.sig\"")
    let unsigned = signer.trailer(statement, .ssh([]))
    let value = "\(Trailer.key): " + String(decoding: unsigned.unfolded, as: UTF8.self)
    lines.append("trailer=\(Self.quoted(value))\"$signature\"")
  }

  private var keyArguments: String {
    switch signer.key?.form {
    case .file(let path): "-f \(Self.quoted(path))"
    case .literal: "-U -f \"$directory/key.pub\""
    case nil: "-f \(Self.someKey)"
    }
  }

  private static let someKey = "\"$HOME/.ssh/id_ed25519\""

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
