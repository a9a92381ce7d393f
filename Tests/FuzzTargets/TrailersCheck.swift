import Approvals
import GitObjects

/// A commit message, or a note of approvals.
enum TrailersCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    for offered in TrailerBlock.countersignedBy(in: bytes) { try check(offered, within: bytes) }
    let pieces = TrailerBlock.pieces(ofNote: bytes)
    // Whatever is in a note is a piece of it, or could be taken away unseen.
    let size = pieces.reduce(0) { $0 + $1.text.count }
    try require(size <= bytes.count, "a note is less than its pieces")
    try require(
      pieces.isEmpty == bytes.allSatisfy { $0 == 0x0A },
      "a note's text is passed over"
    )
    for piece in pieces { try check(piece.value, within: bytes) }
    try joined(pieces, bytes)
  }

  /// Two notes of whole lines after each other hold what both hold.
  private static func joined(_ pieces: [NotePiece], _ bytes: [UInt8]) throws(Violation) {
    let twice = TrailerBlock.pieces(ofNote: bytes + [0x0A, 0x0A] + bytes)
    let isFolded = bytes.drop { $0 == 0x0A }.first.map { $0 == 0x20 || $0 == 0x09 } ?? false
    if !isFolded {
      try require(twice.map(\.text) == (pieces + pieces).map(\.text), "a note cannot be joined")
    }
  }

  private static func check(_ offered: TrailerBlock.Offered, within bytes: [UInt8])
    throws(Violation)
  {
    guard let value = try? offered.get() else { return }
    try require(value.count <= bytes.count, "a value is longer than its text")
    try require(!value.contains { $0 < 0x20 || $0 == 0x7F }, "a value holds a control character")
    try StatementCheck.value(value)
  }
}
