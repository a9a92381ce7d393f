internal import ArgumentParser

/// Reads the ledger as an auditor does: from the commits, not from the records.
struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Read and verify the records.",
    subcommands: [AuditLog.self, AuditShow.self, AuditVerify.self]
  )
}

/// Which ledger an audit command reads, and by which policy.
struct AuditedOptions: ParsableArguments {
  @Option(help: "The repository; without it, the one around this directory.")
  var bare: String?
  @Option(
    help: ArgumentHelp(
      "The policy to go by: file:PATH or ref:REF:PATH; without it, the one in force there.",
      valueName: "source"
    )
  )
  var policy: String?

  func open(remote: String = "origin") throws -> AuditedRepository {
    try AuditedRepository.open(bare, policy: policy, remote: remote)
  }
}
