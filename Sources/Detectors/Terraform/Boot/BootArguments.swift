import HCL

/// Arguments that hold what a machine runs, or whom it lets in, when it is made.
enum BootArguments {
  enum Form {
    /// Its first line tells what reads it.
    case marked
    /// A shell reads it, whatever its first line is.
    case shell
    /// Lines of keys.
    case keys
    /// Read by something that is not known here.
    case other
  }

  static func form(of leaf: PostureLeaf, in type: String) -> Form? {
    if let path = commands[type] { return leaf.path == path ? .shell : nil }
    switch leaf.parent {
    case "provisioner": return provisioner[leaf.name]
    case "part": return parts.contains(type) && leaf.name == "content" ? .marked : nil
    case "metadata", "os_profile", "": break
    default: return names[leaf.name]
    }
    if type == "azurerm_virtual_machine_extension"
      || type == "azurerm_virtual_machine_scale_set_extension"
    {
      return ["settings", "protected_settings"].contains(leaf.name) ? .other : nil
    }
    return names[leaf.name] ?? (leaf.parent == "metadata" ? metadata[leaf.name] : nil)
  }

  /// Data whose only use is to be a script.
  static let parts: Set<String> = ["cloudinit_config", "template_cloudinit_config"]

  /// Resources that run something on machines that there are.
  private static let commands = [
    "aws_ssm_association": "parameters.commands",
    "azurerm_virtual_machine_run_command": "source.script",
  ]

  private static let names: [String: Form] = [
    "user_data": .marked, "user_data_base64": .marked, "custom_data": .marked,
    "cloud_init": .marked, "metadata_startup_script": .shell, "startup_script": .shell,
    "on_create": .shell, "on_start": .shell, "bootstrap_action": .other, "user_data_url": .other,
  ]

  private static let metadata: [String: Form] = [
    "user-data": .marked, "startup-script": .shell, "shutdown-script": .shell,
    "startup-script-url": .other, "shutdown-script-url": .other,
    "windows-startup-script-ps1": .other, "windows-startup-script-cmd": .other,
    "windows-startup-script-bat": .other, "windows-startup-script-url": .other,
    "sysprep-specialize-script-ps1": .other, "sysprep-specialize-script-cmd": .other,
    "sysprep-specialize-script-url": .other, "gce-container-declaration": .other,
    "ssh-keys": .keys, "sshKeys": .keys, "ssh_authorized_keys": .keys,
  ]

  /// What whoever applies it runs, or what it runs on the new machine.
  private static let provisioner: [String: Form] = [
    "command": .shell, "inline": .shell, "script": .other, "scripts": .other,
    "interpreter": .other, "content": .other, "source": .other,
  ]
}
