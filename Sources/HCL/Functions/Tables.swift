extension Evaluator {
  /// The rows of a text in CSV as objects, by the names in its first line; `nil` where a row has more or fewer.
  func table(_ call: Call) -> Value? {
    guard let text = call.text(0), let rows = Self.rows(of: text), let names = rows.first,
      budget.spend(rows.count * names.count)
    else { return nil }
    var made: [Value] = []
    for row in rows.dropFirst() {
      guard row.count == names.count else { return nil }
      made.append(call.made(zip(names, row).map { Value.Field($0, call.string($1)) }))
    }
    return call.made(made)
  }

  /// `nil` where a quote is left open.
  private static func rows(of text: String) -> [[String]]? {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    func endsLine(_ letter: Character) -> Bool { letter == "\n" || letter == "\r\n" }
    var letters = Array(text)
    if let last = letters.last, !endsLine(last) { letters.append("\n") }
    var place = 0
    while place < letters.count {
      let letter = letters[place]
      place += 1
      if isQuoted {
        if letter != "\"" {
          field.append(letter)
        } else if place < letters.count, letters[place] == "\"" {
          field.append(letter)
          place += 1
        } else {
          isQuoted = false
        }
      } else if letter == "\"", field.isEmpty {
        isQuoted = true
      } else if letter == "," || endsLine(letter) {
        row.append(field)
        field = ""
        guard endsLine(letter) else { continue }
        if row != [""] { rows.append(row) }
        row = []
      } else {
        field.append(letter)
      }
    }
    return isQuoted ? nil : rows
  }
}
