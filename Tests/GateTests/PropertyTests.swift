import Approvals
import Gate
import GateTesting
import GitObjects
import Policy
import Testing

/// What holds for every push, tried on thousands that nobody chose.
///
/// A failure prints its seed; the same seed makes the same push.
@Suite("What holds for every push")
struct PropertyTests {
  static let seeds: [UInt64] = Array(1...20)
  private static let rounds = 100

  /// Runs rounds with a generator each, under a policy each.
  private func each(
    _ seed: UInt64,
    rounds: Int = rounds,
    under policy: Int? = nil,
    _ body: (inout RandomStory, PolicySet, Comment) throws -> Void
  ) throws {
    #expect(RandomStory.policies.count == RandomStory.policyTexts.count)
    for round in 0..<rounds {
      let own = seed &* 1_000_003 &+ UInt64(round)
      var random = RandomStory(seed: own)
      let number = policy ?? round % RandomStory.policies.count
      try body(&random, RandomStory.policies[number], "seed \(own), policy \(number)")
    }
  }

  @Test("no order and no repetition of approvals changes an outcome", arguments: seeds)
  func order(_ seed: UInt64) throws {
    try each(seed) { random, policies, note in
      let story = random.anything()
      let proposal = try story.proposal(under: policies)
      var evidence = try story.evidence(for: proposal, under: policies)
      let first = decide(proposal, under: policies, given: evidence)
      let twice = evidence.approvals + evidence.approvals.filter { _ in random.random.once(in: 2) }
      evidence.approvals = twice.shuffled(using: &random.random)
      let second = decide(proposal, under: policies, given: evidence)
      #expect(first.outcome == second.outcome, note)
      #expect(Set(first.reasons.map(\.code)) == Set(second.reasons.map(\.code)), note)
    }
  }

  @Test("a change is asked for the same, whatever changes come before it", arguments: seeds)
  func company(_ seed: UInt64) throws {
    try each(seed, rounds: 30, under: RandomStory.conditional) { random, policies, note in
      var story = random.anything()
      for _ in 0..<12 { story.commits.append(random.commit()) }
      var proposal = try story.proposal(under: policies)
      let evidence = try story.evidence(for: proposal, under: policies)
      let first = decide(proposal, under: policies, given: evidence)
      proposal.commits.shuffle(using: &random.random)
      proposal.net.shuffle(using: &random.random)
      let second = decide(proposal, under: policies, given: evidence)
      #expect(first.asked == second.asked, note)
      #expect(first.findings.count == first.asked.count, note)
    }
  }

