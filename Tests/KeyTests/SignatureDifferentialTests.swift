import GateTesting
import GitObjects
import Policy
import SSH
import Testing

/// Generated signatures and lines of allowed signers, judged by this package and by ssh-keygen.
@Suite("Thousands of signatures against ssh-keygen")
struct SignatureDifferentialTests {
  /// In what ours refuses although `ssh-keygen -Y verify` accepts, by the words of our reason.
  ///
  /// A signature that ssh-keygen refuses is never good here.
  static let justified: [(reason: String, why: String)] = [
    ("an RSA key of", "RSA keys under 2,048 bits can be broken"),
    ("its reserved field is not empty", "one signature would have any number of spellings"),
    ("names exactly one person", "a list lets the signer choose who to be"),
    ("is nobody in 'people'", "a pattern lets the signer choose, and a mistyped name is a mistake"),
    ("quotation mark", "what is quoted in part two readers end at different places"),
    ("no blank follows", "what is quoted in part two readers end at different places"),
    ("stands in it twice", "of two values of one option two readers could take either"),
    ("one key is one person", "one signature would be two people's"),
    ("not for namespace 'countersign-record'", "a line that names no namespace is for two of ours"),
    ("dates, asked in 'countersign-record'", "the same, where another line names it and is over"),
    ("is no time", "a day, an hour or a second that does not exist is a mistake"),
    ("is no option", "a mistyped option must not take a key away, or leave it in"),
    ("is empty", "no namespace at all is a mistake"),
    ("would never count", "a line that is never valid is a mistake"),
  ]

  @Test(
    "what is good here is good to ssh-keygen, and all else is on the list",
    arguments: [71, 72, 73, 77]
  )
  func differential(_ seed: UInt64) async throws {
    var shop = try await SignatureShop(seed: seed)
    var batch = Batch(in: shop.scratch)
    var ours: [(verdict: SignatureShop.Verdict, what: String)] = []
    for index in 0..<800 {
      let trial = try shop.trial()
      try trial.write(to: shop.scratch, as: "\(index)")
      batch.add(trial.command("\(index)"))
      ours.append((trial.verdict(), trial.description))
    }
    let theirs = try await batch.run(environment: ["TZ": "UTC0"])
    var counts = (both: 0, neither: 0, stricter: 0)
    for (index, (own, code)) in zip(ours, theirs).enumerated() {
      let note: Comment = "seed \(seed), trial \(index): \(own.verdict): \(own.what)"
      switch (own.verdict, code == 0) {
      case (.good, true): counts.both += 1
      case (.refused, false): counts.neither += 1
      case (.good, false): Issue.record(note)
      case (.refused(let reason), true):
        counts.stricter += 1
        #expect(Self.justified.contains { reason.contains($0.reason) }, note)
      }
    }
    // Each kind of outcome must be there, or nothing was compared.
    #expect(counts.both > 100 && counts.neither > 100 && counts.stricter > 20, "\(counts)")
  }
}
