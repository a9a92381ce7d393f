import GitObjects
import Ledger

/// A note of records.
enum RecordCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let records = Record.records(inNote: bytes)
    let size = records.reduce(0) { $0 + ($1?.bytes.count ?? 0) }
    try require(size <= bytes.count, "a note is less than its records")
    try require(
      records.isEmpty == bytes.allSatisfy { $0 == 0x0A },
      "a note's text is passed over"
    )
    for record in records.compactMap({ $0 }) { try check(record) }
    if let record = Record(parsing: bytes) {
      try require(record.bytes == bytes, "a record is other bytes than it was read from")
    }
  }

  private static func check(_ record: Record) throws(Violation) {
    guard let again = Record(parsing: record.bytes) else {
      throw Violation(description: "a record cannot be read again")
    }
    try require(again == record, "a record is another the second time")
    var bytes = Array("countersign \(record.kind.rawValue) v1\n".utf8)
    for line in record.lines { bytes += Array(line.key.utf8) + [0x20] + line.value + [0x0A] }
    try require(record.bytes.starts(with: bytes), "a record's lines are not its bytes")
    _ = (record.time, record.target, record.objectID("new"), record.digest("decision"))
    for line in record.lines { _ = line.fields.map { Escaped.percentDecode($0) } }
  }
}
