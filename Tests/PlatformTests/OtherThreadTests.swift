import Platform
import Testing

@Suite("Work on two threads")
struct OtherThreadTests {
  private struct Failure: Error, Equatable { let item: Int }

  @Test("has the results in the items' order, like one thread", arguments: [0, 1, 7, 8, 9, 1000])
  func order(_ count: Int) throws {
    let items = Array(0..<count)
    let alone = try OtherThread.map(items, worthIt: .max) { "\($0)" }
    let shared = try OtherThread.map(items, worthIt: 0) { "\($0)" }
    #expect(alone == items.map { "\($0)" })
    #expect(shared == alone)
  }

  @Test("fails with the first failure in the items' order, like one thread")
  func failure() {
    let wrong: Set<Int> = [613, 37, 38, 999]
    for worthIt in [Int.max, 0] {
      for _ in 0..<50 {
        #expect(throws: Failure(item: 37)) {
          try OtherThread.map(Array(0..<1000), worthIt: worthIt) { item in
            if wrong.contains(item) { throw Failure(item: item) }
            return item
          }
        }
      }
    }
  }
}
