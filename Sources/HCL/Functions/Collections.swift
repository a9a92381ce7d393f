extension Call {
  func collections(_ name: String) -> Value? {
    switch name {
    case "concat": return lists.map { made($0.flatMap { $0 }) }
    case "list", "tuple": return made(arguments)
    case "merge": return merged
    case "map": return mapped
    case "keys": return sortedFields.map { made($0.map(key)) }
    case "values": return sortedFields.map { made($0.map(\.value)) }
    case "lookup": return lookup
    case "element": return element
    case "slice": return slice
    case "reverse": return list(0).map { made($0.reversed()) }
    case "index": return place
    case "zipmap": return zipped
    case "one": return one
    case "range": return range
    case "coalesce": return coalesced
    case "coalescelist":
      return lists == nil ? nil : arguments.first { $0.list?.isEmpty == false }
    case "compact":
      return list(0).flatMap { items in
        items.allSatisfy { $0.isKnown }
          ? made(items.filter { !$0.isNull && $0.literal != "" }) : nil
      }
    case "sum": return total
    default: return nil
    }
  }

  private func key(_ field: Value.Field) -> Value {
    Value(.text(field.pieces ?? [.literal(field.name)]), at: field.value.origin)
  }

  private var sortedFields: [Value.Field]? {
    fields(0)?.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private var merged: Value? {
    var made: [Value.Field] = []
    var places: [String: Int] = [:]
    for argument in arguments where !argument.isNull {
      guard let fields = argument.fields else { return nil }
      for field in fields {
        if let place = places[field.name] {
          made[place] = field
        } else {
          places[field.name] = made.count
          made.append(field)
        }
      }
    }
    return self.made(made)
  }

  private var mapped: Value? {
    var fields: [Value.Field] = []
    for place in stride(from: 0, to: arguments.count - 1, by: 2) {
      guard let pieces = arguments[place].pieces else { return nil }
      fields.append(Evaluator.field(pieces, arguments[place + 1]))
    }
    return arguments.count % 2 == 0 ? made(fields) : nil
  }

  private var lookup: Value? {
    guard let source = value(0), source.fields != nil, let name = value(1)?.pieces else {
      return nil
    }
    if let found = source[Evaluator.field(name, source).name] { return found }
    return source.isKnown && value(1)?.isKnown == true ? value(2) : nil
  }

  private var element: Value? {
    guard let items = list(0), let place = value(1)?.int, !items.isEmpty, place >= 0 else {
      return nil
    }
    return items[place % items.count]
  }

  private var slice: Value? {
    guard let items = list(0), let from = value(1)?.int, let to = value(2)?.int, from >= 0,
      from <= to, to <= items.count
    else { return nil }
    return made(Array(items[from..<to]))
  }

  private var place: Value? {
    guard let items = list(0), let wanted = value(1), value(0)?.isKnown == true, wanted.isKnown
    else { return nil }
    return items.firstIndex { $0.isEquivalent(to: wanted) }.map(number)
  }

  private var zipped: Value? {
    guard let names = list(0), let values = list(1), names.count == values.count else { return nil }
    var fields: [Value.Field] = []
    for (name, value) in zip(names, values) {
      guard let pieces = name.pieces else { return nil }
      fields.append(Evaluator.field(pieces, value))
    }
    return made(fields)
  }

  private var one: Value? {
    guard let items = list(0), items.count < 2 else { return nil }
    return items.first ?? Value(.null, at: origin)
  }

  private var range: Value? {
    let numbers = arguments.compactMap(\.int)
    guard numbers.count == arguments.count, (1...2).contains(numbers.count) else { return nil }
    let (from, to) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
    let (count, overflows) = to.subtractingReportingOverflow(from)
    guard !overflows, (0...1024).contains(count) else { return nil }
    return made((from..<to).map(number))
  }

  private var coalesced: Value? {
    for argument in arguments {
      if argument.isNull || argument.literal == "" { continue }
      return argument.opaque == nil ? argument : nil
    }
    return nil
  }

  private var total: Value? {
    guard let items = list(0) else { return nil }
    let numbers = items.compactMap { $0.literal.flatMap { Double($0) } }
    guard numbers.count == items.count else { return nil }
    return Value.text(of: numbers.reduce(0, +)).map { Value(.number($0), at: origin) }
  }
}
