import Syntax
import Testing

@testable import AWSPolicy

/// Two policies as JSON statements, and how they lie to each other.
struct ComparisonCase: Sendable, CustomTestStringConvertible {
  let name: String
  let old: String
  let new: String
  let verdict: String
  let version: String

  init(
    _ name: String,
    _ old: String,
    _ new: String,
    _ verdict: String,
    version: String = "2012-10-17"
  ) {
    self.name = name
    self.old = old
    self.new = new
    self.verdict = verdict
    self.version = version
  }

  var testDescription: String { name }

  func document(_ statements: String) throws -> PolicyDocument {
    let text = #"{"Version": "\#(version)", "Statement": [\#(statements)]}"#
    return try PolicyDocument(Term.withReferences(try JSONReader.read(Array(text.utf8))))
  }
}

extension Term {
  /// `<x>` in a text is a reference, for tests.
  static func withReferences(_ node: Node) -> Term {
    switch node.value {
    case .array(let items): return Term(.list(items.map(withReferences)), at: node.position)
    case .object(let members):
      let entries = members.map {
        Entry(key: [.literal($0.key)], position: $0.keyPosition, value: withReferences($0.value))
      }
      return Term(.map(entries), at: node.position)
    case .string(let text) where text.contains("<"):
      var parts: [Part] = []
      for (index, piece) in text.split(separator: "<", omittingEmptySubsequences: false)
        .enumerated()
      {
        let halves = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
        if index > 0 { parts.append(.unknown(String(halves[0]))) }
        let rest = index > 0 ? String(halves[1]) : String(piece)
        if !rest.isEmpty { parts.append(.literal(rest)) }
      }
      if text.hasPrefix("<"), text.hasSuffix(">"), parts.count == 1,
        case .unknown(let name) = parts[0]
      {
        return Term(.unknown(name), at: node.position)
      }
      return Term(.text(parts), at: node.position)
    default: return Term(node)
    }
  }
}

@Suite("Two policies") struct ComparisonTests {
  @Test("lie to each other as", arguments: references + variables + actions + conditions)
  func verdicts(item: ComparisonCase) throws {
    let (old, new) = (try item.document(item.old), try item.document(item.new))
    #expect(old.compared(to: new).verdict.label == item.verdict)
  }

  static func allow(_ action: String, _ resource: String = "*", _ more: String = "") -> String {
    statement("Allow", action, resource, more)
  }

  static func deny(_ action: String, _ resource: String = "*", _ more: String = "") -> String {
    statement("Deny", action, resource, more)
  }

