import Detection
import Syntax

/// The lists that Ansible's inventory gives to a variable, as far as files of the tree say.
///
/// Only variables whose own names are those of rosters are looked up: a change of their values is observed
/// where they are set, so that a list which moves there is held against what it moves to, and no more has
/// to be proved. Which of several values a host gets is not decided: it could be any of them.
struct AnsibleVariables {
  private let tree: any SourceTree
  private let directory: [UInt8]
  private static let files = 200
  private static let bytes = 65_536

  init(_ tree: any SourceTree, around path: [UInt8]) {
    self.tree = tree
    directory = TreeSource.folder(of: path)
  }

  /// What the list may hold, and which of it all values hold; `nil` where it is not known.
  struct Value {
    private(set) var possible: Set<String>
    private(set) var certain: Set<String>

    fileprivate init(_ values: [[String]], isOptional: Bool) {
      possible = Set(values.joined())
      certain = values.reduce(possible) { $0.intersection($1) }
      if isOptional { certain = [] }
    }
  }

  func value(of term: AnsibleTerm) -> Value? {
    guard RosterLexicon.meaning(of: term.name) == .people, let values = values(of: term.name),
      !values.isEmpty
    else { return nil }
    return Value(values, isOptional: term.isOptional)
  }

  private func values(of name: String) -> [[String]]? {
    let places = places()
    guard places.count <= Self.files else { return nil }
    var values: [[String]] = []
    for path in places {
      guard let bytes = tree.content(of: path), bytes.count <= Self.bytes else { return nil }
      guard !bytes.starts(with: "$ANSIBLE_VAULT".utf8) else { return nil }
      guard bytes.holds(name) else { continue }
      guard let documents = try? YAMLReader.read(bytes) else { return nil }
      for value in documents.compactMap({ $0[name] }) {
        guard let list = value.array, let people = Self.people(list) else { return nil }
        values.append(people)
      }
    }
    return values
  }

  private static func people(_ items: [Node]) -> [String]? {
    let names = items.compactMap(\.string).filter { !Templates.arePresent(in: Array($0.utf8)) }
    return names.count == items.count ? names : nil
  }

  /// The files that variables of the tasks here can be set in, at the directories around.
  private func places() -> [[UInt8]] {
    var places: [[UInt8]] = []
    for folder in around() {
      for name in ["defaults", "vars"] { places += yaml(in: Self.join(folder, name)) }
      places += inventory(folder)
      for name in ["inventory", "inventories", "envs", "env", "environments"] {
        let inner = Self.join(folder, name)
        places += inventory(inner)
        for one in tree.directories(in: inner).prefix(Self.files) {
          places += inventory(inner + [0x2F] + one)
        }
      }
      if places.count > Self.files { break }
    }
    return places
  }

  /// The file's directory and those above it.
  private func around() -> [[UInt8]] {
    var folders = [directory]
    while let last = folders.last, !last.isEmpty, folders.count < 8 {
      folders.append(TreeSource.folder(of: last))
    }
    return folders
  }

  private func inventory(_ folder: [UInt8]) -> [[UInt8]] {
    ["group_vars", "host_vars"].flatMap { name -> [[UInt8]] in
      let place = Self.join(folder, name)
      return yaml(in: place)
        + tree.directories(in: place).prefix(Self.files).flatMap { yaml(in: place + [0x2F] + $0) }
    }
  }

  private func yaml(in folder: [UInt8]) -> [[UInt8]] {
    tree.files(in: folder).filter { name in
      let hasSuffix = [".yml", ".yaml", ".json"].contains {
        name.suffix($0.utf8.count).elementsEqual($0.utf8)
      }
      return hasSuffix || !name.contains(UInt8(ascii: "."))
    }.prefix(Self.files + 1).map { folder + [0x2F] + $0 }
  }

  private static func join(_ folder: [UInt8], _ name: String) -> [UInt8] {
    folder.isEmpty ? Array(name.utf8) : folder + [0x2F] + Array(name.utf8)
  }
}

/// One of the lists that an expression such as `{{ users + extra | default([]) }}` adds up.
struct AnsibleTerm {
  let name: String
  /// Whether it is empty where nothing sets it.
  let isOptional: Bool

  /// `nil` where the expression is more than a sum of variables.
  static func all(in text: String) -> [AnsibleTerm]? {
    let text = trimmed(text[...])
    guard text.hasPrefix("{{"), text.hasSuffix("}}"), text.utf8.count <= 1000 else { return nil }
    let inner = text.dropFirst(2).dropLast(2)
    let terms = inner.split(separator: "+", omittingEmptySubsequences: false).map(AnsibleTerm.init)
    let known = terms.compactMap(\.self)
    return known.count == terms.count ? known : nil
  }

  private init?(_ text: Substring) {
    var parts = text.split(separator: "|", omittingEmptySubsequences: false).map(Self.trimmed)
    let isOptional = parts.count == 2 && ["default([])", "d([])"].contains(String(parts[1]))
    if isOptional { parts.removeLast() }
    guard parts.count == 1, let first = parts[0].unicodeScalars.first,
      !("0"..."9").contains(first),
      parts[0].utf8.allSatisfy({
        0x61...0x7A ~= $0 | 0x20 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "_")
      })
    else { return nil }
    name = String(parts[0])
    self.isOptional = isOptional
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
