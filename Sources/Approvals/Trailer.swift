internal import GitObjects

/// A `Countersigned-by` trailer: who approves what until when, and the signature.
package struct Trailer: Hashable, Sendable {
  package enum Signature: Hashable, Sendable {
    case ssh([UInt8])
    case openPGP([UInt8])
    /// The signature of the approval commit that the trailer is in.
    case commit
  }

  package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
  }

  package static let key = "Countersigned-by"
  package static let sizeLimit = 16 * 1024

  package let name: [UInt8]
  package let email: [UInt8]
  package let statement: Statement
  package let signature: Signature

  package init(name: [UInt8], email: [UInt8], statement: Statement, signature: Signature) {
    self.name = name
    self.email = email
    self.statement = statement
    self.signature = signature
  }

  /// Reads the value of a trailer, its folds already one space each.
  ///
  /// `repository` is what the statement says where the trailer has no `repository=`.
  package init(parsing value: [UInt8], repository: [UInt8]) throws(Malformed) {
    guard value.count <= Self.sizeLimit else { throw Malformed("it is longer than 16 KiB") }
    guard let open = value.firstIndex(of: UInt8(ascii: "<")),
      let close = value.firstIndex(of: UInt8(ascii: ">")), open < close
    else { throw Malformed("it does not begin with 'NAME <EMAIL>'") }
    name = Array(value[..<open].reversed().drop { $0 == 0x20 }.reversed())
    email = Array(value[(open + 1)..<close])
    var tokens = try Tokens(value[(close + 1)...])
    statement = try tokens.statement(repository: repository)
    signature = try tokens.signature()
  }

  /// The reviewer that a trailer names, for whoever explains why it cannot be read.
  package static func claimedReviewer(in value: [UInt8]) -> [UInt8]? {
    let key = Array("reviewer=".utf8)
    return value.split(separator: 0x20).first { $0.starts(with: key) }.map {
      Array($0.dropFirst(key.count))
    }
  }

  /// The value on one line.
  package var unfolded: [UInt8] {
    Array((words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")).utf8)
  }

  /// The whole trailer for a commit message, folded at blanks near 72 columns; the signature stays one word.
  package var folded: [UInt8] {
    var lines = [Array("\(Self.key): ".utf8)]
    for word in words {
      let last = lines[lines.count - 1]
      // Not before the first word, however long: a value that begins on the second line is malformed.
      if last.count + word.count + 1 > 72, last.last != 0x20 {
        lines.append([0x20] + word)
      } else {
        lines[lines.count - 1] += (last.last == 0x20 ? [] : [0x20]) + word
      }
    }
    return Array(lines.joined(separator: [0x0A])) + [0x0A]
  }

  private var words: [[UInt8]] {
    let blank: Set<UInt8> = [0x20]
    var words = name.split { blank.contains($0) }.map { Array($0) }
    words.append([UInt8(ascii: "<")] + email + [UInt8(ascii: ">")])
    words.append(Array("v1".utf8))
    if statement.kind != .approval { words.append(Array("kind=\(statement.kind.rawValue)".utf8)) }
    if case .commit = signature { words.append(Array("repository=".utf8) + statement.repository) }
    words.append(Array("reviewer=".utf8) + statement.reviewer)
    words.append(Array("target=".utf8) + Escaped.statementValue(statement.target))
    words.append(Array("classes=".utf8) + statement.classes.joined(separator: [UInt8(ascii: ",")]))
    words.append(Array("issued=\(statement.issued)".utf8))
    words.append(Array("expires=\(statement.expires)".utf8))
    let subject = statement.kind.subjectKey
    words += statement.subjects.map { Array("\(subject)=sha256:\($0)".utf8) }
    words += statement.changes.map { Array("change=\($0)".utf8) }
    if let tree = statement.tree { words.append(Array("tree=\(tree)".utf8)) }
    if let reason = statement.reason {
      words.append(Array("reason=".utf8) + Escaped.statementValue(reason))
    }
    switch signature {
    case .ssh(let blob): words.append(Array("signature=ssh:".utf8) + Base64.encode(blob))
    case .openPGP(let blob): words.append(Array("signature=openpgp:".utf8) + Base64.encode(blob))
    case .commit: words.append(Array("signature=commit".utf8))
    }
    return words
  }
}

/// The `key=value` words of a trailer; a word that is not known, or one said twice, voids it.
private struct Tokens {
  private var values: [String: [UInt8]] = [:]
  private var repeated: [String: [[UInt8]]] = [:]

  private static let single: Set<String> = [
    "reviewer", "target", "classes", "issued", "expires", "signature", "repository", "tree",
    "reason",
    "kind",
  ]
  private static let several: Set<String> = ["change", "statement", "decision"]

  init(_ text: ArraySlice<UInt8>) throws(Trailer.Malformed) {
    let words = text.split(separator: 0x20)
    guard let version = words.first, version.elementsEqual("v1".utf8) else {
      throw Trailer.Malformed("it is of another version than v1")
    }
    for word in words.dropFirst() {
      guard let equals = word.firstIndex(of: UInt8(ascii: "=")) else {
        throw Trailer.Malformed("'\(Escaped.text(Array(word.prefix(40))))' is not KEY=VALUE")
      }
      let key = String(decoding: word[..<equals], as: UTF8.self)
      let value = Array(word[word.index(after: equals)...])
      if Self.several.contains(key) {
        repeated[key, default: []].append(value)
      } else if Self.single.contains(key) {
        guard values.updateValue(value, forKey: key) == nil else {
          throw Trailer.Malformed("'\(key)' stands in it twice")
        }
      } else {
        throw Trailer.Malformed(
          "'\(Escaped.text(Array(key.utf8.prefix(40))))' is not a word of a trailer"
        )
      }
    }
  }

  mutating func statement(repository: [UInt8]) throws(Trailer.Malformed) -> Statement {
    let kind = try kind()
    let changes = try self.changes()
    let subjects = try digests(kind.subjectKey)
    let wantsSubjects = kind == .revocation || kind == .bypassReview
    guard wantsSubjects == !subjects.isEmpty, wantsSubjects == changes.isEmpty,
      repeated.keys.allSatisfy({ $0 == "change" || $0 == kind.subjectKey })
    else {
      let article = kind == .approval ? "an" : "a"
      throw Trailer.Malformed("it does not name what \(article) \(kind.rawValue) is about")
    }
    let classes = try required("classes").split(
      separator: UInt8(ascii: ","),
      omittingEmptySubsequences: false
    ).map { Array($0) }
    guard classes.allSatisfy({ !$0.isEmpty }) else {
      throw Trailer.Malformed("'classes' has an empty name")
    }
    let statement = Statement(
      kind: kind,
      repository: try values["repository"].map { (_) throws(Trailer.Malformed) in
        try required("repository")
      } ?? repository,
      target: try decoded("target") ?? [],
      reviewer: try required("reviewer"),
      classes: classes,
      issued: try time("issued"),
      expires: try time("expires"),
      changes: changes,
      subjects: subjects,
      tree: try tree(),
      reason: try decoded("reason")
    )
    guard statement.classes == classes, Set(classes).count == classes.count else {
      throw Trailer.Malformed("'classes' is not in order")
    }
    guard !statement.target.isEmpty else { throw Trailer.Malformed("it has no 'target'") }
    if kind == .breakGlass, statement.reason == nil {
      throw Trailer.Malformed("a break-glass needs its reason")
    }
    return statement
  }

  func signature() throws(Trailer.Malformed) -> Trailer.Signature {
    let value = try required("signature")
    if value.elementsEqual("commit".utf8) {
      // A commit's signature covers its message, so what it is for must stand there.
      _ = try required("repository")
      return .commit
    }
    guard let colon = value.firstIndex(of: UInt8(ascii: ":")),
      let blob = Base64.decode(value[(colon + 1)...]), !blob.isEmpty
    else { throw Trailer.Malformed("its signature is not KIND:BASE64") }
    switch String(decoding: value[..<colon], as: UTF8.self) {
    case "ssh": return .ssh(blob)
    case "openpgp": return .openPGP(blob)
    default: throw Trailer.Malformed("its signature is neither ssh, openpgp nor commit")
    }
  }

  private func required(_ key: String) throws(Trailer.Malformed) -> [UInt8] {
    guard let value = values[key], !value.isEmpty else {
      throw Trailer.Malformed("it has no '\(key)'")
    }
    // These are signed and printed as text, in which bytes that are no UTF-8 would all look alike.
    guard value.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw Trailer.Malformed("'\(key)' holds bytes that no name has")
    }
    return value
  }

  private func kind() throws(Trailer.Malformed) -> Statement.Kind {
    guard let value = values["kind"] else { return .approval }
    guard let kind = Statement.Kind(rawValue: String(decoding: value, as: UTF8.self)),
      kind != .approval
    else { throw Trailer.Malformed("its kind is not known") }
    return kind
  }

  private func changes() throws(Trailer.Malformed) -> [ChangeID] {
    var changes: [ChangeID] = []
    for value in repeated["change"] ?? [] {
      guard let change = ChangeID(hex: value) else {
        throw Trailer.Malformed("a 'change' is not 64 hex digits")
      }
      if let last = changes.last, last >= change {
        throw Trailer.Malformed("its changes are not in order")
      }
      changes.append(change)
    }
    return changes
  }

  private func digests(_ key: String) throws(Trailer.Malformed) -> [Digest] {
    var digests: [Digest] = []
    for value in repeated[key] ?? [] {
      guard value.starts(with: "sha256:".utf8), let digest = Digest(hex: value.dropFirst(7)) else {
        throw Trailer.Malformed("a '\(key)' is not sha256:HEX")
      }
      digests.append(digest)
    }
    return digests
  }

  private func time(_ key: String) throws(Trailer.Malformed) -> Timestamp {
    guard let time = Timestamp(try required(key)) else {
      throw Trailer.Malformed("'\(key)' is no time such as 2026-11-23T05:00:00Z")
    }
    return time
  }

  private func tree() throws(Trailer.Malformed) -> ObjectID? {
    guard let value = values["tree"] else { return nil }
    guard let tree = ObjectID(hex: value) else { throw Trailer.Malformed("'tree' is no object id") }
    return tree
  }

  /// Percent-decoded, and only what encoding would write again.
  private func decoded(_ key: String) throws(Trailer.Malformed) -> [UInt8]? {
    guard let value = values[key] else { return nil }
    guard let bytes = Escaped.percentDecode(value), Escaped.statementValue(bytes) == value else {
      throw Trailer.Malformed("'\(key)' is not percent-encoded as it must be")
    }
    return bytes
  }
}