  @Test("taking an approval away never lets a refused push through", arguments: seeds)
  func removal(_ seed: UInt64) throws {
    try each(seed) { random, policies, note in
      let story = random.anything()
      let proposal = try story.proposal(under: policies)
      let evidence = try story.evidence(for: proposal, under: policies)
      guard !decide(proposal, under: policies, given: evidence).letsGo else { return }
      for index in evidence.approvals.indices {
        var fewer = evidence
        fewer.approvals.remove(at: index)
        #expect(
          !decide(proposal, under: policies, given: fewer).letsGo,
          "\(note), without \(index)"
        )
      }
    }
  }

  @Test("giving an approval more never stops a push that goes through", arguments: seeds)
  func addition(_ seed: UInt64) throws {
    try each(seed) { random, policies, note in
      var story = random.approved()
      story.policy = ""
      guard try story.decision(under: policies).letsGo else { return }
      story.approvals += random.anything().approvals
      let decision = try story.decision(under: policies)
      #expect(decision.letsGo, note)
    }
  }

  @Test("rebased, squashed or in another order, what was approved stays so", arguments: seeds)
  func rewrites(_ seed: UInt64) throws {
    try each(seed) { random, _, note in
      let policies = RandomStory.policies[0]
      var story = random.approved().withFixedApprovals
      let before = try story.decision(under: policies)
      #expect(before.letsGo, note)
      for _ in 0..<3 {
        rewrite(&story, &random.random)
        let after = try story.decision(under: policies)
        #expect(after.letsGo, "\(note): \(story.commits)")
      }
    }
  }

  /// One rewrite that leaves every sensitive file change alone.
  private func rewrite(_ story: inout Story, _ random: inout SeededGenerator) {
    switch random.number(0...3) {
    case 0: story.commits.shuffle(using: &random)
    case 1:  // Squash: one commit makes what two made.
      guard story.commits.count > 1 else { return }
      let last = story.commits.removeLast()
      story.commits[0].sides[0] += last.sides[0]
    case 2:  // Rebase: something harmless comes before.
      story.commits.insert(Commit(Edit("docs/\(random.next())"), by: "carol"), at: 0)
    default:  // Split: a commit makes a part of it.
      guard let index = story.commits.firstIndex(where: { $0.sides[0].count > 1 }) else { return }
      let edit = story.commits[index].sides[0].removeLast()
      story.commits.append(Commit(edit, by: "bob"))
    }
  }

  @Test("another blob, mode, path or base under an approval refuses", arguments: seeds)
  func coveredBytes(_ seed: UInt64) throws {
    try each(seed) { random, _, note in
      let policies = RandomStory.policies[0]
      var story = random.approved().withFixedApprovals
      let index = story.commits.indices.filter { index in
        let path = story.commits[index].sides[0][0].path
        return path.hasPrefix("iam/") || path.hasPrefix("k8s/") || path.hasSuffix(".tf")
      }.randomElement(using: &random.random)
      guard let index else { return }
      var edit = story.commits[index].sides[0][0]
      switch random.random.number(0...4) {
      case 0: edit.new = "another \(random.random.next())"
      case 1: edit.old = "another \(random.random.next())"
      case 2: edit.newMode = .executable
      case 3: edit.newMode = .symlink
      default: edit.path = "iam/\(random.random.next())"
      }
      story.commits[index].sides[0][0] = edit
      let decision = try story.decision(under: policies)
      #expect(decision.outcome == .refused, note)
    }
  }

  @Test("any flipped bit of a trailer's words, statement or signature refuses", arguments: seeds)
  func flippedBits(_ seed: UInt64) throws {
    try each(seed, rounds: 20) { random, _, note in
      let policies = RandomStory.policies[0]
      let story = random.approved()
      let proposal = try story.proposal(under: policies)
      let check = ApprovalCheck(policies: policies, now: Cast.now)
      let trailer = try story.approvals[0].trailer(for: proposal)
      #expect(try letsGo(trailer.unfolded, proposal, policies, check), note)
      // The name is no evidence, and an e-mail is the same in either case.
      let start = try #require(trailer.unfolded.firstIndex(of: UInt8(ascii: ">"))) + 1
      for _ in 0..<20 {
        var bytes = trailer.unfolded
        let position = random.random.number(start...(bytes.count - 1))
        bytes[position] ^= 1 << UInt8(random.random.number(0...7))
        #expect(
          try !letsGo(bytes, proposal, policies, check),
          "\(note): byte \(position) of \(String(decoding: bytes, as: UTF8.self))"
        )
      }
    }
  }

  private func letsGo(
    _ value: [UInt8],
    _ proposal: Proposal,
    _ policies: PolicySet,
    _ check: ApprovalCheck
  ) throws -> Bool {
    var evidence = Evidence(now: Cast.now)
    do throws(Trailer.Malformed) {
      let trailer = try Trailer(parsing: value, repository: check.repository)
      let signature: ExaminedApproval.Signature
      do throws(ApprovalProblem) {
        signature = .good(try check.verify(trailer, in: nil))
      } catch {
        switch error {
        case .rejected(let code, let why): signature = .rejected(code, why)
        case .unanswered(let why): signature = .rejected(.policyInvalid, why)
        }
      }
      evidence.approvals = [
        ExaminedApproval(
          carrier: .note(proposal.new),
          reviewer: trailer.statement.reviewer,
          fingerprint: nil,
          statementDigest: trailer.statement.digest,
          signature: signature
        )
      ]
    } catch {}
    return decide(proposal, under: policies, given: evidence).letsGo
  }
}

extension Decision {
  fileprivate struct Subject: Hashable {
    let change: ChangeID
    let classID: ClassID
  }

  /// What is asked of each finding, and what else speaks against it.
  fileprivate var asked: [Subject: [String]] {
    var asked: [Subject: [String]] = [:]
    for (index, finding) in findings.enumerated() {
      let asks = requirements.filter { $0.findings.contains(index) }.map {
        "\($0.rule): \($0.parts)"
      }
      let against = reasons.filter { $0.findings.contains(index) }.map(\.message)
      asked[Subject(change: finding.id, classID: finding.classID)] = (asks + against).sorted()
    }
    return asked
  }
}