  static func statement(_ effect: String, _ action: String, _ resource: String, _ more: String)
    -> String
  {
    let list = resource.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"Effect": "\#(effect)", "Action": "\#(action)", "Resource": [\#(list)]\#(more)}"#
  }

  static func when(_ condition: String) -> String {
    allow("s3:GetObject", "*", #", "Condition": {\#(condition)}"#)
  }

  static let except = #"{"Effect": "Allow", "Action": "s3:*", "NotResource": "<a>"}"#

  static let references = [
    ComparisonCase("the same reference", allow("s3:*", "<a>"), allow("s3:*", "<a>"), "equal"),
    ComparisonCase("another reference", allow("s3:*", "<a>"), allow("s3:*", "<b>"), "incomparable"),
    ComparisonCase("a wildcard behind it", allow("s3:*", "<a>/x"), allow("s3:*", "<a>/*"), "widen"),
    ComparisonCase("a wildcard covers it", allow("s3:*", "*"), allow("s3:*", "* <a>"), "equal"),
    ComparisonCase("one of two", allow("s3:*", "<a> <b>"), allow("s3:*", "<b>"), "narrow"),
    ComparisonCase(
      "a question mark covers it not",
      allow("s3:*", "?"),
      allow("s3:*", "<a>"),
      "incomparable"
    ),
    ComparisonCase(
      "a denial of what it may be",
      allow("s3:*", "<a>") + "," + deny("s3:*", "x"),
      allow("s3:*", "<a>"),
      "unknown"
    ),
    ComparisonCase(
      "a denial of another that it may be",
      allow("s3:*", "<a>") + "," + deny("s3:*", "<b>"),
      allow("s3:*", "<a>"),
      "unknown"
    ),
    ComparisonCase(
      "a denial that stays",
      allow("s3:*", "<a> <c>") + "," + deny("s3:*", "<b>"),
      allow("s3:*", "<a>") + "," + deny("s3:*", "<b>"),
      "narrow"
    ),
    ComparisonCase("what may be excepted", except, except + "," + allow("s3:*", "x"), "unknown"),
    ComparisonCase("an exception that stays", except + "," + allow("s3:*", "x"), except, "narrow"),
    ComparisonCase("a statement", allow("s3:*") + ", \"<s>\"", allow("s3:*"), "unknown"),
    ComparisonCase(
      "a statement that stays",
      allow("s3:*") + ", \"<s>\"",
      allow("s3:Get*") + ", \"<s>\"",
      "narrow"
    ),
    ComparisonCase("an action", allow("<x>"), allow("*"), "widen"),
  ]

  static let home = "arn:aws:s3:::home/${aws:username}/*"

  static let variables = [
    ComparisonCase(
      "a variable is some text",
      allow("s3:*", home),
      allow("s3:*", "arn:aws:s3:::home/*"),
      "widen"
    ),
    ComparisonCase(
      "its name has no case",
      allow("s3:*", home),
      allow("s3:*", "arn:aws:s3:::home/${AWS:UserName}/*"),
      "equal"
    ),
    ComparisonCase(
      "another variable",
      allow("s3:*", home),
      allow("s3:*", "arn:aws:s3:::home/${aws:userid}/*"),
      "incomparable"
    ),
    ComparisonCase("a star that is none", allow("s3:*", "a${*}"), allow("s3:*", "a*"), "widen"),
    ComparisonCase(
      "none in 2008",
      allow("s3:*", "a${*}"),
      allow("s3:*", "a$?*}"),
      "widen",
      version: "2008-10-17"
    ),
  ]

  static let actions = [
    ComparisonCase(
      "known ones one by one",
      allow("sts:GetCallerId*"),
      allow("sts:GetCallerIdentity"),
      "equal"
    ),
    ComparisonCase("in another case", allow("S3:GETOBJECT"), allow("s3:GetObject"), "equal"),
    ComparisonCase(
      "one that nobody knows",
      allow("s3:Get*"),
      allow("s3:Get*") + "," + allow("s3:NewThing*"),
      "widen"
    ),
    ComparisonCase("of an unknown service", allow("zzz:Get*"), allow("zzz:*"), "widen"),
    ComparisonCase("all", allow("*"), allow("*:*"), "equal"),
    ComparisonCase("of any service", allow("s3:GetObject"), allow("*:GetObject"), "widen"),
    ComparisonCase(
      "all but some",
      #"{"Effect": "Allow", "NotAction": ["iam:*", "sts:*"], "Resource": "*"}"#,
      #"{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}"#,
      "widen"
    ),
    ComparisonCase(
      "all but some, or denied",
      allow("*") + "," + deny("iam:*"),
      #"{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}"#,
      "equal"
    ),
  ]

  static let conditions = [
    ComparisonCase(
      "one less",
      when(#""Bool": {"aws:MultiFactorAuthPresent": "true"}"#),
      allow("s3:GetObject"),
      "widen"
    ),
    ComparisonCase(
      "IfExists",
      when(#""StringEquals": {"k": "v"}"#),
      when(#""StringEqualsIfExists": {"k": "v"}"#),
      "widen"
    ),
    ComparisonCase(
      "all of none",
      when(#""ForAnyValue:StringEquals": {"k": "v"}"#),
      when(#""ForAllValues:StringEquals": {"k": "v"}"#),
      "incomparable"
    ),
    ComparisonCase(
      "a pattern",
      when(#""StringEquals": {"k": "v"}"#),
      when(#""StringLike": {"k": "v*"}"#),
      "widen"
    ),
    ComparisonCase(
      "a star that is none",
      when(#""StringEquals": {"k": "*"}"#),
      when(#""StringLike": {"k": "*"}"#),
      "widen"
    ),
    ComparisonCase(
      "one fewer to be refused",
      when(#""StringNotEquals": {"k": ["v", "w"]}"#),
      when(#""StringNotEquals": {"k": "v"}"#),
      "widen"
    ),
    ComparisonCase(
      "halves of a network",
      when(#""IpAddress": {"k": "10.0.0.0/8"}"#),
      when(#""IpAddress": {"k": ["10.0.0.0/9", "10.128.0.0/9"]}"#),
      "equal"
    ),
    ComparisonCase(
      "of IPv6",
      when(#""IpAddress": {"k": "2001:db8::/32"}"#),
      when(#""IpAddress": {"k": "2001:DB8:0::/31"}"#),
      "widen"
    ),
    ComparisonCase(
      "a host's bits",
      when(#""IpAddress": {"k": "10.0.0.0/8"}"#),
      when(#""IpAddress": {"k": "10.1.2.3/8"}"#),
      "equal"
    ),
    ComparisonCase(
      "numbers",
      when(#""NumericLessThan": {"k": "10"}"#),
      when(#""NumericLessThanEquals": {"k": 10.0}"#),
      "widen"
    ),
    ComparisonCase(
      "dates",
      when(#""DateLessThan": {"k": "2026-01-01T00:00:00Z"}"#),
      when(#""DateLessThan": {"k": "1767225600"}"#),
      "equal"
    ),
    ComparisonCase(
      "keys have no case",
      when(#""StringEquals": {"aws:K": "v"}"#),
      when(#""StringEquals": {"AWS:k": "v"}"#),
      "equal"
    ),
    ComparisonCase(
      "never and always",
      when(#""Null": {"k": ["true", "false"]}"#),
      allow("s3:GetObject"),
      "equal"
    ),
    ComparisonCase(
      "an operator that nobody knows",
      when(#""Strange": {"k": "v"}"#),
      when(#""Strange": {"k": "v"}, "Bool": {"l": "true"}"#),
      "narrow"
    ),
    ComparisonCase(
      "another value of it",
      when(#""Strange": {"k": "v"}"#),
      when(#""Strange": {"k": "w"}"#),
      "incomparable"
    ),
    ComparisonCase(
      "an address that is none",
      when(#""IpAddress": {"k": "10.0.0"}"#),
      when(#""IpAddress": {"k": "0.0.0.0/0"}"#),
      "incomparable"
    ),
  ]
}
