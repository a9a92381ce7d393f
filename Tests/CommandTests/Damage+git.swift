extension Damage {
  static let settings = [
    Damage(
      script: "git config countersign.mode observe",
      says: "THE GATE ONLY OBSERVES",
      mend: "countersign.mode enforce",
      code: 0
    ),
    Damage(
      script: "git config countersign.mode off",
      says: "'countersign.mode' is 'off'",
      mend: "git config --edit",
      isMended: false
    ),
    Damage(
      script: "git config --unset countersign.host",
      says: "'countersign.host' is not set",
      mend: "countersign.host ssh",
      code: 0
    ),
    Damage(
      script: "git config countersign.host sourceforge",
      says: "no push is let through",
      mend: "use one of",
      isMended: false
    ),
    Damage(
      script: "git config receive.fsckObjects false",
      says: "'receive.fsckObjects' is 'false': git takes malformed objects",
      mend: "receive.fsckObjects true",
      code: 0
    ),
    Damage(
      script: "git config receive.shallowUpdate true",
      says: "make the repository shallow",
      mend: "--unset-all receive.shallowUpdate"
    ),
    Damage(
      script: "git config --unset-all receive.hideRefs",
      says: "is not hidden from pushes",
      mend: "--add receive.hideRefs",
      code: 0
    ),
    Damage(
      script: "git config --add receive.hideRefs refs/notes",
      says: "reviewers cannot push approvals",
      mend: "git config --add receive.hiderefs '!refs/notes/countersign/approvals'"
    ),
    Damage(
      script: "git config receive.procReceiveRefs refs/for",
      says: "what that hook does is not judged",
      mend: "receive.procReceiveRefs",
      code: 0
    ),
    Damage(
      script: "git config --add receive.hideRefs '!refs/notes/countersign/decisions'",
      says: "is not hidden from pushes, but shown by '!refs/notes/countersign/decisions'",
      mend: "--fixed-value --unset-all receive.hiderefs",
      code: 0
    ),
    Damage(
      script: "git config transfer.hideRefs '!refs/notes/'",
      says: "but shown by '!refs/notes/'",
      mend: "--fixed-value --unset-all transfer.hiderefs",
      code: 0
    ),
    Damage(
      script: "git config transfer.hideRefs refs/countersign",
      says: "clones cannot fetch 'refs/countersign/policy': 'transfer.hideRefs' hides it",
      mend: "git config --add uploadpack.hideRefs",
      code: 0
    ),
    Damage(
      script: "git config --unset receive.fsckObjects",
      says: "'receive.fsckObjects' is not set",
      mend: "receive.fsckObjects true",
      code: 0
    ),
  ]
}
