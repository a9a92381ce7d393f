/// One way that data takes: from where, to where, as whom, when, and what of it.
struct Export: Hashable, Sendable {
  /// The statement, the program or the class that does it.
  var form: String
  /// Tables, buckets, files; `db.*` for all of a database.
  var sources: [String]
  var sink: Sink
  /// What is taken of the source; empty for everything.
  var columns: [String] = []
  /// Conditions and samples.
  var filters: [String] = []
  /// The role or the connection it runs with.
  var role = ""
  /// How it is encrypted.
  var protection = ""
  /// What else decides where it goes, or whether: values of variables, an end of the script before it.
  var through = ""
  /// A cron expression; empty where the file says none.
  var schedule = ""
  var line: Int

  /// What it is but for its place.
  var identity: Export {
    var other = self
    other.line = 0
    return other
  }

  /// As a sentence names what goes.
  var what: String {
    sources.isEmpty ? "data" : SQLSentence.list(sources.map { String($0.prefix(120)) })
  }
}

/// Where data ends up.
struct Sink: Hashable, Sendable {
  /// As it is written, with what could not be resolved.
  var text: String
  var reach: Reach

  /// How far out; a larger one is further.
  enum Reach: Int, Hashable, Sendable, Comparable {
    /// The machine that runs it.
    case local
    case inside
    /// A bucket or an account that is not the organisation's.
    case outside
    /// A host or an address in the internet, or what everybody can read.
    case internet
    case unknown

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// As a sentence names it.
  var words: String {
    let name = text.utf8.count > 160 ? String(text.prefix(157)) + "..." : text
    return switch reach {
    case .local: name
    case .inside: "\(name) (inside the organisation)"
    case .outside, .internet: "\(name) (outside the organisation)"
    case .unknown: "\(name) (whose owner cannot be told)"
    }
  }
}

/// What one side of a file exports.
struct ExportReport: Sendable {
  var exports: [Export] = []
  var opaque: [Opaque] = []
  /// What is taken from elsewhere and run.
  var fetched: [FetchedScript.Fetch] = []

  struct Opaque: Sendable {
    let text: String
    let line: Int
    let reason: String
  }

  mutating func append(_ other: Self) {
    exports += other.exports
    opaque += other.opaque
    fetched += other.fetched
  }

  /// The same without what is known: several branches of a template share it.
  mutating func add(_ other: Self) {
    exports += other.exports.filter { !exports.contains($0) }
    opaque += other.opaque.filter { new in
      !opaque.contains { $0.line == new.line && $0.text == new.text }
    }
    fetched += other.fetched
  }

  mutating func hide(_ text: String, line: Int, _ reason: String) {
    opaque.append(Opaque(text: text, line: line, reason: reason))
  }

  /// The same with its lines where the text stands in another, and its schedule.
  func moved(by lines: Int, schedule: String = "") -> Self {
    Self(
      exports: exports.map { export in
        var moved = export
        moved.line &+= lines
        if moved.schedule.isEmpty { moved.schedule = schedule }
        return moved
      },
      opaque: opaque.map { Opaque(text: $0.text, line: $0.line &+ lines, reason: $0.reason) },
      fetched: fetched.map { FetchedScript.Fetch(address: $0.address, line: $0.line &+ lines) }
    )
  }
}
