internal import Gathering
internal import Git
internal import KeyTools
internal import Platform
internal import Policy

/// The policy that a `policy` command is about.
enum NamedPolicy {
  /// Loads `file`, a path or `file:PATH`; `nil` is the policy that the repository's config names.
  ///
  /// `keysMayBeMissing` says whether a key file that is not there counts as empty.
  static func load(_ file: String?, keysMayBeMissing: Bool = false) throws -> PolicySet {
    let here = Files.resolve([UInt8(ascii: ".")]) ?? []
    guard let file else {
      let repository = try Repository.discover(from: here)
      return try Configuration(repository).policy.load(from: repository)
    }
    let plain = file.hasPrefix("file:") ? String(file.dropFirst(5)) : file
    let path = Files.join(here, plain)
    let name = String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    return try PolicySet.load(name: name, services: .machine) { beside throws(PolicyError) in
      do throws(FileError) {
        let bytes = try Files.read(Files.join(Files.parent(of: path) ?? [], beside), limit: 1 << 20)
        return bytes ?? (keysMayBeMissing && beside != name ? [] : nil)
      } catch {
        throw PolicyError(file: beside, error.description)
      }
    }
  }
}
