import Syntax

@testable import AWSPolicy

/// Small policies by chance, from parts that overlap in every way.
struct RandomPolicies {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  static let actions = [
    "s3:GetObject", "s3:Get*", "s3:*", "S3:putobject", "*", "foo:Bar", "foo:B*", "s3:?etObject",
    "foo:*r", "s3:*Object",
  ]
  static let resources = ["a", "a*", "*b", "a?", "?b", "*", "ab", "*a*b*", "arn:aws:s3:::x/*"]
  static let principals: [Node] = [
    node("*"), node(["AWS": ["123456789012"]]), node(["AWS": ["*"]]),
    node(["Service": ["ec2.amazonaws.com"]]),
    node(["AWS": ["arn:aws:iam::123456789012:root", "arn:aws:iam::1:user/x"]]),
  ]
  static let tests: [(String, String, [String])] = [
    ("StringEquals", "aws:k", ["v"]), ("StringLike", "aws:k", ["v*", "w"]),
    ("StringNotEquals", "aws:K", ["v", "w"]), ("StringNotLike", "aws:k", ["*w"]),
    ("StringEqualsIgnoreCase", "aws:k", ["V"]), ("StringEqualsIfExists", "aws:k", ["v"]),
    ("ForAllValues:StringEquals", "aws:TagKeys", ["p", "q"]),
    ("ForAnyValue:StringEquals", "aws:TagKeys", ["p"]),
    ("ForAllValues:StringNotEquals", "aws:TagKeys", ["q"]),
    ("ForAnyValue:StringNotLike", "aws:TagKeys", ["p*"]),
    ("ForAnyValue:StringLikeIfExists", "aws:TagKeys", ["*q"]),
    ("Null", "aws:k", ["true"]), ("Null", "aws:k", ["false"]), ("Null", "aws:TagKeys", ["false"]),
    ("Bool", "aws:mfa", ["true"]), ("BoolIfExists", "aws:mfa", ["false"]),
    ("NumericLessThan", "s3:max", ["10"]), ("NumericGreaterThanEquals", "s3:max", ["5", "20"]),
    ("NumericNotEquals", "s3:max", ["7"]), ("IpAddress", "aws:ip", ["10.0.0.0/8"]),
    ("NotIpAddress", "aws:ip", ["10.1.0.0/16", "192.168.1.1"]),
    ("IpAddress", "aws:ip", ["10.1.2.0/24", "0.0.0.0/1"]),
  ]

  mutating func next(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(limit))
  }

  mutating func some(_ items: [String]) -> [String] {
    (0...next(2)).map { _ in items[next(items.count)] }
  }

  mutating func statement(principals: Bool) -> Node {
    var members: [(String, Node)] = [("Effect", Self.node(next(3) == 0 ? "Deny" : "Allow"))]
    members.append((next(5) == 0 ? "NotAction" : "Action", Self.node(some(Self.actions))))
    members.append((next(5) == 0 ? "NotResource" : "Resource", Self.node(some(Self.resources))))
    if principals {
      members.append(
        (next(6) == 0 ? "NotPrincipal" : "Principal", Self.principals[next(Self.principals.count)])
      )
    }
    var conditions: [String: Node] = [:]
    for _ in 0..<max(0, next(4) - 1) {
      let (name, key, values) = Self.tests[next(Self.tests.count)]
      conditions[name] = Self.object([(key, Self.node(values))])
    }
    if !conditions.isEmpty {
      members.append(("Condition", Self.object(conditions.sorted { $0.key < $1.key })))
    }
    return Self.object(members)
  }

  mutating func document(principals: Bool) -> Node {
    let statements = (0...next(3)).map { _ in statement(principals: principals) }
    return Self.document(statements)
  }

  static func document(_ statements: [Node]) -> Node {
    object([
      ("Version", node("2012-10-17")), ("Statement", Node(.array(statements), at: place)),
    ])
  }

  static let place = Position(line: 1, column: 1)

  static func node(_ text: String) -> Node { Node(.string(text), at: place) }
  static func node(_ texts: [String]) -> Node { Node(.array(texts.map { node($0) }), at: place) }
  static func node(_ object: [String: [String]]) -> Node {
    self.object(object.sorted { $0.key < $1.key }.map { ($0.key, node($0.value)) })
  }
  static func object(_ members: [(String, Node)]) -> Node {
    Node(.object(members.map { .init(key: $0.0, keyPosition: place, value: $0.1) }), at: place)
  }
}
