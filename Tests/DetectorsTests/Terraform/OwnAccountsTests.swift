import Detection
import Detectors
import Testing

@Suite("Terraform's trust of accounts") struct OwnAccountsTests {
  @Test(
    "a foreign account is worse than one of our own",
    arguments: [("222222222222", Severity.high), ("999999999999", .critical)]
  )
  func foreign(account: String, expected: Severity) {
    let text = TerraformEditTests.trust(
      """
      { AWS = ["arn:aws:iam::111111111111:role/a"{+, "arn:aws:iam::\(account):role/b"+}] }
      """
    )
    var surroundings = Surroundings()
    surroundings.owned = ["111111111111", "222222222222"]
    let pair = FilePair(
      path: Array("main.tf".utf8),
      old: Array(TerraformEdit.old(text).utf8),
      new: Array(TerraformEdit.new(text).utf8),
      surroundings: surroundings
    )
    let verdict = Verdict(TerraformDetector().read(pair))
    #expect(verdict.direction == .widened)
    #expect(verdict.observations.map(\.severity) == [expected], "\(verdict)")
  }
}
