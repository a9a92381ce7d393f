/// A set of numbers as sorted ranges that neither meet nor touch.
package struct IntervalSet<Bound: FixedWidthInteger & Sendable>: Hashable, Sendable {
  package private(set) var ranges: [ClosedRange<Bound>] = []

  package init() {}

  package init(_ range: ClosedRange<Bound>) { ranges = [range] }

  package init(_ unsorted: some Sequence<ClosedRange<Bound>>) {
    for range in unsorted.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard let last = ranges.last else {
        ranges.append(range)
        continue
      }
      let touches = last.upperBound == .max || range.lowerBound <= last.upperBound + 1
      if touches {
        let end = max(last.upperBound, range.upperBound)
        ranges[ranges.count - 1] = last.lowerBound...end
      } else {
        ranges.append(range)
      }
    }
  }

  package static var all: IntervalSet { IntervalSet(Bound.min...Bound.max) }
  package var isEmpty: Bool { ranges.isEmpty }

  package func union(_ other: IntervalSet) -> IntervalSet { IntervalSet(ranges + other.ranges) }

  package func subtracting(_ other: IntervalSet) -> IntervalSet {
    var left: [ClosedRange<Bound>] = []
    var start = other.ranges.startIndex
    for range in ranges {
      var low = range.lowerBound
      var isDone = false
      while start < other.ranges.endIndex, other.ranges[start].upperBound < low { start += 1 }
      var place = start
      while place < other.ranges.endIndex, other.ranges[place].lowerBound <= range.upperBound {
        let cut = other.ranges[place]
        if cut.lowerBound > low { left.append(low...(cut.lowerBound - 1)) }
        if cut.upperBound >= range.upperBound {
          isDone = true
          break
        }
        low = cut.upperBound + 1
        place += 1
      }
      if !isDone { left.append(low...range.upperBound) }
    }
    return IntervalSet(left)
  }

  package func intersection(_ other: IntervalSet) -> IntervalSet {
    subtracting(subtracting(other))
  }

  /// Whether one ends before the other begins.
  package func isApart(from other: IntervalSet) -> Bool {
    guard let first = ranges.first, let last = ranges.last,
      let otherFirst = other.ranges.first, let otherLast = other.ranges.last
    else { return true }
    return last.upperBound < otherFirst.lowerBound || otherLast.upperBound < first.lowerBound
  }

  /// How many numbers are in it, as a part of all there are.
  package var share: Double {
    ranges.reduce(0.0) { $0 + (Double($1.upperBound) - Double($1.lowerBound) + 1) }
      / (Double(Bound.max) - Double(Bound.min) + 1)
  }
}
