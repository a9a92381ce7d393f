import Approvals
import GitObjects

/// The value of one trailer: the statement that it stands for.
enum StatementCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) { try value(bytes) }

  static func value(_ value: [UInt8]) throws(Violation) {
    let repository = Array("acme/payments".utf8)
    let parsed = try read { () throws(Trailer.Malformed) in
      try Trailer(parsing: value, repository: repository)
    }
    _ = Trailer.claimedReviewer(in: value)
    guard let trailer = parsed else { return }
    try require(value.count <= Trailer.sizeLimit, "it is longer than the limit")
    try spelled(trailer.statement)
    guard value.isUTF8, !value.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return }
    try same(trailer, trailer.unfolded, "written again on one line")
    try folded(trailer)
  }

  /// The signed bytes have one line for each field, and say what the statement says: no value of a
  /// field can be taken for another line.
  private static func spelled(_ statement: Statement) throws(Violation) {
    let bytes = statement.encoded
    try require(bytes.last == 0x0A, "the statement does not end in a newline")
    let lines = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    try require(lines.allSatisfy(\.isPrintableASCII), "the statement holds other bytes than text")
    let subject = statement.kind == .bypassReview ? "decision" : "statement"
    var keys = ["countersign", "repository", "target", "reviewer", "classes", "issued", "expires"]
    keys += statement.subjects.map { _ in subject } + statement.changes.map { _ in "change" }
    keys += (statement.tree == nil ? [] : ["tree"]) + (statement.reason == nil ? [] : ["reason"])
    let words = lines.map { $0.split(separator: 0x20, omittingEmptySubsequences: false) }
    try require(
      words.map { String(decoding: $0[0], as: UTF8.self) } == keys,
      "the statement has other lines"
    )
    try require(
      words.dropFirst().allSatisfy { $0.count == 2 && !$0[1].isEmpty },
      "a line of the statement is not KEY VALUE"
    )
    let fields = words.dropFirst().map { Array($0[1]) }
    try require(fields[0] == statement.repository, "the repository")
    try require(Escaped.percentDecode(fields[1]) == statement.target, "the target")
    try require(fields[2] == statement.reviewer, "the reviewer")
    try require(fields[3].split(separator: 0x2C).map(Array.init) == statement.classes, "classes")
    try require(Timestamp(fields[4]) == statement.issued, "when it was issued")
    try require(Timestamp(fields[5]) == statement.expires, "when it expires")
  }

  /// A trailer as this program writes it is read as it was meant.
  private static func folded(_ trailer: Trailer) throws(Violation) {
    let text = trailer.folded
    guard text.dropFirst(Trailer.key.utf8.count + 2).first.map({ $0 != 0x20 }) == true,
      !text.split(separator: 0x0A).contains(where: { $0.starts(with: "---".utf8) })
    else { return }
    let message = Array("Subject\n\n".utf8) + text
    let offered = TrailerBlock.countersignedBy(in: message)
    try require(offered.count == 1, "folded it is not one trailer")
    guard let value = try? offered[0].get() else {
      throw Violation(description: "folded it is malformed")
    }
    try same(trailer, value, "folded")
  }

  private static func same(_ trailer: Trailer, _ value: [UInt8], _ how: String) throws(Violation) {
    // Written out, a name or a repository may be longer than in the place it came from.
    guard value.count <= Trailer.sizeLimit else { return }
    let repository = trailer.statement.repository
    guard let again = try? Trailer(parsing: value, repository: repository) else {
      throw Violation(description: "\(how) it cannot be read")
    }
    try require(again.statement == trailer.statement, "\(how) it states something else")
    try require(again.signature == trailer.signature, "\(how) it is signed otherwise")
    try require(again.email == trailer.email, "\(how) it is somebody else's")
  }
}
