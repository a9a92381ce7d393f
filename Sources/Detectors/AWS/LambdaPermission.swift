import AWSPolicy
import Syntax

/// A permission to call a function, as the policy statement that AWS makes of it.
enum LambdaPermission {
  /// `property` has the values by CloudFormation's names of them.
  static func document(at position: Position, _ property: (String) -> Term?) -> Term {
    func text(_ text: String) -> Term { Term(.text([.literal(text)]), at: position) }
    func map(_ entries: [(String, Term)]) -> Term {
      Term(
        .map(entries.map { .init(key: [.literal($0.0)], position: position, value: $0.1) }),
        at: position
      )
    }
    var conditions: [(String, Term)] = []
    if let arn = property("SourceArn") {
      conditions.append(("ArnLike", map([("aws:SourceArn", arn)])))
    }
    let equals = [
      ("SourceAccount", "aws:SourceAccount"), ("PrincipalOrgID", "aws:PrincipalOrgID"),
      ("FunctionUrlAuthType", "lambda:FunctionUrlAuthType"),
      ("EventSourceToken", "lambda:EventSourceToken"),
    ].compactMap { name, key in property(name).map { (key, $0) } }
    if !equals.isEmpty { conditions.append(("StringEquals", map(equals))) }
    let principal = property("Principal") ?? text("*")
    let isService = principal.literal?.contains(".amazonaws.com") ?? false
    let statement = map([
      ("Effect", text("Allow")),
      (
        "Principal",
        principal.literal == "*" ? text("*") : map([(isService ? "Service" : "AWS", principal)])
      ),
      ("Action", property("Action") ?? text("lambda:InvokeFunction")),
      ("Resource", property("FunctionName") ?? text("*")),
      ("Condition", map(conditions)),
    ])
    return map([
      ("Version", text("2012-10-17")), ("Statement", Term(.list([statement]), at: position)),
    ])
  }
}
