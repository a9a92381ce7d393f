extension Evaluator {
  func call(
    _ name: String,
    _ arguments: [Expression],
    _ expandsLast: Bool,
    _ scope: Scope,
    _ origin: Origin
  ) -> Value {
    if name == "try" || name == "can" { return attempt(name, arguments, scope, origin) }
    var values: [Value] = []
    let reads = openness.reads
    for argument in arguments {
      var (value, isOpen) = deciding(argument, scope)
      if values.isEmpty, let other = otherFile(of: name, argument, value, scope) { value = other }
      if name == "lookup", values.count == 1,
        let item = chosen(
          argument,
          value,
          isOpen: isOpen,
          of: values[0],
          or: arguments.count > 2 ? { self.evaluate(arguments[2], scope) } : nil
        )
      {
        return item
      }
      values.append(value)
    }
    if ["coalesce", "coalescelist"].contains(name), arguments.count > 1, !expandsLast,
      isForcedAway(arguments[0], isOpen: deciding(arguments[0], scope).isOpen)
    {
      return call(name, Array(arguments.dropFirst()), false, scope, origin)
    }
    let outer = callIsOpen
    callIsOpen = openness.reads != reads
    defer { callIsOpen = outer }
    if expandsLast, let last = values.popLast() {
      guard let items = last.list else {
        return opaque("\(name)(\(Self.source(values + [last]))...)", origin, fails: last.fails)
      }
      values += items
    }
    guard budget.spend(Self.cost(of: values)) else { return opaque("(beyond a limit)", origin) }
    let call = Call(values, at: origin)
    if let content = content(of: name, call) { return content }
    return opaque(
      "\(name)(\(Self.source(values)))",
      origin,
      fails: values.contains(where: \.fails)
    )
  }

  /// Of the functions that need more than their arguments, and of those that do not.
  private func content(of name: String, _ call: Call) -> Value? {
    switch name {
    case "file", "templatefile", "fileexists", "filebase64": return fileFunction(name, call)
    case "fileset": return fileSet(call)
    case "csvdecode": return table(call)
    case "jsondecode", "yamldecode": return decoded(name, call)
    default:
      return call.strings(name) ?? call.collections(name) ?? call.sets(name)
        ?? call.conversions(name) ?? call.base64(name)
    }
  }

  private func attempt(
    _ name: String,
    _ arguments: [Expression],
    _ scope: Scope,
    _ origin: Origin
  ) -> Value {
    var unknown: [Value] = []
    for (place, argument) in arguments.enumerated() {
      let (value, isOpen) = deciding(argument, scope)
      if value.fails { continue }
      if name == "try", place + 1 < arguments.count, isForcedAway(argument, isOpen: isOpen) {
        continue
      }
      if value.opaque == nil, unknown.isEmpty {
        return name == "can" ? Value(.bool(true), at: origin) : value
      }
      unknown.append(value)
    }
    if unknown.isEmpty {
      return name == "can"
        ? Value(.bool(false), at: origin) : opaque("try()", origin, fails: true)
    }
    return opaque("\(name)(\(Self.source(unknown)))", origin)
  }

  static func source(_ values: [Value]) -> String { values.map(\.source).joined(separator: ", ") }

  private static func cost(of values: [Value]) -> Int {
    values.reduce(1) { cost, value in
      switch value.content {
      case .list(let items): cost + items.count
      case .object(let fields): cost + fields.count
      case .text(let pieces):
        cost
          + pieces.reduce(0) { sum, piece in
            if case .literal(let text) = piece { sum + text.utf8.count / 64 } else { sum + 1 }
          }
      default: cost
      }
    }
  }
}

/// A function's evaluated arguments; what it answers with `nil` is not known.
struct Call {
  let arguments: [Value]
  let origin: Origin

  init(_ arguments: [Value], at origin: Origin) {
    self.arguments = arguments
    self.origin = origin
  }

  func value(_ place: Int) -> Value? {
    arguments.indices.contains(place) ? arguments[place] : nil
  }

  func text(_ place: Int) -> String? { value(place)?.literal }
  func list(_ place: Int) -> [Value]? { value(place)?.list }
  func fields(_ place: Int) -> [Value.Field]? { value(place)?.fields }

  /// All arguments as lists; `nil` where one is not.
  var lists: [[Value]]? {
    var lists: [[Value]] = []
    for argument in arguments {
      guard let list = argument.list else { return nil }
      lists.append(list)
    }
    return lists
  }

  func string(_ text: String) -> Value { .string(text, at: origin) }
  func bool(_ flag: Bool) -> Value { Value(.bool(flag), at: origin) }
  func number(_ number: Int) -> Value { Value(.number(String(number)), at: origin) }
  func made(_ items: [Value]) -> Value { Value(.list(items), at: origin) }
  func made(_ fields: [Value.Field]) -> Value { Value(.object(fields), at: origin) }
}
