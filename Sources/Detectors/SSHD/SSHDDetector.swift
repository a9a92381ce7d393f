package import Detection
import Syntax

/// Who logs in at a machine by SSH, how, and what may be done then: `sshd_config` and its drop-ins.
package struct SSHDDetector: Detector {
  static let login = Kind(
    "sshd-login",
    of: .iam,
    title: "Others may log in by SSH, or in other ways",
    help: """
      Root, passwords, keys and authorities that are trusted, lists of users: whoever they let in has a shell, \
      where no command is forced.
      """,
    example: Kind.Example(
      path: "ssh/sshd_config",
      old: "PermitRootLogin no\n",
      new: "PermitRootLogin yes\n"
    )
  )
  static let guarded = Kind(
    "sshd-guard",
    of: .protection,
    title: "Sessions of SSH are held by other rules",
    help: """
      Forced commands, forwarding, tunnels, checks of files and ciphers: what somebody who is logged in may do, \
      and what the connection is worth.
      """,
    example: Kind.Example(
      path: "ssh/sshd_config",
      old: "AllowTcpForwarding no\n",
      new: "AllowTcpForwarding yes\n"
    )
  )
  static let listen = Kind(
    "sshd-listen",
    of: .network,
    title: "The SSH server is reached elsewhere",
    help: "Other ports and addresses, or ports of clients that everybody reaches.",
    example: Kind.Example(
      path: "ssh/sshd_config",
      old: "ListenAddress 10.0.0.1\n",
      new: "ListenAddress 0.0.0.0\n"
    )
  )

  package init() {}

  package var kinds: [Kind] { [Self.login, Self.guarded, Self.listen] }

  package func read(_ pair: FilePair) -> Reading {
    let file = FileName(pair.path)
    let isDropIn = file.directories.last == "sshd_config.d"
    let name = file.withoutTemplateSuffix
    guard name.contains("sshd_config") && file.suffix != "md" || isDropIn && name.hasSuffix(".conf")
    else { return .foreign }
    do throws(SyntaxError) {
      let old = try SSHDSide(pair.old, isDropIn)
      let new = try SSHDSide(pair.new, isDropIn)
      var findings = FactComparison(
        old: old.facts(beside: new),
        new: new.facts(beside: old),
        isTemplate: SystemdUnit.isTemplate
      ).findings
      findings.add(SSHDLists.compare(old, new))
      if let doubt = SSHDOrder.doubt(old, new) { findings.doubt(doubt.line, doubt.reason) }
      if let doubt = new.otherDifference(from: old) { findings.doubt(doubt.line, doubt.reason) }
      return findings.reading
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }
}
