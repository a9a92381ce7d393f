internal import ArgumentParser
internal import Expectations
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

struct TestPolicy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Hold a policy to what is expected of it.",
    discussion: """
      An expectation file lists paths with their classes, and pushes with what must become of them. Whether people \
      have keys plays no part.

        countersign policy test --policy policy.yaml policy.test.yaml

        version: 1
        paths:
          iam/admin.json: [access]
        cases:
          - name: nobody approves their own change
            paths: [iam/admin.json]
            author: alice
            approvals: [alice]
            expect: {outcome: refused, approvers: [bob]}

      A case may have 'changes', 'move', 'target', 'pusher', 'signed' and 'trailers' too, and 'expect' may name \
      'classes', 'rules', 'reasons' and 'ignored'. The templates come with theirs: *.test.yaml.

      Exit codes: 0 all hold, 1 some do not, 2 a file cannot be read.
      """
  )

  @Argument(help: "Expectation files.")
  var files: [String]
  @Option(help: "The policy file; without one, the repository's own.")
  var policy: String?

  func run() async throws {
    await Failure.guarding {
      let policies = try NamedPolicy.load(policy, keysMayBeMissing: true)
      var failed = 0
      for file in files {
        let path = Files.join(Files.resolve([UInt8(ascii: ".")]) ?? [], file)
        guard let bytes = try Files.read(path, limit: 1 << 20) else {
          throw Failure(
            "there is no file '\(Escaped.text(file))'",
            hint: "name a file of expectations; 'countersign help policy test' shows one"
          )
        }
        let expectations: ExpectationFile
        let report: ExpectationReport
        do throws(PolicyError) {
          expectations = try ExpectationFile(parsing: bytes, file: Escaped.text(file))
          report = try ExpectationReport(expectations, of: policies)
        } catch {
          throw Failure(
            "\(error)",
            hint: "'countersign help policy test' shows what such a file holds"
          )
        }
        for line in report.lines { Streams.write("\(line)\n") }
        var page = Page()
        page.add("\(Escaped.text(file)): \(report.summary)")
        Streams.write(page.text)
        failed += report.failed
      }
      return failed == 0 ? .allowed : .refused
    }
  }
}
