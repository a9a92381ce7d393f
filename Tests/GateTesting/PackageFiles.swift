/// Files of this package that tests read.
package enum PackageFiles {
  /// The directory of `Package.swift`.
  package static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return parts.reduce("") { "\($0)/\($1)" }
  }()

  package static func path(_ name: String) -> String { "\(root)/\(name)" }

  /// OpenSSH's own test vectors, where somebody put them beside the package.
  package static let sshVectors = "\(root)/../shared/vectors/sshsig"
  package static let hasSSHVectors = TestFile.exists("\(sshVectors)/signed-data")
}
