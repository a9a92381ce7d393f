import HCL
import Syntax
import Testing

@Suite("HCL of a history")
struct HistoryTests {
  @Test(
    "of all .tf files at least 99.5 % parse",
    .enabled(if: Corpus.isThere, "skipped: the history is not there")
  )
  func parses() throws {
    let blobs = try Corpus.blobs(ending: ".tf")
    try #require(blobs.count > 1000)
    var failures: [String] = []
    for blob in blobs {
      do { _ = try HCL.parse(blob.bytes) } catch { failures.append("\(blob.path): \(error)") }
    }
    print("figures: \(blobs.count - failures.count) of \(blobs.count) .tf files parse", failures)
    #expect(failures.count * 200 <= blobs.count, "\(failures)")
  }
}
