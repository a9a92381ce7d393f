package import Approvals

/// What each reason code means and how it is mended, in a sentence each; docs/reasons.md says it at more length.
extension ReasonCode {
  package var meaning: String { help.meaning }
  package var remedy: String { help.remedy }

  private var help: (meaning: String, remedy: String) {
    switch self {
    case .approvalMissing:
      (
        "A rule needs approvals that are not there",
        "Have one of those it names run 'countersign approve'"
      )
    case .approvalStale:
      (
        "The change it names is not in this push: other bytes were pushed, or the file's base moved",
        "Approve again"
      )
    case .approvalExpired:
      (
        "It is past its own date or the policy's 'valid_for', or its signer took it back",
        "Approve again"
      )
    case .approvalNotYetValid:
      (
        "It was issued in the future",
        "Set the reviewer's clock"
      )
    case .approvalWrongTarget:
      (
        "It is for another reference or environment, which this one does not honour",
        "Approve for this target"
      )
    case .approvalWrongRepository:
      (
        "It is for another repository",
        "Approve here"
      )
    case .approvalWrongClass:
      (
        "It does not name the finding's class",
        "Approve again; the classes changed"
      )
    case .approvalWrongTree:
      (
        "Under 'binding: tree', the target's tree is another one",
        "Approve again"
      )
    case .approvalSpent:
      (
        "A landed push used it already",
        "Approve again"
      )
    case .approvalMalformed:
      (
        "The trailer cannot be read in one way only, or its e-mail is not the reviewer's",
        "Make it with 'countersign approve'"
      )
    case .approvalUnsupported:
      (
        "A key or signature of a kind that is not read, or a statement that opens nothing here",
        "Use an ed25519, ECDSA, RSA, security or OpenPGP key"
      )
    case .signatureBad:
      (
        "The signature is not over these bytes",
        "Approve again"
      )
    case .signatureUnknownKey:
      (
        "The key is nobody's in the policy, or somebody else's, or not for this use",
        "Have the key listed"
      )
    case .keyExpired:
      (
        "The key is outside its dates in 'allowed_signers'",
        "Have its dates extended, or use another"
      )
    case .keyRevoked:
      (
        "The key is on the list of revoked keys",
        "Use another"
      )
    case .reviewerNotAuthorized:
      (
        "The reviewer is in no group that the rule names",
        "Ask one of those the refusal names"
      )
    case .reviewerNotHuman:
      (
        "Automation and platforms never approve",
        "A person approves"
      )
    case .presenceMissing:
      (
        "The rule asks for a security key's touch or PIN",
        "Use such a key"
      )
    case .selfApproval:
      (
        "The reviewer had a hand in the change",
        "Somebody else approves"
      )
    case .samePerson:
      (
        "The same person approved already, and counts once",
        "Somebody else approves"
      )
    case .unattributableAuthor:
      (
        "Nobody can be held to the change: typed names alone, a stranger, an agent without an operator",
        "Sign the commits with their author's own key, or have a known person push them"
      )
    case .noRule:
      (
        "The change is in a class that no rule covers here",
        "Who keeps the policy adds a rule"
      )
    case .noEligibleReviewer:
      (
        "All who could approve made the change, or have no key",
        "Somebody else must be added to the group"
      )
    case .vetoed:
      (
        "Somebody who could approve said no, and has not taken it back",
        "Settle it with them: they run 'countersign revoke'"
      )
    case .refusedByRule:
      (
        "A 'refuse' rule speaks of it",
        "Take the change out"
      )
    case .bypassUnreviewed:
      (
        "A break-glass push was not reviewed in time",
        "Somebody who neither made nor signed it runs 'countersign review-bypass'"
      )
    case .policyMissing:
      (
        "There is no policy",
        "Run 'countersign init' on the server; one in a reference is pushed under one in a file"
      )
    case .policyInvalid:
      (
        "The policy does not load, or would not after this push",
        "Run 'countersign policy lint'"
      )
    case .policyUntrusted:
      (
        "The published policy is not signed by the pinned key",
        "Run 'countersign trust REMOTE'"
      )
    case .policyMixedPush:
      (
        "The policy changes in a push that moves other gated references",
        "Push the policy by itself"
      )
    case .protectedRef:
      (
        "The reference is the gate's own, or may not take this",
        "The message says what it may take"
      )
    case .staleOld:
      (
        "The reference is not where the push says it is",
        "Run 'git fetch', and push again"
      )
    case .commitMalformed:
      (
        "A commit or tree breaks git's rules, or could be read in two ways",
        "Run 'git fsck --strict' in the clone, and rewrite what it names"
      )
    case .objectsMissing:
      (
        "An object cannot be read",
        "Run 'countersign doctor' on the server"
      )
    case .limitExceeded:
      (
        "The push is larger than a limit, which is named",
        "Push in smaller steps, or have the limit raised"
      )
    case .unsupportedRepository:
      (
        "SHA-256 ids, shallow, grafts, or an extension that libgit2 1.5 does not read",
        "The message says which"
      )
    case .notLanded:
      (
        "The commit is not where landed decisions led",
        "Push it through the gate first"
      )
    }
  }
}
