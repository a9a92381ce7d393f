extension [UInt8] {
  /// Whether the text stands in the bytes; looked for by its first byte, which a generic search does not look for alone.
  package func holds(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    var start = startIndex
    while start + wanted.count <= endIndex, let found = self[start...].firstIndex(of: first),
      found + wanted.count <= endIndex
    {
      if self[found..<(found + wanted.count)].elementsEqual(wanted) { return true }
      start = found + 1
    }
    return false
  }
}
