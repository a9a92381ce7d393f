package import GitObjects
package import SSH

/// One entry of the ledger: a first line that says what it is, `key value` lines, two heads and a signature.
///
/// One spelling only: what does not re-encode to the same bytes is rejected. See docs/formats.md.
package struct Record: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case decision, landed, introduced, baseline, policy, settled, deployment
  }

  package struct Line: Hashable, Sendable {
    package let key: String
    package let value: [UInt8]

    fileprivate var byteCount: Int { key.utf8.count + value.count + 2 }

    package var fields: [[UInt8]] {
      value.split(separator: 0x20, omittingEmptySubsequences: false).map { Array($0) }
    }
  }

  package let kind: Kind
  /// Everything between the first line and `heads`.
  package let lines: [Line]
  package let heads: Heads
  package let signature: RecordSignature
  package let bytes: [UInt8]

  package var digest: Digest { Digest(of: bytes) }

  /// The bytes that the signature is over: from the first line to the end of `heads`.
  private var signedBytes: [UInt8] { Array(bytes.dropLast(Self.spell(signature).count)) }

  package func first(_ key: String) -> [UInt8]? { lines.first { $0.key == key }?.value }
  package func all(_ key: String) -> [Line] { lines.filter { $0.key == key } }
  package func objectID(_ key: String) -> ObjectID? { first(key).flatMap { ObjectID(hex: $0) } }
  package func digest(_ key: String) -> Digest? { first(key).flatMap { Heads.digest($0) } }
  package var time: Timestamp? { first("time").flatMap { Timestamp($0) } }
  package var target: [UInt8]? { first("target").flatMap { Escaped.percentDecode($0) } }

  /// What a signature by one of the policy's server keys is worth.
  package func isSigned(by key: SSHPublicKey) -> Bool {
    signature.fingerprint == key.fingerprint.description && hasGoodSignature(by: key)
  }

  /// The same where the caller has found the key by its fingerprint.
  func hasGoodSignature(by key: SSHPublicKey) -> Bool {
    guard let parsed = try? SSHSignature(blob: signature.blob), parsed.publicKey == key else {
      return false
    }
    return parsed.check(signedBytes, namespace: Self.namespace).isGood
  }

  package static let namespace = "countersign-record"
}

/// The last record of each ledger when a record was written; `nil` for the first.
package struct Heads: Hashable, Sendable {
  package var decisions: Digest?
  package var refusals: Digest?

  package init(decisions: Digest? = nil, refusals: Digest? = nil) {
    self.decisions = decisions
    self.refusals = refusals
  }

  static func spell(_ digest: Digest?) -> String { digest.map { "sha256:\($0)" } ?? "none" }

  static func digest(_ text: some Collection<UInt8>) -> Digest? {
    guard text.starts(with: "sha256:".utf8) else { return nil }
    return Digest(hex: Array(text.dropFirst(7)))
  }
}

package struct RecordSignature: Hashable, Sendable {
  package let keyName: String
  package let fingerprint: String
  let blob: [UInt8]
}

/// A record before it has its place in the chain.
package struct RecordDraft: Hashable, Sendable {
  package let kind: Record.Kind
  package private(set) var lines: [Record.Line]

  package init(kind: Record.Kind, lines: [Record.Line] = []) {
    self.kind = kind
    self.lines = lines
  }

  package init(_ kind: Record.Kind, at time: Timestamp, repository: String) {
    self.init(kind: kind)
    add("time", "\(time)")
    add("repository", Array(repository.utf8))
  }

  /// Adds a line of one or more fields; each is escaped.
  package mutating func add(_ key: String, _ fields: [UInt8]...) { add(key, fields: fields) }

  package mutating func add(_ key: String, _ fields: String...) {
    add(key, fields: fields.map { Array($0.utf8) })
  }

  /// Adds a line of fields, each escaped, and of `sentence`: a last field that may hold spaces.
  package mutating func add(_ key: String, fields: [[UInt8]], sentence: String? = nil) {
    var all = fields.map { Escaped.field($0) }
    if let sentence { all.append(Escaped.field(Array(sentence.utf8), keepingSpaces: true)) }
    lines.append(Record.Line(key: key, value: ASCII.joined(all, by: 0x20)))
  }

  /// Adds the lines of another draft up to `limit` bytes of them, and says how many were left out.
  package mutating func add(_ key: String, _ other: RecordDraft, upTo limit: Int) {
    var size = 0
    let kept = other.lines.prefix { line in
      size += line.byteCount
      return size <= limit
    }
    lines += kept
    let rest = other.lines.count - kept.count
    if rest > 0 { add("omitted", key, "\(rest)") }
  }

  /// The bytes that the lines take.
  package var byteCount: Int { lines.reduce(0) { $0 + $1.byteCount } }

  func encoded(_ heads: Heads) -> [UInt8] {
    var bytes = Array("countersign \(kind.rawValue) v1\n".utf8)
    for line in lines { bytes += Array(line.key.utf8) + [0x20] + line.value + [0x0A] }
    return bytes + Record.spell(heads) + [0x0A]
  }

  /// Gives the record its place and its signature.
  package func signed(_ heads: Heads, by signer: RecordSigner) throws(SSHSigningKey.SigningFailure)
    -> Record
  {
    let body = encoded(heads)
    let blob = try signer.key.sign(body, namespace: Record.namespace)
    let signature = RecordSignature(
      keyName: signer.name,
      fingerprint: signer.key.publicKey.fingerprint.description,
      blob: blob
    )
    return Record(
      kind: kind,
      lines: lines,
      heads: heads,
      signature: signature,
      bytes: body + Record.spell(signature)
    )
  }
}

