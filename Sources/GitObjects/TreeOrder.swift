internal import Glibc

/// What git sorts the entries of trees by: the bytes of a name, a directory's as if it ended in a slash.
package enum TreeOrder {
  /// Below zero where entry `a` of the tree `x` comes before entry `b` of the tree `y`, zero where they have one
  /// place.
  package static func compare(
    _ x: [UInt8],
    _ a: TreeObject.Entry,
    _ y: [UInt8],
    _ b: TreeObject.Entry
  ) -> Int32 {
    unsafe x.withUnsafeBytes { left in
      unsafe y.withUnsafeBytes { right in
        let common = min(a.nameCount, b.nameCount)
        let order = unsafe memcmp(
          left.baseAddress.unsafelyUnwrapped + a.nameStart,
          right.baseAddress.unsafelyUnwrapped + b.nameStart,
          common
        )
        if order != 0 { return order }
        func end(_ bytes: UnsafeRawBufferPointer, _ entry: TreeObject.Entry) -> Int32 {
          if common < entry.nameCount { return Int32(unsafe bytes[entry.nameStart + common]) }
          return entry.mode == .tree ? Int32(UInt8(ascii: "/")) : 0
        }
        return unsafe end(left, a) - end(right, b)
      }
    }
  }

  /// Whether the name of an entry begins with that of another of the same tree.
  static func begins(_ tree: [UInt8], _ entry: TreeObject.Entry, with other: TreeObject.Entry)
    -> Bool
  {
    guard entry.nameCount >= other.nameCount else { return false }
    for index in 0..<other.nameCount
    where tree[entry.nameStart + index] != tree[other.nameStart + index] { return false }
    return true
  }

  /// How many bytes of `x` from `a` on are those of `y` from `b` on.
  package static func common(_ x: [UInt8], from a: Int, _ y: [UInt8], from b: Int) -> Int {
    unsafe x.withUnsafeBytes { left in
      unsafe y.withUnsafeBytes { right in
        let end = min(left.count - a, right.count - b)
        guard end > 0 else { return 0 }
        let left = unsafe left.baseAddress.unsafelyUnwrapped + a
        let right = unsafe right.baseAddress.unsafelyUnwrapped + b
        func word(_ bytes: UnsafeRawPointer, at place: Int) -> UInt64 {
          unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
        }
        var count = 0
        // In great steps as long as they are alike, then in a word, whose first difference is at its low end.
        for step in [1024, 64] {
          while count + step <= end, unsafe memcmp(left + count, right + count, step) == 0 {
            count += step
          }
        }
        while count + 8 <= end {
          let difference = unsafe word(left, at: count) ^ word(right, at: count)
          if difference != 0 { return count + difference.trailingZeroBitCount / 8 }
          count += 8
        }
        while count < end,
          unsafe left.load(fromByteOffset: count, as: UInt8.self)
            == right.load(fromByteOffset: count, as: UInt8.self)
        { count += 1 }
        return count
      }
    }
  }
}
