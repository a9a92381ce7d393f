import Gate
import GateTesting
import GitObjects
import Testing

@testable import Report

/// Every format against the file that holds what it should print; `COUNTERSIGN_UPDATE=1` writes them anew.
@Suite("Formats of check")
struct FormatTests {
  static let directory = PackageFiles.path("Tests/ReportTests/Golden")

  struct Case: CustomTestStringConvertible, Sendable {
    let format: ReportFormat
    let isAllowed: Bool
    var name: String { "\(isAllowed ? "allowed" : "refused").\(format.rawValue)" }
    var testDescription: String { name }
  }

  static let cases = ReportFormat.allCases.flatMap { format in
    [true, false].map { Case(format: format, isAllowed: $0) }
  }

  @Test("by the records alone nothing is said of changes", arguments: ReportFormat.allCases)
  func records(_ format: ReportFormat) throws {
    let record = CheckBasis.LandedRecord(
      decision: Digest(hex: Array(String(repeating: "e", count: 64).utf8)),
      target: "refs/heads/main",
      time: Timestamp(seconds: 1_790_000_000),
      object: Sample.new
    )
    let report = CheckReport(
      decision: Sample.decision(.allowed, target: "environment/staging", old: .zero),
      basis: .records(record),
      notes: [],
      policyDigest: String(repeating: "d", count: 64),
      policySource: "refs/countersign/policy",
      version: "0.0.0"
    )
    let text = report.rendered(as: format)
    let path = "\(Self.directory)/records.\(format.rawValue)"
    if Tool.isUpdating { try TestFile.write(Array(text.utf8), to: path) }
    #expect(try TestFile.text(path) == text)
    #expect(!text.contains("sensitive change") && !text.contains("\"findings\": []"), "\(text)")
  }

  @Test("a decision prints as its file says", arguments: cases)
  func golden(_ test: Case) throws {
    let report = CheckReport(
      decision: test.isAllowed ? Sample.allowed : Sample.refused,
      notes: ["judged by itself from 1111111111 to 2222222222, not by a server's records"],
      policyDigest: String(repeating: "d", count: 64),
      policySource: "file:policy.yaml",
      version: "0.0.0"
    )
    let text = report.rendered(as: test.format)
    let path = "\(Self.directory)/\(test.name)"
    if Tool.isUpdating { try TestFile.write(Array(text.utf8), to: path) }
    #expect(try TestFile.text(path) == text)
  }

  @Test("no line of a hostile path becomes a workflow command or an annotation of its own")
  func noCommandInjection() {
    let report = CheckReport(
      decision: Sample.refused,
      notes: [],
      policyDigest: "",
      policySource: "",
      version: ""
    )
    let commands = report.rendered(as: .github).split(separator: "\n").filter { $0.hasPrefix("::") }
    #expect(commands.count == 2)
    #expect(commands.allSatisfy { $0.hasPrefix("::error file=") })
  }

  @Test(
    "where nothing could be decided, only the formats with a place for errors print",
    arguments: ReportFormat.allCases
  )
  func errors(_ format: ReportFormat) {
    let text = format.rendering(error: "the clone is <shallow>", hint: "fetch", version: "0")
    #expect(text.isEmpty == [.text, .json, .markdown].contains(format))
    if format == .junit { #expect(text.contains("&lt;shallow&gt;")) }
  }

  @Test("nothing that a file says becomes a link or a placeholder in a viewer of SARIF")
  func noLinkInjection() {
    let text = ReportFormat.sarif.rendering(
      error: #"[read this](https://example.com) {0} \ é"#,
      hint: nil,
      version: "0"
    )
    #expect(text.contains(#"\\[read this\\](https://example.com) {{0}} \\\\ é"#), "\(text)")
  }
}
