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

  static let references = [
    Damage(
      script: "git update-ref -d refs/notes/countersign/decisions",
      says: "'refs/notes/countersign/decisions' is gone, and its records with it",
      mend: "git fetch BACKUP refs/notes/countersign/decisions:refs/notes/countersign/decisions"
    ),
    Damage(
      script: "git update-ref -d refs/notes/countersign/refusals",
      says: "'refs/notes/countersign/refusals' is gone, and its records with it",
      mend: "git fetch BACKUP refs/notes/countersign/refusals:refs/notes/countersign/refusals"
    ),
    Damage(
      script: "git update-ref -d refs/notes/countersign/approvals",
      says: "'refs/notes/countersign/approvals' is gone, and the approvals and vetoes in it",
      mend: "git fetch BACKUP refs/notes/countersign/approvals:refs/notes/countersign/approvals"
    ),
    Damage(
      script: "git update-ref -d refs/notes/countersign/deployments",
      says: "'refs/notes/countersign/deployments' is gone",
      mend: "countersign init"
    ),
    Damage(
      script: "git update-ref -d refs/countersign/policy",
      says: "'refs/countersign/policy' is gone",
      mend: "git fetch BACKUP refs/countersign/policy:refs/countersign/policy"
    ),
    Damage(
      script:
        "id=$(git rev-parse refs/notes/countersign/approvals); git update-ref -d refs/notes/countersign/approvals; git update-ref refs/notes/countersign/approvals/x $id",
      says:
        "'refs/notes/countersign/approvals/x' stands in the place of 'refs/notes/countersign/approvals'",
      mend: "git update-ref refs/moved/notes/countersign/approvals/x"
    ),
    Damage(
      script:
        "id=$(git rev-parse refs/notes/countersign/decisions); git update-ref -d refs/notes/countersign/decisions; git update-ref refs/notes/countersign/decisions/x $id",
      says:
        "'refs/notes/countersign/decisions/x' stands in the place of 'refs/notes/countersign/decisions'",
      mend: "git fetch BACKUP refs/notes/countersign/decisions:refs/notes/countersign/decisions"
    ),
    Damage(
      script:
        "git -c user.name=x -c user.email=x@example.com notes --ref countersign/decisions append -m x refs/notes/countersign/approvals",
      says: "the last commit of 'refs/notes/countersign/decisions' is somebody else's",
      mend: "git update-ref refs/notes/countersign/decisions"
    ),
    Damage(
      script: "git update-ref refs/notes/countersign/refusals refs/notes/countersign/approvals",
      says: "the last commit of 'refs/notes/countersign/refusals' is somebody else's",
      mend: "git fetch BACKUP +refs/notes/countersign/refusals:refs/notes/countersign/refusals"
    ),
    Damage(
      script: ": >refs/notes/countersign/decisions",
      says: "corrupted loose reference file",
      mend: "git fetch BACKUP refs/notes/countersign/decisions:refs/notes/countersign/decisions"
    ),
    Damage(
      script: "git symbolic-ref refs/notes/countersign/approvals refs/nowhere",
      says: "moves 'refs/nowhere', which is not there",
      mend: "git symbolic-ref -d refs/notes/countersign/approvals"
    ),
    Damage(
      script: "git for-each-ref --format='delete %(refname)' | git update-ref --stdin",
      says: "none of the gate's own references is here",
      mend: "restore them from a backup",
      isMended: false
    ),
  ]
}
