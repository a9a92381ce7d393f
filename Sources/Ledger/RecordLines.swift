package import GitObjects

// Lines of records that are read again: their fields stand in an order that is known here and nowhere else, for both
// ways. docs/formats.md has all of them.

/// `finding CLASS DIRECTION SEVERITY CHANGE PLACE SUMMARY` of a decision.
package struct FindingLine: Hashable, Sendable {
  package let classID: String
  package let change: ChangeID
  /// `PATH`, `PATH:LINE`, or the reference that moves.
  package let place: [UInt8]

  package init(classID: String, change: ChangeID, place: [UInt8]) {
    self.classID = classID
    self.change = change
    self.place = place
  }
}

/// `approval`, and `statement KIND` for another kind, then `counted|ignored REVIEWER KEYKIND KEY STATEMENT CARRIER OBJECT
/// [CODE]` of a decision.
package struct StatementLine: Hashable, Sendable {
  package let reviewer: [UInt8]
  /// `ssh` or `openpgp`.
  package let keyKind: String
  /// `nil` where it could not be read, as the statement.
  package let key: String?
  package let statement: Digest?
  /// What it lay in, and on which object.
  package let carrier: String
  package let object: ObjectID

  package init(
    reviewer: [UInt8]?,
    keyKind: String,
    key: String?,
    statement: Digest?,
    carrier: String,
    object: ObjectID
  ) {
    self.reviewer = reviewer ?? []
    self.keyKind = keyKind
    self.key = key
    self.statement = statement
    self.carrier = carrier
    self.object = object
  }

  /// From the fields after `counted`, `ignored` or `reviewed`.
  fileprivate init?(_ fields: ArraySlice<[UInt8]>) {
    let fields = Array(fields)
    guard fields.count >= 6, let object = ObjectID(hex: fields[5]),
      let reviewer = Escaped.percentDecode(fields[0])
    else { return nil }
    func text(_ field: [UInt8]) -> String { String(decoding: field, as: UTF8.self) }
    let nothing = Array("-".utf8)
    self.init(
      reviewer: reviewer == nothing ? nil : reviewer,
      keyKind: text(fields[1]),
      key: fields[2] == nothing ? nil : text(fields[2]),
      statement: Heads.digest(fields[3]),
      carrier: text(fields[4]),
      object: object
    )
  }

  fileprivate var fields: [[UInt8]] {
    let statement = statement.map { "sha256:\($0)" } ?? "-"
    let words = [keyKind, key ?? "-", statement, carrier, "\(object)"]
    return [reviewer.isEmpty ? [UInt8(ascii: "-")] : reviewer] + words.map { Array($0.utf8) }
  }
}

extension RecordDraft {
  package mutating func addFinding(
    _ line: FindingLine,
    direction: String,
    severity: String,
    summary: String
  ) {
    let words = [line.classID, direction, severity, "\(line.change)"].map { Array($0.utf8) }
    add("finding", fields: words + [line.place], sentence: summary)
  }

  /// `kind` is `nil` for an approval, `code` for a statement that counted.
  package mutating func addStatement(_ line: StatementLine, kind: String?, ignoredAs code: String?)
  {
    let words = [kind, code == nil ? "counted" : "ignored"].compactMap(\.self)
    add(
      kind == nil ? "approval" : "statement",
      fields: words.map { Array($0.utf8) } + line.fields + (code.map { [Array($0.utf8)] } ?? [])
    )
  }

  /// `how reviewed` of a bypass that is settled.
  package mutating func addReview(_ line: StatementLine) {
    add("how", fields: [Array("reviewed".utf8)] + line.fields)
  }

  /// `policy DIGEST SOURCE`.
  package mutating func addPolicy(_ digest: Digest, source: String) {
    add("policy", "sha256:\(digest)", source)
  }

  /// `trailer OBJECT VALUE`.
  package mutating func addTrailer(_ value: [UInt8], on object: ObjectID) {
    add("trailer", Array("\(object)".utf8), value)
  }
}

extension Record {
  /// What a decision was about; `nil` for a line that cannot be read.
  package var findings: [FindingLine?] {
    all("finding").map { line in
      let fields = line.fields
      guard fields.count > 4, let change = ChangeID(hex: fields[3]),
        let place = Escaped.percentDecode(fields[4])
      else { return nil }
      let classID = String(decoding: fields[0], as: UTF8.self)
      return FindingLine(classID: classID, change: change, place: place)
    }
  }

  /// The change ids of a decision's findings.
  package var findingIDs: Set<ChangeID> { Set(findings.compactMap { $0?.change }) }

  /// The statements that counted for a decision: approvals, and those that broke the glass; `nil` for a line that cannot be
  /// read.
  package var counted: [StatementLine?] {
    let breaking = all("statement").map(\.fields).filter { fields in
      fields.first?.elementsEqual("break-glass".utf8) == true
    }
    let lines = all("approval").map { $0.fields[...] } + breaking.map { $0.dropFirst() }
    return lines.filter { $0.first?.elementsEqual("counted".utf8) == true }
      .map { StatementLine($0.dropFirst()) }
  }

  /// Who settled a bypass, and by which statement.
  package var review: StatementLine? {
    guard let fields = all("how").first?.fields, fields[0].elementsEqual("reviewed".utf8) else {
      return nil
    }
    return StatementLine(fields.dropFirst())
  }

  /// The policy that a decision was made by, and where it came from.
  package var policy: (digest: Digest, source: [UInt8])? {
    guard let fields = all("policy").first?.fields, fields.count == 2,
      let digest = Heads.digest(fields[0]), let source = Escaped.percentDecode(fields[1])
    else { return nil }
    return (digest, source)
  }

  /// Trailers that counted and that a decision keeps, with the objects they lay on.
  package var trailers: [(object: ObjectID, trailer: [UInt8])] {
    all("trailer").compactMap { line in
      let fields = line.fields
      guard fields.count == 2, let object = ObjectID(hex: fields[0]),
        let trailer = Escaped.percentDecode(fields[1])
      else { return nil }
      return (object, trailer)
    }
  }

  /// The login and the adapter of its `pusher` line.
  package var pusher: (login: [UInt8], adapter: [UInt8])? {
    guard let fields = all("pusher").first?.fields, fields.count == 2,
      let login = Escaped.percentDecode(fields[0]), let adapter = Escaped.percentDecode(fields[1])
    else { return nil }
    return (login, adapter)
  }
}
