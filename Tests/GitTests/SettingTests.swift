import Git
import GateTesting
import GitObjects
import Testing

@Suite("Settings and their one writer")
struct SettingTests {
  @Test("a setting is set and added to in the repository's own config, and seen at once")
  func written() async throws {
    let repository = try await TestRepository()
    let recorder = try Recorder.open(gitDirectory: repository.gitDirectory)
    #expect(try recorder.repository.config("countersign.mode") == nil)
    for value in ["observe", "enforce"] {
      try recorder.setConfig("countersign.mode", to: Array(value.utf8))
      #expect(try recorder.repository.config("countersign.mode") == Array(value.utf8))
    }
    for value in ["refs/a", "refs/b", "refs/a"] {
      try recorder.addConfig("receive.hideRefs", value: Array(value.utf8))
    }
    let values = ["refs/a", "refs/b"].map { Array($0.utf8) }
    #expect(try recorder.repository.configValues("receive.hideRefs") == values)
    let theirs = try await repository.git(
      "config",
      "--local",
      "--get-all",
      "receive.hideRefs"
    )
    #expect(theirs.text == "refs/a\nrefs/b\n")
    #expect(try await repository.git("config", "--local", "countersign.mode").line == "enforce")
  }
}
