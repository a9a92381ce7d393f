/// What a detector says of one difference between the two sides of a file.
///
/// Texts are raw: whoever prints them escapes them.
package struct Observation: Hashable, Sendable {
  /// The name of a ``Kind``.
  package let kind: String
  /// `nil` for what no detector observed.
  package let family: Family?
  package private(set) var direction: Direction
  package let severity: Severity
  /// In the new file, counted from 1; `nil` where only the old one has it.
  package private(set) var line: Int?
  package private(set) var oldLine: Int?
  /// One sentence without a full stop, in the present: `adds iam:PassRole on * to role/deploy`.
  package private(set) var summary: String
  /// A request that one side grants and the other does not, where it could be proved.
  package let witness: String?
  /// Names of the buckets, tables, secrets it touches.
  package let data: [String]
  /// Where it takes effect, as far as the file itself tells.
  package private(set) var environments: [String]

  package init(
    _ kind: Kind,
    _ direction: Direction,
    _ severity: Severity,
    line: Int? = nil,
    oldLine: Int? = nil,
    summary: String,
    witness: String? = nil,
    data: [String] = [],
    environments: [String] = []
  ) {
    self.kind = kind.name
    family = kind.family
    self.direction = direction
    self.severity = severity
    self.line = line
    self.oldLine = oldLine
    self.summary = summary
    self.witness = witness
    self.data = data
    self.environments = environments
  }
}

extension Observation {
  /// The same of another direction.
  package func directed(_ direction: Direction) -> Observation {
    var other = self
    other.direction = direction
    return other
  }

  /// The same in other words.
  package func saying(_ summary: String) -> Observation {
    var other = self
    other.summary = summary
    return other
  }

  /// The same at other lines and in other environments.
  package func placed(line: Int?, oldLine: Int?, environments: [String]) -> Observation {
    var other = self
    other.line = line
    other.oldLine = oldLine
    other.environments = environments
    return other
  }

  /// What no detector observed, but whoever asked them: of no family.
  package init(
    named kind: String,
    _ direction: Direction,
    _ severity: Severity,
    line: Int? = nil,
    summary: String
  ) {
    self.kind = kind
    family = nil
    self.direction = direction
    self.severity = severity
    self.line = line
    oldLine = nil
    self.summary = summary
    witness = nil
    data = []
    environments = []
  }
}

/// A kind of change, with what the catalogue and SARIF say of it.
package struct Kind: Hashable, Sendable {
  /// `FAMILY.WORDS`, such as `iam.aws-policy`; stable, since policies name it.
  package let name: String
  package let family: Family
  /// One line without a full stop.
  package let title: String
  /// What it means for a reviewer, in a sentence or two.
  package let help: String
  package let example: Example

  /// A change that is of the kind: a test reads it, the catalogue shows it.
  package struct Example: Hashable, Sendable {
    package let path: String
    package let old: String?
    package let new: String?

    package init(path: String, old: String?, new: String?) {
      self.path = path
      self.old = old
      self.new = new
    }
  }

  package init(_ words: String, of family: Family, title: String, help: String, example: Example) {
    name = "\(family.rawValue).\(words)"
    self.family = family
    self.title = title
    self.help = help
    self.example = example
  }
}
