import Detection
import Syntax

/// The words for one fact of the kinds that are not listed together.
struct SQLPhrase {
  let fact: SQLFact
  let change: SQLComparison.Change
  let direction: Direction

  private var object: String { fact.object.words }
  private var no: String { change == .givesNoMore || change == .takesNoMore ? "no longer " : "" }

  var words: String {
    switch fact.topic {
    case .owner:
      change == .replaces
        ? "changes the new owner of \(object)" : "\(no)gives \(object) a new owner"
    case .password:
      change == .takes
        ? "removes the password of \(fact.who)" : "changes the password of \(fact.who)"
    case .definer: definer
    case .rowSecurity: rowSecurity
    case .policy: policy
    case .masking: masking
    case .network: network
    case .view: "changes what \(object) shows"
    default: "changes \(fact.what)"
    }
  }

  private var definer: String {
    let isOn = change == .takes || change == .takesNoMore
    if !fact.what.isEmpty, change != .replaces {
      return "\(no)\(isOn ? "sets" : "resets") \(fact.what) of \(object)"
    }
    return switch change {
    case .gives, .givesNoMore: "\(no)runs \(object) with its owner's rights"
    case .takes, .takesNoMore: "\(no)runs \(object) with its caller's rights"
    case .replaces where fact.what.isEmpty:
      "changes \(object), which runs with its owner's rights"
    case .replaces: "changes \(fact.what) of \(object)"
    }
  }

  private var rowSecurity: String {
    let security = fact.what == "FORCE" ? "row level security for the owner" : "row level security"
    return switch change {
    case .gives, .givesNoMore, .replaces: "\(no)switches off \(security) on \(object)"
    case .takes, .takesNoMore: "\(no)switches on \(security) on \(object)"
    }
  }

  private var policy: String {
    if fact.what.utf8.starts(with: "trigger ".utf8) {
      let isOff = change == .gives || change == .givesNoMore
      return "\(no)switches \(isOff ? "off" : "on") \(fact.what) on \(object)"
    }
    let name = fact.what == "*" ? "all policies" : "policy \(fact.what)"
    let on = fact.object.path.isEmpty ? "" : " on \(object)"
    return switch change {
    case .gives, .givesNoMore: "\(no)opens rows by \(name)\(on), or lifts it"
    case .takes, .takesNoMore: "\(no)restricts rows by \(name)\(on)"
    case .replaces: "changes \(name)\(on)"
    }
  }

  private var masking: String {
    let target = fact.object.path.isEmpty ? "masking policy \(fact.what)" : object
    return switch change {
    case .gives, .givesNoMore: "\(no)unmasks \(target)"
    case .takes, .takesNoMore: "\(no)masks \(target)"
    case .replaces: "changes the mask of \(target)"
    }
  }

  private var network: String {
    switch change {
    case .gives, .givesNoMore: "\(no)opens network policy \(fact.what)"
    case .takes, .takesNoMore: "\(no)applies a network policy to the \(fact.what)"
    case .replaces: "changes network policy \(fact.what)"
    }
  }
}

/// How much a right weighs.
enum SQLWeight {
  static func of(_ fact: SQLFact) -> Severity {
    let writes = !reading.contains(fact.what)
    if fact.option || fact.object.kind == "SERVER" || owning.contains(fact.what) {
      return .critical
    }
    if fact.object.path.allSatisfy({ $0 == "*" }) && !fact.object.isFuture { return .critical }
    if fact.who == "PUBLIC" { return writes ? .critical : .high }
    if fact.who.hasSuffix("@'%'") || fact.who.hasPrefix("account ") { return .high }
    return writes || fact.object.path.contains("*") ? .high : .medium
  }

  private static let reading: Set<String> = [
    "SELECT", "USAGE", "CONNECT", "EXECUTE", "REFERENCES", "MONITOR", "SHOW VIEW", "READ",
    "SHOW DATABASES", "TEMPORARY", "TEMP", "VIEW DEFINITION", "REFERENCE_USAGE",
  ]
  private static let owning: Set<String> = [
    "ALL", "OWNERSHIP", "CONTROL", "FILE", "SUPER", "MANAGE GRANTS", "CREATE USER", "GRANT OPTION",
    "IMPERSONATE", "TAKE OWNERSHIP", "PROXY", "ALTER ANY LOGIN", "CONTROL SERVER",
    "IMPORTED PRIVILEGES", "SYSTEM_USER", "CREATE ROLE",
  ]

  static func of(role: String, option: Bool) -> Severity {
    let name = role.asciiSmall
    let strong = ["admin", "owner", "super", "root", "pg_write", "pg_read", "pg_execute"]
    return option || strong.contains { name.contains($0) } ? .critical : .high
  }

  static func isPower(_ attribute: String) -> Bool {
    ["SUPERUSER", "CREATEROLE", "BYPASSRLS", "REPLICATION", "CREATEUSER"].contains(attribute)
  }
}
