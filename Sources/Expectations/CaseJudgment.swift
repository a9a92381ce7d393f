internal import Detection
internal import Classifier
internal import Approvals
internal import Gate
internal import GitObjects
internal import Policy
internal import SSH

/// Judges a case as the gate would, with approvals that are really signed, by keys made for the occasion:
/// whether somebody has a key is not what an expectation is about.
struct CaseJudgment {
  private let policies: PolicySet
  private let keys: [PersonID: SSHSigningKey]
  private static let now = Timestamp(seconds: 1_767_225_600)

  init(_ policies: PolicySet) throws(PolicyError) {
    var keys: [PersonID: SSHSigningKey] = [:]
    for person in policies.policy.people.values where person.kind == .human {
      keys[person.id] = try? SSHSigningKey.generate()
    }
    self.keys = keys
    self.policies = try policies.assuming(keys: keys.mapValues(\.publicKey))
  }

  /// What the gate would say, in the words that an expectation uses.
  func outcome(of test: ExpectedCase, file: String) throws(PolicyError) -> ExpectedCase.Outcome {
    let proposal = try CaseProposal(test, policy: policies.policy, file: file).proposal
    let unapproved = decide(proposal, under: policies, given: Evidence(now: Self.now))
    var approvals: [ExaminedApproval] = []
    for person in test.approvals {
      guard let key = keys[person] else {
        throw PolicyError(
          file: file,
          at: test.position,
          "'\(person)' is no human in 'people'",
          fix: "name people who could sign"
        )
      }
      do throws(SSHSigningKey.SigningFailure) {
        approvals.append(try examined(by: person, key: key, of: unapproved, proposal))
      } catch {
        throw PolicyError(file: file, at: test.position, error.description)
      }
    }
    let decision = decide(
      proposal,
      under: policies,
      given: Evidence(now: Self.now, approvals: approvals)
    )
    return outcome(of: decision)
  }

  private func examined(
    by person: PersonID,
    key: SSHSigningKey,
    of decision: Decision,
    _ proposal: Proposal
  ) throws(SSHSigningKey.SigningFailure) -> ExaminedApproval {
    let policy = policies.policy
    let statement = Statement(
      repository: Array(policy.repository.utf8),
      target: proposal.target.bytes,
      reviewer: Array(person.rawValue.utf8),
      classes: Set(decision.findings.map(\.classID.rawValue)).map { Array($0.utf8) },
      issued: Self.now,
      expires: Self.now.adding(seconds: 3600),
      changes: Array(Set(decision.findings.map(\.id))),
      tree: policy.approvals.binding == .tree ? proposal.resultingTree : nil
    )
    let trailer = Trailer(
      name: [],
      email: policy.people[person]?.emails.first ?? [],
      statement: statement,
      signature: .ssh(try key.sign(statement.encoded, namespace: "countersign"))
    )
    let signature: ExaminedApproval.Signature
    do throws(ApprovalProblem) {
      signature = .good(
        try ApprovalCheck(policies: policies, now: Self.now).verify(trailer, in: nil)
      )
    } catch {
      switch error {
      case .unanswered(let why): signature = .rejected(.policyInvalid, why)
      case .rejected(let code, let why): signature = .rejected(code, why)
      }
    }
    return ExaminedApproval(
      carrier: .note(proposal.new),
      reviewer: statement.reviewer,
      fingerprint: key.publicKey.fingerprint.description,
      statementDigest: statement.digest,
      signature: signature
    )
  }

  private func outcome(of decision: Decision) -> ExpectedCase.Outcome {
    var rules = Set(decision.requirements.map(\.rule.rawValue))
    for rule in policies.policy.rules where decision.findings.contains(where: rule.applies) {
      rules.insert(rule.name.rawValue)
    }
    let ignored = decision.approvals.compactMap { verdict -> String? in
      guard case .ignored(let code, _) = verdict.result, let reviewer = verdict.approval.reviewer
      else { return nil }
      return "\(Escaped.text(reviewer)): \(code.rawValue)"
    }
    let approvers = decision.requirements.flatMap(\.parts).flatMap(\.eligible)
    return ExpectedCase.Outcome(
      outcome: decision.outcome.rawValue,
      classes: Set(decision.findings.map(\.classID.rawValue)).sorted(),
      directions: Set(decision.findings.map(\.facts.direction.rawValue)).sorted(),
      kinds: Set(decision.findings.flatMap(\.facts.kinds)).sorted(),
      rules: rules.sorted(),
      approvers: Set(approvers.map(\.rawValue)).sorted(),
      reasons: Set(decision.reasons.map(\.code.rawValue)).sorted(),
      ignored: ignored.sorted()
    )
  }
}
