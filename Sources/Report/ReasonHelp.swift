package import Approvals

/// What each reason code means and how it is mended, in a sentence each: docs/reasons.md for programs.
extension ReasonCode {
  package var meaning: String { Self.help[rawValue]?.meaning ?? rawValue }
  package var remedy: String { Self.help[rawValue]?.remedy ?? "The message says what to do" }

  private static let help: [String: (meaning: String, remedy: String)] = [
    "approval-missing": (
      "A rule needs approvals that are not there",
      "Have one of those it names run 'countersign approve'"
    ),
    "approval-stale": (
      "The change it names is not in this push: other bytes were pushed, or the file's base moved",
      "Approve again"
    ),
    "approval-expired": (
      "It is past its own date or the policy's 'valid_for', or its signer took it back",
      "Approve again"
    ),
    "approval-not-yet-valid": (
      "It was issued in the future",
      "Set the reviewer's clock"
    ),
    "approval-wrong-target": (
      "It is for another reference or environment, which this one does not honour",
      "Approve for this target"
    ),
    "approval-wrong-repository": (
      "It is for another repository",
      "Approve here"
    ),
    "approval-wrong-class": (
      "It does not name the finding's class",
      "Approve again; the classes changed"
    ),
    "approval-wrong-tree": (
      "Under 'binding: tree', the target's tree is another one",
      "Approve again"
    ),
    "approval-spent": (
      "A landed push used it already",
      "Approve again"
    ),
    "approval-malformed": (
      "The trailer cannot be read in one way only, or its e-mail is not the reviewer's",
      "Make it with 'countersign approve'"
    ),
    "approval-unsupported": (
      "A key or signature of a kind that is not read, or a statement that opens nothing here",
      "Use an ed25519, ECDSA or RSA key"
    ),
    "signature-bad": (
      "The signature is not over these bytes",
      "Approve again"
    ),
    "signature-unknown-key": (
      "The key is nobody's in the policy, or somebody else's, or not for this use",
      "Have the key listed"
    ),
    "key-expired": (
      "The key is outside its dates in 'allowed_signers'",
      "Have its dates extended, or use another"
    ),
    "key-revoked": (
      "The key is on the list of revoked keys",
      "Use another"
    ),
    "reviewer-not-authorized": (
      "The reviewer is in no group that the rule names",
      "Ask one of those the refusal names"
    ),
    "reviewer-not-human": (
      "Automation and platforms never approve",
      "A person approves"
    ),
    "presence-missing": (
      "The rule asks for a security key's touch or PIN",
      "Use such a key"
    ),
    "self-approval": (
      "The reviewer had a hand in the change",
      "Somebody else approves"
    ),
    "same-person": (
      "The same person approved already, and counts once",
      "Somebody else approves"
    ),
    "unattributable-author": (
      "Nobody can be held to the change: typed names alone, a stranger, an agent without an operator",
      "Sign the commits with their author's own key, or have a known person push them"
    ),
    "no-rule": (
      "The change is in a class that no rule covers here",
      "Who keeps the policy adds a rule"
    ),
    "no-eligible-reviewer": (
      "All who could approve made the change, or have no key",
      "Somebody else must be added to the group"
    ),
    "refused-by-rule": (
      "A 'refuse' rule speaks of it",
      "Take the change out"
    ),
    "vetoed": (
      "Somebody who could approve said no, and has not taken it back",
      "Settle it with them: they run 'countersign revoke'"
    ),
    "bypass-unreviewed": (
      "A break-glass push was not reviewed in time",
      "Somebody who neither made nor signed it runs 'countersign review-bypass'"
    ),
    "commit-malformed": (
      "A commit or tree breaks git's rules, or could be read in two ways",
      "Run 'git fsck --strict' in the clone, and rewrite what it names"
    ),
    "limit-exceeded": (
      "The push is larger than a limit, which is named",
      "Push in smaller steps, or have the limit raised"
    ),
    "protected-ref": (
      "The reference is the gate's own, or may not take this",
      "The message says what it may take"
    ),
    "stale-old": (
      "The reference is not where the push says it is",
      "Run 'git fetch', and push again"
    ),
    "policy-mixed-push": (
      "The policy changes in a push that moves other gated references",
      "Push the policy by itself"
    ),
    "policy-invalid": (
      "The policy does not load, or would not after this push",
      "Run 'countersign policy lint'"
    ),
    "policy-missing": (
      "There is no policy",
      "Run 'countersign init', or push it"
    ),
    "policy-untrusted": (
      "The published policy is not signed by the pinned key",
      "Run 'countersign trust REMOTE'"
    ),
    "objects-missing": (
      "An object cannot be read",
      "Run 'countersign doctor' on the server"
    ),
    "unsupported-repository": (
      "SHA-256 ids, shallow, grafts, or an extension that libgit2 1.5 does not read",
      "The message says which"
    ),
    "not-landed": (
      "The commit is not where landed decisions led",
      "Push it through the gate first"
    ),
    "record-invalid": (
      "The records are altered, or cannot be trusted",
      "Run 'countersign audit verify'"
    ),
  ]
}
