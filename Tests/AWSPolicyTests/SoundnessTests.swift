import Syntax
import Testing

@testable import AWSPolicy

@Suite("Verdicts against requests decided one by one")
struct SoundnessTests {
  @Test("of policies by chance", arguments: 1...300)
  func byChance(seed: Int) throws {
    var source = RandomPolicies(seed: UInt64(seed))
    let principals = seed % 2 == 0
    let (old, new) = (
      source.document(principals: principals), source.document(principals: principals)
    )
    let comparison = try PolicyDocument(old).compared(to: PolicyDocument(new))
    let (before, after) = (Evaluator(document: old), Evaluator(document: new))
    if let gained = comparison.gained {
      #expect(after.allows(gained) && !before.allows(gained), "\(gained)")
    }
    if let lost = comparison.lost {
      #expect(before.allows(lost) && !after.allows(lost), "\(lost)")
    }
    for _ in 0..<300 {
      let request = source.request(principals: principals)
      let (was, is_) = (before.allows(request), after.allows(request))
      if is_, !was { #expect(comparison.gained != nil, "missed \(request)") }
      if was, !is_ { #expect(comparison.lost != nil, "missed \(request)") }
    }
  }
}

extension RandomPolicies {
  mutating func request(principals: Bool) -> Request {
    func pick(_ items: [String]) -> String { items[next(items.count)] }
    var context: [Request.Value] = []
    let values: [(String, [String])] = [
      ("aws:k", ["v", "w", "V", "vx", "xw"]), ("aws:mfa", ["true", "false"]),
      ("s3:max", ["4", "5", "6", "7", "10", "20", "21"]),
      ("aws:ip", ["10.0.0.1", "10.1.2.3", "192.168.1.1", "200.1.1.1", "9.9.9.9"]),
    ]
    for (key, choices) in values where next(3) > 0 {
      context.append(.init(key: key, values: [pick(choices)]))
    }
    let tags = ["p", "q", "pq", "z"].filter { _ in next(2) == 0 }
    if !tags.isEmpty { context.append(.init(key: "aws:TagKeys", values: tags)) }
    return Request(
      action: pick([
        "s3:GetObject", "s3:PutObject", "s3:GetBucketAcl", "foo:Bar", "foo:Baz", "ec2:RunInstances",
      ]),
      resource: pick(["a", "ab", "b", "xb", "abc", "aab", "arn:aws:s3:::x/y"]),
      principal: principals
        ? pick([
          "AWS:arn:aws:iam::123456789012:root", "AWS:arn:aws:iam::1:user/x",
          "Service:ec2.amazonaws.com", "AWS:arn:aws:iam::2:role/y",
        ]) : nil,
      context: context,
      assumptions: []
    )
  }
}
