extension Call {
  /// `format` with `%s`, `%d`, `%v`, `%q` and `%%`; any other verb is not known.
  func formatted(_ values: some Collection<Value>) -> Value? {
    guard let format = text(0) else { return nil }
    var pieces: [Value.Piece] = []
    var rest = Array(values)[...]
    var literal: [UInt8] = []
    var bytes = format.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        literal.append(byte)
        continue
      }
      guard let verb = bytes.next() else { return nil }
      if verb == byte {
        literal.append(byte)
        continue
      }
      guard "sdvq".utf8.contains(verb), let inner = rest.popFirst()?.pieces else { return nil }
      let quote: [UInt8] = verb == UInt8(ascii: "q") ? [UInt8(ascii: "\"")] : []
      pieces.add(.literal(String(decoding: literal + quote, as: UTF8.self)))
      literal = quote
      inner.forEach { pieces.add($0) }
    }
    pieces.add(.literal(String(decoding: literal, as: UTF8.self)))
    return rest.isEmpty ? Value(.text(pieces), at: origin) : nil
  }

  var formattedList: Value? {
    let counts = Set(arguments.dropFirst().compactMap { $0.list?.count })
    guard counts.count == 1, let count = counts.first else { return nil }
    var items: [Value] = []
    for place in 0..<count {
      let row = arguments.dropFirst().map { $0.list?[place] ?? $0 }
      guard let item = formatted(row) else { return nil }
      items.append(item)
    }
    return made(items)
  }
}
