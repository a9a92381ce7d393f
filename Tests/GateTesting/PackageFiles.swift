/// Files of this package that tests read.
public enum PackageFiles {
  /// The directory of `Package.swift`.
  public static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return parts.reduce("") { "\($0)/\($1)" }
  }()

  public static func path(_ name: String) -> String { "\(root)/\(name)" }

  /// OpenSSH's own test vectors, where somebody put them beside the package.
  public static let sshVectors = "\(root)/../shared/vectors/sshsig"
  public static let hasSSHVectors = TestFile.exists("\(sshVectors)/signed-data")
}
