/// The policies that `init` begins with: the files of templates/, built in.
enum PolicyTemplate {
  static let names = ["minimal", "aws-terraform", "kubernetes", "data-platform"]

  /// The one to begin with where none is named.
  static let first = "minimal"

  static let allowedSigners = PackageResources.allowed_signers

  static func text(named name: String) -> String? {
    let bytes: [UInt8]
    switch name {
    case "minimal": bytes = PackageResources.minimal_yaml
    case "aws-terraform": bytes = PackageResources.aws_terraform_yaml
    case "kubernetes": bytes = PackageResources.kubernetes_yaml
    case "data-platform": bytes = PackageResources.data_platform_yaml
    default: return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func filled(_ text: String, repository: String, key: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("repository:") {
        result += "repository: \(repository)\n"
        result += "server_keys:\n  main: {key: \"\(key)\"}\n"
      } else {
        result += line + "\n"
      }
    }
    return String(result.dropLast())
  }
}
