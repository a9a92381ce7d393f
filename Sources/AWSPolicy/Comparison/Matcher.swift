extension Glob {
  /// Whether it takes a text in which there are no references.
  func matches(_ text: [UInt32]) -> Bool {
    var (at, index) = (0, 0)
    var retry: (part: Int, index: Int)?
    while index < text.count || at < parts.count {
      if at < parts.count {
        if parts[at] == .any {
          retry = (at, index)
          at += 1
          continue
        }
        if index < text.count, accepts(parts[at], text[index]) {
          at += 1
          index += 1
          continue
        }
      }
      guard let back = retry, back.index < text.count else { return false }
      retry = (back.part, back.index + 1)
      (at, index) = (back.part + 1, back.index + 1)
    }
    return true
  }

  private func accepts(_ part: Part, _ letter: UInt32) -> Bool {
    switch part {
    case .letter(let code): code == letter
    case .folded(let code): code == letter || (0x41...0x5A).contains(letter) && code == letter + 32
    case .one: true
    case .any, .atom: false
    }
  }
}
