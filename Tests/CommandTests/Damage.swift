import Testing

/// What is done to a server that was fine, and what `doctor` says of it.
struct Damage: Sendable, CustomTestStringConvertible {
  let script: String
  let says: String
  let mend: String
  var code: Int32 = 1
  /// Whether the commands that are printed mend it; what has none is for people to judge.
  var isMended = true
  var testDescription: String { script }

  static let hooks = [
    Damage(script: "chmod -x hooks/pre-receive", says: "is not executable", mend: "chmod +x"),
    Damage(
      script: "rm hooks/pre-receive",
      says: "is missing: pushes are not judged",
      mend: "countersign init"
    ),
    Damage(
      script: "ln -sf /nowhere hooks/pre-receive",
      says: "a link that leads nowhere",
      mend: "rm "
    ),
    Damage(
      script: "printf '#!/bin/sh\\nexit 0\\n' >hooks/pre-receive",
      says: "does not run countersign",
      mend: "--chain"
    ),
    Damage(
      script: "echo 'exit 0' >>hooks/pre-receive",
      says: "does not end by replacing itself",
      mend: "countersign init"
    ),
    Damage(
      script: "sed -i 's/^SWIFT/# &/' hooks/pre-receive",
      says: "does not end by replacing itself",
      mend: "countersign init"
    ),
    Damage(
      script: "sed -i '2d; s/^SWIFT/  # &/' hooks/pre-receive",
      says: "does not run countersign",
      mend: "--chain"
    ),
    Damage(
      script: "sed -i '2a exit 0' hooks/pre-receive",
      says: "is not what 'countersign init' wrote",
      mend: "countersign init"
    ),
    Damage(
      script: "sed -i '2c exit 0' hooks/pre-receive",
      says: "whether each push is judged is not to be seen in it",
      mend: "countersign doctor --canary",
      code: 2,
      isMended: false
    ),
    Damage(
      script: "sed -i '1s/$/ -n/; 2d' hooks/pre-receive",
      says: "whether each push is judged is not to be seen in it",
      mend: "countersign doctor --canary",
      code: 2,
      isMended: false
    ),
    Damage(
      script: "printf 'exec ${X:-true}${IFS}/countersign hook pre-receive\\n' >hooks/pre-receive",
      says: "does not end by replacing itself",
      mend: "take countersign out of it",
      isMended: false
    ),
    Damage(
      script: "git config core.hooksPath /nowhere",
      says: "'core.hooksPath' is '/nowhere'",
      mend: "git config --unset-all core.hooksPath"
    ),
    Damage(
      script: "sed -i 's|/[^ ]*/countersign|/bin/true|' hooks/pre-receive",
      says: "hooks/pre-receive runs another program, '/bin/true'",
      mend: "countersign init"
    ),
    Damage(
      script:
        "mkdir bin && cp /bin/true bin/countersign && echo \"exec $PWD/bin/countersign hook pre-receive\" >hooks/pre-receive",
      says: "which may let everything through",
      mend: "bin/countersign doctor",
      isMended: false
    ),
  ]

  static let files = [
    Damage(
      script: "rm countersign/signing_key",
      says: "there is no signing key",
      mend: "restore it from a backup",
      isMended: false
    ),
    Damage(
      script: "chmod 644 countersign/signing_key",
      says: "others can read the signing key",
      mend: "chmod 600",
      code: 0
    ),
    Damage(
      script: "chmod 666 countersign/policy.yaml",
      says: "anybody on this machine can write",
      mend: "chmod o-w"
    ),
    Damage(
      script: "echo 'x: [' >countersign/policy.yaml",
      says: "no push is let through",
      mend: "countersign policy lint",
      isMended: false
    ),
    Damage(
      script: "git symbolic-ref refs/heads/alias refs/heads/main",
      says: "is symbolic and moves",
      mend: "symbolic-ref -d refs/heads/alias",
      code: 0
    ),
    Damage(
      script: "touch refs/notes/countersign/decisions.lock",
      says: "was left behind: no push that is recorded there",
      mend: "rm 'refs/notes"
    ),
    Damage(
      script: "touch info/grafts",
      says: "another history than the gate judges",
      mend: "rm "
    ),
    Damage(
      script: "chmod 666 countersign/signing_key",
      says: "others can write the signing key",
      mend: "chmod 600"
    ),
    Damage(
      script: "chmod 777 hooks/pre-receive",
      says: "anybody on this machine can write 'hooks/pre-receive'",
      mend: "chmod o-w"
    ),
    Damage(
      script: "chmod 777 .",
      says: "anybody on this machine can write '/tmp/",
      mend: "chmod o-w"
    ),
    Damage(
      script: "chmod 777 ..",
      says: "anybody on this machine can replace what lies in '/tmp/",
      mend: "chmod o-w"
    ),
    Damage(
      script: "chmod 777 objects",
      says: "anybody on this machine can write 'objects'",
      mend: "chmod o-w"
    ),
    Damage(
      script: "chmod 777 objects/info",
      says: "anybody on this machine can write 'objects/info'",
      mend: "chmod o-w"
    ),
    Damage(
      script:
        "mkdir ../bin; cd ../bin; p=$(sed -n \"s/.*exec '\\(.*\\)' .*/\\1/p\" ../*.git/hooks/pre-receive); ln -s \"$p\" .; sed -i \"s|$p|$PWD/countersign|\" ../*.git/hooks/*-receive; chmod 777 .",
      says: "/bin'",
      mend: "chmod o-w"
    ),
    Damage(
      script:
        "sed -i 's/{ssh: allowed_signers}/{ssh: allowed_signers, revoked: gone}/' countersign/policy.yaml; touch countersign/gone; chmod 666 countersign/gone",
      says: "anybody on this machine can write 'countersign/gone'",
      mend: "chmod o-w"
    ),
    Damage(
      script:
        "mkdir pp; cp countersign/policy.yaml countersign/allowed_signers pp; git config countersign.policy file:pp/policy.yaml; chmod 777 pp",
      says: "anybody on this machine can write 'pp'",
      mend: "chmod o-w"
    ),
    Damage(
      script: "rm countersign/policy.yaml",
      says: "there is no such file: no push is let through",
      mend: "git show refs/countersign/policy:policy.yaml"
    ),
    Damage(
      script: "rm countersign/allowed_signers",
      says: "there is no file 'allowed_signers'",
      mend: "git show refs/countersign/policy:allowed_signers"
    ),
    Damage(
      script: "ssh-keygen -q -t ed25519 -N '' -f other; git config countersign.signingKey other",
      says: "is not in 'server_keys': no record verifies",
      mend: "add its .pub to the policy",
      isMended: false
    ),
    Damage(
      script:
        "sed -i '/^server_keys/s/}}/, valid_to: 2020-01-01T00:00:00Z}}/' countersign/policy.yaml",
      says: "is outside its dates in 'server_keys'",
      mend: "list a new one",
      isMended: false
    ),
  ]
}
