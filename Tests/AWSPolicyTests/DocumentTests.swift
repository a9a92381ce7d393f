import Syntax
import Testing

@testable import AWSPolicy

@Suite("A policy document") struct DocumentTests {
  @Test(
    "is not read where AWS would not take it",
    arguments: [
      ("[]", "a policy document is an object"),
      ("{}", "has no 'Statement'"),
      (#"{"Version": "2012", "Statement": []}"#, "'Version' is '2012-10-17' or '2008-10-17'"),
      (#"{"Statement": [], "Statements": []}"#, "'Statements' is no element"),
      (#"{"Statement": [1]}"#, "a statement is an object"),
      (#"{"Statement": {"Action": "s3:*", "Resource": "*"}}"#, "'Effect' is 'Allow' or 'Deny'"),
      (#"{"Statement": {"Effect": "allow", "Action": "s3:*"}}"#, "'Effect' is 'Allow' or 'Deny'"),
      (#"{"Statement": {"Effect": "Allow", "Resource": "*"}}"#, "has no 'Action'"),
      (
        #"{"Statement": {"Effect": "Allow", "Action": "a:b", "NotAction": "a:c"}}"#,
        "stand together"
      ),
      (#"{"Statement": {"Effect": "Allow", "Action": {"a": 1}}}"#, "a string or a list"),
      (
        #"{"Statement": {"Effect": "Allow", "Action": "a:b", "Principal": {"Who": "x"}}}"#,
        "'Who' is no element"
      ),
      (
        #"{"Statement": {"Effect": "Allow", "Action": "a:b", "Condition": []}}"#,
        "'Condition' is an object"
      ),
      (
        #"{"Statement": {"Effect": "Allow", "Action": "a:b", "Condition": {"Bool": {"k": {}}}}}"#,
        "a condition's value"
      ),
    ]
  )
  func malformed(text: String, reason: String) throws {
    let node = try JSONReader.read(Array(text.utf8))
    let error = #expect(throws: SyntaxError.self) { try PolicyDocument(node) }
    #expect(error?.reason.contains(reason) ?? false, "\(error?.reason ?? "")")
  }

  @Test("knows an account by its number and its root") func accounts() throws {
    func document(_ principal: String) throws -> PolicyDocument {
      let text =
        #"{"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": \#(principal)}}"#
      return try PolicyDocument(try JSONReader.read(Array(text.utf8)))
    }
    let number = try document(#"{"AWS": "123456789012"}"#)
    let root = try document(#"{"AWS": ["arn:aws:iam::123456789012:root"]}"#)
    #expect(number.compared(to: root).verdict == .equal)
    #expect(try document(#"{"AWS": "*"}"#).compared(to: document(#""*""#)).verdict == .equal)
    #expect(try root.compared(to: document(#""*""#)).verdict == .widened)
  }
}

@Suite("The table of actions") struct ActionTableTests {
  @Test(
    "knows what actions do",
    arguments: [
      ("iam:PassRole", AccessLevel.write), ("iam:putrolepolicy", .permissions),
      ("s3:GetObject", .read),
      ("s3:ListBucket", .list), ("ec2:CreateTags", .tagging), ("zonal-autoshift:x", nil),
      ("iam", nil),
    ]
  )
  func levels(action: String, level: AccessLevel?) {
    #expect(ActionTable.level(of: action) == level)
  }

  @Test("finds every service that it has") func services() {
    let names = ActionTable.serviceNames
    #expect(names == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for name in names { #expect(ActionTable.actions(of: name) != nil, "\(name)") }
    let count = names.reduce(0) { $0 + (ActionTable.actions(of: $1)?.count ?? 0) }
    #expect(count > 20_000)
    #expect(ActionTable.actions(of: "no-such-service") == nil)
  }

  @Test("has the actions that risks are told by") func risks() {
    let steps = Escalation.all.flatMap(\.steps).flatMap(\.self)
    // Services that AWS has closed are no longer in its reference.
    let closed = ["codestar:CreateProject"]
    for action in Set(steps) where !closed.contains(action) {
      #expect(ActionTable.level(of: action) != nil, "\(action)")
    }
  }

  @Test(
    "ranks patterns by the worst that they take",
    arguments: [
      ("s3:List*", ActionRisk.read), ("s3:Put*", .administration), ("s3:PutObject", .write),
      ("s3:GetObject", .exfiltration), ("iam:CreateAccessKey", .credentials),
      ("*", .administration),
      ("iam:*", .administration), ("iam:PassRole", .administration), ("zzz:Do", .write),
    ]
  )
  func ranks(pattern: String, risk: ActionRisk) {
    let glob = Glob([.literal(pattern)], wildcards: true, variables: false, letters: .folded)
    #expect(ActionRisk(glob) == risk)
  }
}

@Suite("Escalations") struct EscalationTests {
  @Test(
    "are told when they become complete",
    arguments: [
      ("s3:*", "iam:CreateAccessKey", ["iam:CreateAccessKey"]),
      (
        "lambda:*", "iam:PassRole",
        ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]
      ),
      ("iam:*", "iam:CreateAccessKey", []), ("s3:*", "iam:PassRole", []),
      ("ec2:*", "iam:passrole", ["iam:PassRole", "ec2:RunInstances"]),
    ]
  )
  func complete(had: String, gets: String, steps: [String]) throws {
    func document(_ statements: String...) throws -> PolicyDocument {
      let text = #"{"Version": "2012-10-17", "Statement": [\#(statements.joined(separator: ","))]}"#
      return try PolicyDocument(try JSONReader.read(Array(text.utf8)))
    }
    let old = try document(ComparisonTests.allow(had))
    let new = try document(ComparisonTests.allow(had), ComparisonTests.allow(gets))
    #expect(new.escalations(notIn: old).first ?? [] == steps)
    let denied = try document(
      ComparisonTests.allow(had),
      ComparisonTests.allow(gets),
      ComparisonTests.deny("iam:*")
    )
    #expect(denied.escalations(notIn: old).isEmpty)
  }
}
