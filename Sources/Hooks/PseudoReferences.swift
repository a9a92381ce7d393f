internal import Git
internal import GitObjects

/// The references that git hands to a proc-receive hook (`receive.procReceiveRefs`): what that hook then moves is
/// shown to no pre-receive hook.
struct PseudoReferences {
  private let rules: [(prefix: [UInt8], isExcluded: Bool)]

  init(_ repository: borrowing Repository) throws {
    rules = try repository.configValues("receive.procReceiveRefs").map { value in
      guard let colon = value.firstIndex(of: UInt8(ascii: ":")) else { return (value, false) }
      return (Array(value[(colon + 1)...]), value[..<colon].contains(UInt8(ascii: "!")))
    }
  }

  /// Whether one of the rules takes the reference, for whichever of creation, update and deletion.
  func contains(_ name: RefName) -> Bool {
    rules.contains { rule in
      let prefix =
        rule.prefix.last == UInt8(ascii: "/") ? Array(rule.prefix.dropLast()) : rule.prefix
      let isBelow =
        name.bytes.starts(with: prefix)
        && (name.bytes.count == prefix.count || name.bytes[prefix.count] == UInt8(ascii: "/"))
      return isBelow != rule.isExcluded
    }
  }
}
