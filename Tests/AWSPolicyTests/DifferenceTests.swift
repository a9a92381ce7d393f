import Syntax
import Testing

@testable import AWSPolicy

@Suite("What two policies both say")
struct DifferenceTests {
  @Test("has no say in a verdict", arguments: 1...400)
  func verdicts(seed: Int) throws {
    var source = RandomPolicies(seed: UInt64(seed))
    let statements = (0...3).map { _ in source.statement(principals: false) }
    let old = try PolicyDocument(RandomPolicies.document(statements))
    let new = try PolicyDocument(RandomPolicies.document(source.edited(statements)))
    let difference = Difference(old, new)
    var (whole, rest) = (
      try Judge(old, new, .init()), try Judge(difference.old, difference.new, .init())
    )
    let (long, short) = (try whole.comparison(), try rest.comparison())
    #expect(long.verdict == short.verdict)
    #expect((long.undenied == nil) == (short.undenied == nil))
    #expect((long.denied == nil) == (short.denied == nil))
  }

  /// Twenty kinds of resources in all regions and accounts: no automaton tells all of them apart.
  private static let kinds = (1...20).map { "arn:aws:glue:*:*:kind\($0)/*" }

  private static func policy(_ resources: [String], beside action: String) throws -> PolicyDocument
  {
    try PolicyDocument(
      RandomPolicies.document([
        RandomPolicies.allow(["glue:*"], on: resources),
        RandomPolicies.allow([action], on: ["arn:aws:s3:::logs/*"]),
      ])
    )
  }

  @Test("is passed over, however long it is, where only something else changes")
  func long() throws {
    let old = try Self.policy(Self.kinds, beside: "s3:GetObject")
    let new = try Self.policy(Self.kinds, beside: "s3:*Object")
    let explanation = old.explained(against: new)
    #expect(explanation.comparison.verdict == .widened)
    #expect(explanation.gains.flatMap(\.actions) == ["s3:*Object"])
    #expect(new.compared(to: old).verdict == .narrowed)
  }

  @Test("counts where a difference may meet it: what one pattern has another may have already")
  func covered() throws {
    let old = try Self.policy(["*"], beside: "s3:GetObject")
    let new = try PolicyDocument(
      RandomPolicies.document([
        RandomPolicies.allow(["glue:*"], on: ["*"]),
        RandomPolicies.allow(["glue:GetTable"], on: ["arn:aws:glue:*:*:table/*"]),
        RandomPolicies.allow(["s3:GetObject"], on: ["arn:aws:s3:::logs/*"]),
      ])
    )
    #expect(old.compared(to: new).verdict == .equal)
    #expect(Difference(old, new).new.statements.count == 2)
  }
}

extension RandomPolicies {
  /// The statements with one or two edits as people make them.
  mutating func edited(_ statements: [Node]) -> [Node] {
    var statements = statements
    for _ in 0...next(2) {
      let index = next(statements.count)
      switch next(5) {
      case 0: statements.append(statement(principals: false))
      case 1 where statements.count > 1: statements.remove(at: index)
      case 2:
        statements[index] = widened(
          statements[index],
          "Action",
          Self.actions[next(Self.actions.count)]
        )
      case 3:
        statements[index] = widened(
          statements[index],
          "Resource",
          Self.resources[next(Self.resources.count)]
        )
      default: statements.swapAt(index, 0)
      }
    }
    return statements
  }

  /// One more pattern in the list of a key, if the statement has it.
  private func widened(_ statement: Node, _ key: String, _ pattern: String) -> Node {
    Self.object(
      (statement.object ?? []).map { member in
        guard member.key == key else { return (member.key, member.value) }
        let items = member.value.list + [Self.node(pattern)]
        return (key, Node(.array(items), at: Self.place))
      }
    )
  }

  static func allow(_ actions: [String], on resources: [String]) -> Node {
    object([
      ("Effect", node("Allow")), ("Action", node(actions)), ("Resource", node(resources)),
    ])
  }
}