/// Who signs records: a key and the name the policy gives it.
package struct RecordSigner: Sendable {
  package let name: String
  package let key: SSHSigningKey

  package init(name: String, key: SSHSigningKey) {
    self.name = name
    self.key = key
  }
}

extension Record {
  static func spell(_ signature: RecordSignature) -> [UInt8] {
    Array("signature \(signature.keyName) \(signature.fingerprint) ".utf8)
      + Base64.encode(signature.blob) + [0x0A]
  }

  /// Reads one record; anything that would not be written so is `nil`.
  package init?(parsing bytes: [UInt8]) {
    guard bytes.last == 0x0A else { return nil }
    let all = bytes.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let first = all.first, all.count >= 3,
      let kind = Self.titles.first(where: { first.elementsEqual($0.title) })?.kind,
      let heads = Self.heads(all[all.count - 2]), let signature = Self.signature(all[all.count - 1])
    else { return nil }
    var lines: [Line] = []
    for line in all[1..<(all.count - 2)] {
      guard let space = line.firstIndex(of: 0x20), space > line.startIndex,
        line[..<space].allSatisfy((UInt8(ascii: "a")...UInt8(ascii: "z")).contains)
      else { return nil }
      let key = String(decoding: line[..<space], as: UTF8.self)
      lines.append(Line(key: key, value: Array(line[(space + 1)...])))
    }
    self.init(kind: kind, lines: lines, heads: heads, signature: signature, bytes: bytes)
    // The lines above have one spelling; these two are read leniently and so compared.
    guard all[all.count - 2].elementsEqual(Self.spell(heads)),
      (all[all.count - 1] + [0x0A]).elementsEqual(Self.spell(signature))
    else { return nil }
  }

  private static let titles = Kind.allCases.map { kind in
    (kind: kind, title: Array("countersign \(kind.rawValue) v1".utf8))
  }

  static func spell(_ heads: Heads) -> [UInt8] {
    Array("heads \(Heads.spell(heads.decisions)) \(Heads.spell(heads.refusals))".utf8)
  }

  private static func heads(_ line: ArraySlice<UInt8>) -> Heads? {
    let fields = line.split(separator: 0x20)
    guard fields.count == 3, fields[0].elementsEqual("heads".utf8) else { return nil }
    var digests: [Digest?] = []
    for field in fields.dropFirst() {
      if field.elementsEqual("none".utf8) {
        digests.append(nil)
      } else if let digest = Heads.digest(field) {
        digests.append(digest)
      } else {
        return nil
      }
    }
    return Heads(decisions: digests[0], refusals: digests[1])
  }

  private static func signature(_ line: ArraySlice<UInt8>) -> RecordSignature? {
    let fields = line.split(separator: 0x20)
    guard fields.count == 4, fields[0].elementsEqual("signature".utf8),
      let blob = Base64.decode(fields[3])
    else { return nil }
    return RecordSignature(
      keyName: String(decoding: fields[1], as: UTF8.self),
      fingerprint: String(decoding: fields[2], as: UTF8.self),
      blob: blob
    )
  }

  /// The records of a note, in their order; `nil` stands for one that cannot be read.
  package static func records(inNote note: [UInt8]) -> [Record?] {
    var records: [Record?] = []
    var start = note.startIndex
    var line = note.startIndex
    while let end = note[line...].firstIndex(of: 0x0A) {
      if end == line {
        if start < line { records.append(Record(parsing: Array(note[start..<line]))) }
        start = end + 1
      }
      line = end + 1
    }
    if start < line { records.append(Record(parsing: Array(note[start..<line]))) }
    // What no newline ends is no record either, and must not be passed over.
    if line < note.endIndex { records.append(nil) }
    return records
  }

  /// The records in a note of the gate's own.
  ///
  /// - Throws: ``LedgerError`` where there is anything else.
  package static func readable(inNote note: [UInt8], on object: ObjectID) throws(LedgerError)
    -> [Record]
  {
    var readable: [Record] = []
    for record in records(inNote: note) {
      guard let record else {
        throw LedgerError(
          "a record on \(object.short) cannot be read; run 'countersign audit verify'"
        )
      }
      readable.append(record)
    }
    return readable
  }
}
