import Detection

extension FreshOthers {
  static let text1 = """
    * @acme/devs
    /infra/ @acme/platform @alice
    /infra/prod/ @acme/sre

    """

  static let text2 = """
    Defaults env_reset
    root ALL=(ALL:ALL) ALL
    %admin ALL=(ALL) ALL
    deploy ALL=(root) NOPASSWD: /usr/bin/systemctl restart web

    """

  static let text3 = """
    from="10.0.0.0/8",command="/usr/bin/borg serve" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBoqPsZB9G0m1pQkR7X2Tq6J8wZzQ1nG4oY4cJ0kYb1x backup@host

    """

  static let text4 = #"""
    creation_rules:
      - path_regex: prod/.*\.yaml$
        age: age1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1
        kms: arn:aws:kms:eu-west-1:111122223333:key/aaaa
      - age: age1bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb2

    """#

  static let part1: [FreshCase] = [
    .edit(
      "owner more",
      ".github/CODEOWNERS",
      text1,
      "@acme/sre",
      "@acme/sre @bob",
      [.widened],
      .roster
    ),
    .edit("owner removed", ".github/CODEOWNERS", text1, " @alice", "", [.narrowed], .roster),
    .edit(
      "rule removed",
      ".github/CODEOWNERS",
      text1,
      "/infra/prod/ @acme/sre\n",
      "",
      [.widened, .incomparable],
      .roster
    ),
    .edit(
      "owners reordered",
      ".github/CODEOWNERS",
      text1,
      "@acme/platform @alice",
      "@alice  @acme/platform",
      [.equal]
    ),
    .edit(
      "later rule takes over",
      ".github/CODEOWNERS",
      text1,
      "/infra/prod/ @acme/sre\n",
      "/infra/prod/ @acme/sre\n* @intern\n",
      [.widened, .incomparable],
      .roster
    ),
    .edit(
      "ownerless path",
      ".github/CODEOWNERS",
      text1,
      "/infra/prod/ @acme/sre\n",
      "/infra/prod/ @acme/sre\n/infra/prod/secrets/\n",
      [.widened, .incomparable],
      .roster
    ),
    .edit(
      "any command",
      "etc/sudoers.d/deploy",
      text2,
      "/usr/bin/systemctl restart web",
      "ALL",
      [.widened],
      .roster
    ),
    .edit(
      "no password",
      "etc/sudoers.d/deploy",
      text2,
      "%admin ALL=(ALL) ALL",
      "%admin ALL=(ALL) NOPASSWD: ALL",
      [.widened],
      .roster
    ),
    .edit(
      "a user more",
      "etc/sudoers.d/deploy",
      text2,
      "root ALL",
      "carol ALL=(ALL) ALL\nroot ALL",
      [.widened],
      .roster
    ),
    .edit(
      "command with any argument",
      "etc/sudoers.d/deploy",
      text2,
      "systemctl restart web",
      "systemctl",
      [.widened],
      .roster
    ),
    .edit(
      "env kept",
      "etc/sudoers.d/deploy",
      text2,
      "Defaults env_reset",
      "Defaults !env_reset",
      [.widened, .unknown]
    ),
    .edit(
      "sudo spaces",
      "etc/sudoers.d/deploy",
      text2,
      "%admin ALL=(ALL) ALL",
      "%admin\tALL = (ALL) ALL",
      [.equal]
    ),
    .edit(
      "key more",
      "files/authorized_keys",
      text3,
      "from=",
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGk2pPsZB9G0m1pQkR7X2Tq6J8wZzQ1nG4oY4cJ0kYb2x eve@laptop\nfrom=",
      [.widened],
      .roster
    ),
    .edit(
      "wider from",
      "files/authorized_keys",
      text3,
      "10.0.0.0/8",
      "10.0.0.0/8,192.168.0.0/16",
      [.widened],
      .roster
    ),
    .edit(
      "comment of a key",
      "files/authorized_keys",
      text3,
      "backup@host",
      "backup@newhost",
      [.equal]
    ),
    .edit(
      "restrict added",
      "files/authorized_keys",
      text3,
      "from=",
      "restrict,from=",
      [.narrowed],
      .roster
    ),
    .edit(
      "recipient more",
      ".sops.yaml",
      text4,
      "aaa1\n",
      "aaa1,age1cccccccccccccccccccccccccccccccccccccccccccccccccccccccccc3\n",
      [.widened],
      .secret
    ),
    .edit(
      "recipient gone",
      ".sops.yaml",
      text4,
      "    kms: arn:aws:kms:eu-west-1:111122223333:key/aaaa\n",
      "",
      [.narrowed],
      .secret
    ),
    .edit(
      "rule for less",
      ".sops.yaml",
      text4,
      "prod/.*",
      "prod/db/.*",
      [.widened, .incomparable, .unknown],
      .secret
    ),
  ]
}
