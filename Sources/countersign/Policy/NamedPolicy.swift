internal import Gathering
internal import Git
internal import GitObjects
internal import KeyTools
internal import Platform
internal import Policy
internal import Syntax

/// The policy that a `policy` command is about.
enum NamedPolicy {
  /// Loads `text`: a path, `file:PATH` or `ref:REF:PATH`; `nil` is the policy in force here.
  ///
  /// `keysMayBeMissing` says whether a key file that is not there counts as empty.
  static func load(_ text: String?, keysMayBeMissing: Bool = false) throws -> PolicySet {
    guard let text else { return try inForce() }
    let another = "name a policy, or none for the one in force in the repository here"
    if text.hasPrefix("ref:"), let source = PolicySource(Array(text.utf8)) {
      return try source.loadNamingPlaces(from: try repository(), whereMissing: another)
    }
    let plain = text.hasPrefix("file:") ? String(text.dropFirst(5)) : text
    do {
      return try read(plain, keysMayBeMissing: keysMayBeMissing)
    } catch let error as PolicyError {
      guard !error.isMissing else {
        throw Failure("there is no file '\(Escaped.text(plain))'", hint: another)
      }
      throw error.placed(beside: Array(plain.utf8))
    }
  }

  private static func read(_ plain: String, keysMayBeMissing: Bool) throws -> PolicySet {
    let path = Files.join(Files.resolve([UInt8(ascii: ".")]) ?? [], plain)
    let name = String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
    return try PolicySet.load(name: name, services: .machine) { beside throws(PolicyError) in
      do throws(FileError) {
        let bytes = try Files.read(
          Files.join(Files.parent(of: path) ?? [], beside),
          limit: 1 << 20,
          followingLinks: beside == name
        )
        return bytes ?? (keysMayBeMissing && beside != name ? [] : nil)
      } catch {
        throw PolicyError(file: beside, error.description)
      }
    }
  }

  /// On a server its own; in a clone what it is judged by.
  private static func inForce() throws -> PolicySet {
    let repository = try repository()
    guard try repository.isBare || repository.isGated() else {
      return try LoadedPolicy.load(nil, repository).policies
    }
    let own = try Configuration(repository).policy
    return try own.loadNamingPlaces(from: repository, whereMissing: own.remedyWhereMissing)
  }

  private static func repository() throws -> Repository {
    let repository = try Repository.around(
      Files.resolve([UInt8(ascii: ".")]) ?? [],
      hint: "name the policy's file, or run it inside a repository"
    )
    try ForeignDirectory.refuse(repository)
    return repository
  }
}

extension PolicySource {
  /// Loads the policy; what is wrong is said with the whole path of the file.
  ///
  /// `hint` is what whoever asks can do where there is none.
  func loadNamingPlaces(from repository: borrowing Repository, whereMissing hint: String) throws
    -> PolicySet
  {
    do {
      return try load(from: repository)
    } catch let error as PolicyError {
      let place =
        switch self {
        case .file(let path): Files.join(repository.commonDirectory, path)
        case .ref(let ref, let path): Array("ref:\(ref):".utf8) + path.bytes
        }
      let placed = error.placed(beside: place)
      guard !error.isMissing else {
        throw Failure("\(placed.file): \(placed.message)", hint: hint)
      }
      throw placed
    }
  }
}

extension PolicyError {
  /// The same with the directory that `policy` lies in before the name of the file.
  fileprivate func placed(beside policy: [UInt8]) -> PolicyError {
    let name = Array(file.utf8)
    let isWhole = name.contains(UInt8(ascii: "/"))
    let separators = [UInt8(ascii: "/"), UInt8(ascii: ":")]
    let directory = policy.reversed().drop { !separators.contains($0) }.reversed()
    return PolicyError(
      file: isWhole ? file : Escaped.text(Array(directory)) + file,
      at: Position(line: line, column: column),
      message,
      fix: fix,
      isMissing: isMissing,
      missingFile: missingFile
    )
  }
}
