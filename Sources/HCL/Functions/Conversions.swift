extension Call {
  func conversions(_ name: String) -> Value? {
    switch name {
    case "jsonencode", "yamlencode":
      // YAML is read as JSON is: what it says counts, not how it is written.
      guard let value = value(0), value.opaque == nil else { return nil }
      return Value(.encoded(value), at: origin)
    case "tolist", "tomap", "nonsensitive", "sensitive", "ephemeralasnull":
      return value(0).flatMap { $0.opaque == nil ? $0 : nil }
    case "tostring":
      return value(0).flatMap { value in
        value.literal.map(string) ?? (value.opaque == nil && value.pieces != nil ? value : nil)
      }
    case "tobool": return value(0)?.bool.map(bool)
    case "tonumber":
      return text(0).flatMap { Double($0) }.flatMap(Value.text).map {
        Value(.number($0), at: origin)
      }
    case "max", "min":
      let numbers = arguments.compactMap(\.int)
      guard numbers.count == arguments.count else { return nil }
      return (name == "max" ? numbers.max() : numbers.min()).map(number)
    case "floor", "ceil":
      return text(0).flatMap { Double($0) }
        .flatMap { Value.text(of: $0.rounded(name == "floor" ? .down : .up)) }
        .map { Value(.number($0), at: origin) }
    case "basename", "dirname": return path(name)
    default: return nil
    }
  }

  private func path(_ name: String) -> Value? {
    guard let names = text(0)?.split(separator: "/"), let last = names.last else { return nil }
    return string(
      name == "basename" ? String(last) : names.dropLast().joined(separator: "/")
    )
  }
}
