internal import Gathering
internal import Git
internal import GitObjects
internal import Platform

/// Whether another repository signs its records with the same key: then what was decided there, by its own
/// rules, is told from what was decided here by the repository's name alone.
enum SharedKeyChecks {
  private static let most = 1000

  /// Looks at the repositories beside this one; of others it cannot know.
  static func run(_ repository: borrowing Repository, _ diagnosis: inout Diagnosis) throws {
    guard let own = try publicKey(of: repository),
      let directory = Files.resolve(repository.commonDirectory),
      let parent = Files.parent(of: directory)
    else { return }
    var others: [[UInt8]] = []
    for name in try Files.names(in: parent).sorted(by: { $0.lexicographicallyPrecedes($1) })
      .prefix(most)
    {
      let path = Files.join(parent, name)
      guard Files.resolve(path) != directory, FileStatus(of: Files.join(path, "config")) != nil,
        let other = try? Repository.open(gitDirectory: path),
        (try? publicKey(of: other)) == own
      else { continue }
      others.append(name)
    }
    guard let first = others.first else {
      diagnosis.ok("no repository beside this one signs with its key")
      return
    }
    let more = others.count > 1 ? " and \(others.count - 1) more" : ""
    diagnosis.warn(
      "'\(Escaped.text(first))'\(more) beside this repository signs with the same key",
      mend: "give each repository a key of its own"
    )
  }

  private static func publicKey(of repository: borrowing Repository) throws -> [UInt8]? {
    guard let path = try Configuration(repository).signingKey,
      let line = try Files.read(path + Array(".pub".utf8), limit: 1 << 16)
    else { return nil }
    let fields = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).prefix(2)
    return fields.count == 2 ? Array(fields.joined(separator: [0x20])) : nil
  }
}
