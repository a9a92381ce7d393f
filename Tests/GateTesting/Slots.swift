/// Lets so many children run at once and no more: all tests of a suite start together, and a machine of two
/// cores with hundreds of pushes under way does none of them in time.
actor Slots {
  static let children = Slots(8)

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func give() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
