/// A path of a Vault policy: `+` is one segment, `*` at the end anything.
struct VaultPattern: Hashable, Sendable {
  let text: String
  let segments: [Substring]
  /// What stands before the `*` at the end, in the last segment.
  let isPrefix: Bool

  init(_ text: String) {
    self.text = text
    isPrefix = text.hasSuffix("*")
    let bare = isPrefix ? text.dropLast() : text[...]
    segments = bare.split(separator: "/", omittingEmptySubsequences: false)
  }

  /// Whether everything that the other means, this means too.
  func covers(_ other: VaultPattern) -> Bool {
    guard isPrefix || !other.isPrefix else { return false }
    if isPrefix ? segments.count > other.segments.count : segments.count != other.segments.count {
      return false
    }
    for (index, segment) in segments.enumerated() {
      let theirs = other.segments[index]
      let isLast = index == segments.count - 1
      if isLast && isPrefix {
        // The beginning of a segment, whatever comes after it.
        if segment == "+" { return theirs != "" || other.segments.count > segments.count }
        return theirs.hasPrefix(segment)
      }
      if segment == "+" {
        guard !(theirs.isEmpty) else { return false }
        let opensMore = other.isPrefix && index == other.segments.count - 1
        if opensMore { return false }
        continue
      }
      guard segment == theirs else { return false }
      if other.isPrefix && index == other.segments.count - 1 { return false }
    }
    return true
  }

  /// What both mean, where neither holds the other.
  func crossing(_ other: VaultPattern) -> VaultPattern? {
    guard !covers(other), !other.covers(self) else { return nil }
    let (short, long) = segments.count <= other.segments.count ? (self, other) : (other, self)
    guard short.segments.count == long.segments.count || short.isPrefix else { return nil }
    var result: [Substring] = []
    for (index, theirs) in long.segments.enumerated() {
      guard index < short.segments.count else {
        result.append(theirs)
        continue
      }
      let mine = short.segments[index]
      let (mineEnds, theirsEnd) = (
        short.isPrefix && index == short.segments.count - 1,
        long.isPrefix && index == long.segments.count - 1
      )
      if mine == theirs || theirs == "+" {
        result.append(mineEnds && !theirsEnd && mine.isEmpty ? theirs : mine)
      } else if mine == "+" || mineEnds && theirs.hasPrefix(mine) {
        result.append(theirs)
      } else if theirsEnd && mine.hasPrefix(theirs) {
        result.append(mine)
      } else {
        return nil
      }
    }
    let isOpen = long.isPrefix && (short.isPrefix || short.segments.count < long.segments.count)
    return VaultPattern(result.joined(separator: "/") + (isOpen ? "*" : ""))
  }

  /// Whether this is chosen before the other for a path that both mean.
  ///
  /// The first wildcard further right, then no `*`, then fewer `+`, then longer, then the greater text.
  func precedes(_ other: VaultPattern) -> Bool {
    let (mine, theirs) = (priority, other.priority)
    if mine != theirs { return mine.lexicographicallyPrecedes(theirs) ? false : true }
    return text > other.text
  }

  private var priority: [Int] {
    let wild =
      Array(text.utf8).enumerated().first { index, byte in
        byte == UInt8(ascii: "*") && index == text.utf8.count - 1 || isPlus(at: index)
      }?.offset ?? Int.max
    return [wild, isPrefix ? 0 : 1, -segments.count { $0 == "+" }, text.utf8.count]
  }

  private func isPlus(at index: Int) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes[index] == UInt8(ascii: "+") else { return false }
    let before = index == 0 || bytes[index - 1] == UInt8(ascii: "/")
    let after = index == bytes.count - 1 || bytes[index + 1] == UInt8(ascii: "/")
    return before && after
  }

  /// A path, or a pattern, that stands for all that the pattern means and no other names.
  var sample: VaultPattern {
    let body = segments.map { $0 == "+" ? "any" : String($0) }.joined(separator: "/")
    return VaultPattern(isPrefix ? body + "any" : body)
  }
}
