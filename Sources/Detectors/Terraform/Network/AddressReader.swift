import HCL

/// Reads the far ends of rules.
enum AddressReader {
  static func addresses(_ values: [(name: String, value: Value)], isOpenWithout: Bool) -> AddressSet
  {
    var set = AddressSet()
    var isGiven = false
    for (name, value) in values {
      if let flag = value.bool, name == "self" {
        if flag { set.names.insert("self") }
        isGiven = isGiven || flag
        continue
      }
      for item in value.asList where item.literal != "" {
        isGiven = true
        set.formUnion(address(item.rendered))
      }
    }
    return !isGiven && isOpenWithout ? .world : set
  }

  static func address(_ text: String) -> AddressSet {
    if isAnything(text) { return .world }
    return AddressSet(text: text)
  }

  static func isAnything(_ text: String) -> Bool {
    ["*", "any", "internet", "all"].contains(text.lowercased())
  }
}
