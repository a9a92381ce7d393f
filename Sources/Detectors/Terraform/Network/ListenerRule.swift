package import Detection
import HCL

/// Listeners of load balancers: whom they let through to what, whom they refuse, and who has to log in.
package struct ListenerRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { [] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource"
      && (Self.rules.contains(block.type) || Self.listeners.contains(block.type))
  }

  private static let rules: Set<String> = ["aws_lb_listener_rule", "aws_alb_listener_rule"]
  private static let listeners: Set<String> = ["aws_lb_listener", "aws_alb_listener"]

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      var findings = ListenerFindings(change)
      switch (change.old.map(ListenerRoute.init), change.new.map(ListenerRoute.init)) {
      case (let old?, let new?): findings.compare(old, new)
      // What a listener does by itself comes and goes with its port.
      case (nil, let new?) where Self.rules.contains(change.type): findings.whole(new, comes: true)
      case (let old?, nil) where Self.rules.contains(change.type): findings.whole(old, comes: false)
      default: break
      }
      judgment.add(findings.judgment)
    }
    return judgment
  }
}

/// What is said of one listener or rule.
private struct ListenerFindings {
  let change: BlockChange
  private(set) var judgment = TerraformJudgment()

  init(_ change: BlockChange) { self.change = change }

  mutating func whole(_ route: ListenerRoute, comes: Bool) {
    let verb = comes ? "adds" : "removes"
    if !route.logins.isEmpty {
      // Without it another rule takes the requests, which may ask for less or more.
      say(PostureKinds.authentication, .incomparable, "\(verb) a login by \(change.address)")
    } else if route.refuses {
      let text = "\(verb) a refusal by \(change.address)"
      say(PostureKinds.exposure, comes ? .narrowed : .widened, text)
    } else if route.actions.contains(where: { $0["type"]?.literal == "forward" }) {
      let text = "\(comes ? "opens" : "closes") a way through by \(change.address)"
      say(PostureKinds.exposure, comes ? .widened : .narrowed, text)
    } else if !route.onlyRedirects {
      say(PostureKinds.exposure, .incomparable, "\(verb) \(change.address), which sends elsewhere")
    }
  }

  mutating func compare(_ old: ListenerRoute, _ new: ListenerRoute) {
    logins(old, new)
    if old.refuses != new.refuses {
      let text = "\(new.refuses ? "refuses" : "lets through") what \(change.address) takes"
      say(PostureKinds.exposure, new.refuses ? .narrowed : .widened, text)
    } else if old.targets != new.targets {
      let text = "leads what \(change.address) takes elsewhere"
      say(PostureKinds.exposure, .incomparable, text)
    }
    conditions(old, new)
    if let was = old.priority, let now = new.priority, was != now {
      // The first that matches decides.
      let text = "asks \(change.address) in another place, \(now) instead of \(was)"
      say(PostureKinds.exposure, .incomparable, text)
    }
  }

  private mutating func logins(_ old: ListenerRoute, _ new: ListenerRoute) {
    let kind = PostureKinds.authentication
    switch (old.logins.isEmpty, new.logins.isEmpty) {
    case (true, true): break
    case (true, false): say(kind, .narrowed, "\(change.address) asks for a login")
    case (false, true): say(kind, .widened, "\(change.address) asks for no login any more")
    case (false, false):
      let (before, after) = (Self.identities(old.logins), Self.identities(new.logins))
      guard before != after else { return }
      say(kind, .incomparable, "others say to \(change.address) who somebody is")
    }
  }

  /// Whose word a login is; the secret and what happens without one are judged elsewhere.
  private static func identities(_ logins: [Value]) -> Set<String> {
    var found: Set<String> = []
    for block in logins.flatMap({ $0.fields ?? [] }).flatMap(\.value.asList) {
      for field in block.fields ?? [] where identity.contains(field.name) {
        found.insert(field.name + " " + field.value.rendered)
      }
    }
    return found
  }

  private static let identity: Set<String> = [
    "issuer", "authorization_endpoint", "token_endpoint", "user_info_endpoint", "client_id",
    "user_pool_arn", "user_pool_client_id", "user_pool_domain", "jwks_endpoint",
  ]

  private mutating func conditions(_ old: ListenerRoute, _ new: ListenerRoute) {
    var (more, fewer): (Set<String>, Set<String>) = ([], [])
    for name in Set(old.conditions.keys).union(new.conditions.keys) {
      switch (old.conditions[name], new.conditions[name]) {
      case (let before?, let after?):
        if !after.isSubset(of: before) { more.insert(name) }
        if !before.isSubset(of: after) { fewer.insert(name) }
      case (nil, _): fewer.insert(name)
      case (_, nil): more.insert(name)
      }
    }
    guard !more.isEmpty || !fewer.isEmpty else { return }
    let names = more.union(fewer).map { $0.replacing("_", with: " ") }.sorted()
    say(
      PostureKinds.exposure,
      direction(more, fewer, old, new),
      "\(change.address) takes requests by another \(names.joined(separator: ", "))"
    )
  }

  private func direction(
    _ more: Set<String>,
    _ fewer: Set<String>,
    _ old: ListenerRoute,
    _ new: ListenerRoute
  ) -> Direction {
    guard more.isEmpty != fewer.isEmpty, old.refuses == new.refuses else { return .incomparable }
    if new.refuses { return more.isEmpty ? .widened : .narrowed }
    // What it no longer takes another rule does, which may lead further, but for who comes from elsewhere.
    guard old.logins.isEmpty, new.logins.isEmpty else { return .incomparable }
    if fewer.isEmpty { return .widened }
    return fewer == ["source_ip"] ? .narrowed : .incomparable
  }

  private mutating func say(_ kind: Kind, _ direction: Direction, _ text: String) {
    judgment.observe(
      change.observation(
        kind,
        direction,
        direction == .narrowed ? .low : direction == .widened ? .high : .medium,
        summary: text
      ),
      of: change
    )
  }
}
