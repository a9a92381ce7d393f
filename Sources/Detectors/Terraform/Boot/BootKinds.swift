import Detection

/// What is said of scripts that machines run when they are made, as root.
enum BootKinds {
  static let all = [access, download, firewall]

  static let access = Kind(
    "boot-access",
    of: .iam,
    title: "A boot script gives somebody an account, a key or sudo",
    help: "Each machine that runs it lets the account in, or lets it do as root what it could not.",
    example: example("useradd -m -G sudo eve")
  )

  static let download = Kind(
    "boot-download",
    of: .supplyChain,
    title: "A boot script takes something from elsewhere",
    help: "Whoever holds the address decides what runs on the machines as root.",
    example: example("curl -s https://example.net/install | sh")
  )

  static let firewall = Kind(
    "boot-firewall",
    of: .network,
    title: "A boot script opens or closes a machine's firewall",
    help: "A rule that accepts lets more of the network in; one that drops holds it out.",
    example: example("ufw disable")
  )

  private static func example(_ line: String) -> Kind.Example {
    func text(_ more: String) -> String {
      "resource \"aws_instance\" \"x\" {\n  user_data = <<-EOT\n    #!/bin/sh\n\(more)  EOT\n}\n"
    }
    return Kind.Example(path: "main.tf", old: text(""), new: text("    \(line)\n"))
  }
}
