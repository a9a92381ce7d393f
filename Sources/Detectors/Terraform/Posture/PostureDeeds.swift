import Detection
import HCL

extension Posture {
  /// What one side's patterns take in and no single one of the other side's does.
  static func deeds(
    _ old: Value?,
    _ new: Value?,
    isSafer: Bool,
    isPrefix: Bool
  ) -> PostureOutcome {
    let end = isPrefix ? [UInt8(ascii: "*")] : []
    let (before, after) = (patterns(old).map { $0 + end }, patterns(new).map { $0 + end })
    return outcome(before, after, isSafer: isSafer, by: covers)
  }

  private static func outcome<T>(
    _ before: [T],
    _ after: [T],
    isSafer: Bool,
    by covers: (T, T) -> Bool
  ) -> PostureOutcome {
    let gains = after.contains { one in !before.contains { covers($0, one) } }
    let losses = before.contains { one in !after.contains { covers($0, one) } }
    switch (gains, losses) {
    case (false, false): return .same
    case (true, true): return .direction(.incomparable)
    case (true, false): return .direction(isSafer ? .narrowed : .widened)
    case (false, true): return .direction(isSafer ? .widened : .narrowed)
    }
  }

  /// One scope is all of the cloud; mail, documents and directories are not of it.
  static func scopes(_ old: Value?, _ new: Value?, _ absent: [String]) -> PostureOutcome {
    func names(_ value: Value?) -> [String] {
      guard let value, !value.isNull else { return absent }
      return value.asList.map {
        let text = $0.rendered
        return text.hasPrefix(scopePlace) ? String(text.dropFirst(scopePlace.count)) : text
      }
    }
    return outcome(names(old), names(new), isSafer: false) { one, other in
      one == other
        || one == "cloud-platform" && ofCloud.contains(where: other.hasPrefix)
    }
  }

  private static let scopePlace = "https://www.googleapis.com/auth/"

  /// How scopes of the cloud itself begin.
  private static let ofCloud = [
    "bigquery", "cloud", "compute", "datastore", "devstorage", "logging", "monitoring", "ndev.",
    "pubsub", "service", "source", "spanner", "sql", "storage-", "taskqueue", "trace",
  ]

  /// What nodes have that are given none.
  static let nodeScopes = [
    "devstorage.read_only", "logging.write", "monitoring", "servicecontrol",
    "service.management.readonly", "trace.append",
  ]

  /// Clouds compare names of deeds without regard to case.
  private static func patterns(_ value: Value?) -> [[UInt8]] {
    guard let value, !value.isNull else { return [] }
    return value.asList.map { Array($0.rendered.lowercased().utf8) }
  }

  private static func covers(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    pattern == text || Wildcard.matches(text, pattern: pattern)
  }
}

extension BlockChange {
  /// All that stands at a path, in whichever of its blocks: lists of blocks differ by single ones.
  func whole(_ path: String) -> (old: Value?, new: Value?) {
    let names = path.split(separator: ".").map(String.init)
    return (Self.gathered(old, names), Self.gathered(new, names))
  }

  private static func gathered(_ block: TerraformBlock?, _ names: [String]) -> Value? {
    guard let block else { return nil }
    var level = [block.body]
    for name in names {
      level = level.flatMap(\.asList).flatMap { ($0.document ?? $0).asList }.compactMap { $0[name] }
    }
    let items = level.filter { !$0.isNull }.flatMap(\.asList)
    guard let first = level.first else { return nil }
    return level.count == 1 ? first : Value(.list(items), at: first.origin)
  }
}
