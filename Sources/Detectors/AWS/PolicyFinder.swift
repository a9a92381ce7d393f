import Syntax

/// Finds the policy documents in a JSON value, and keeps what is beside them.
struct PolicyFinder {
  /// By where they are: keys joined by `/`, list entries by their name or place.
  private(set) var documents: [String: Node] = [:]
  /// The value with the documents taken out, as path and text of each scalar.
  private(set) var rest = Rest()

  struct Rest {
    var scalars: [String: (text: String, line: Int)] = [:]

    /// The first line that the other does not have so.
    func lineUnlike(_ other: Rest) -> Int? {
      let mine = scalars.filter { other.scalars[$0.key]?.text != $0.value.text }.map(\.value.line)
      let gone = other.scalars.filter { scalars[$0.key] == nil }.map(\.value.line)
      return mine.min() ?? gone.min()
    }
  }

  static func find(in node: Node?) -> PolicyFinder {
    var finder = PolicyFinder()
    if let node { finder.search(node, "") }
    return finder
  }

  private mutating func search(_ node: Node, _ path: String) {
    if PolicyFinder.isDocument(node) {
      documents[path] = node
      return
    }
    switch node.value {
    case .object(let members):
      let isPrinted = node["Document"].map(PolicyFinder.isDocument) ?? false
      for member in members where !(isPrinted && PolicyFinder.stamps.contains(member.key)) {
        search(member.value, PolicyFinder.joined(path, member.key))
      }
    case .array(let items) where PolicyFinder.areStatements(items):
      let statement = Node.Member(key: "Statement", keyPosition: node.position, value: node)
      documents[path] = Node(.object([statement]), at: node.position)
    case .array(let items):
      for (index, item) in items.enumerated() {
        search(item, PolicyFinder.joined(path, PolicyFinder.name(of: item) ?? "\(index)"))
      }
    case .string(let text) where text.utf8.first == UInt8(ascii: "{"):
      let document = EmbeddedPolicy.document(in: text, at: node.position)
      if let document, PolicyFinder.isDocument(document) {
        documents[path] = document
      } else {
        rest.scalars[path] = (text, node.position.line)
      }
    default: rest.scalars[path] = (node.text ?? "null", node.position.line)
    }
  }

  /// What AWS prints beside a version of a policy, and nobody can set.
  private static let stamps: Set = ["CreateDate", "VersionId"]

  private static func joined(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : path + "/" + name
  }

  private static func name(of item: Node) -> String? {
    for key in ["PolicyName", "RoleName", "UserName", "GroupName", "Name", "name", "Sid"] {
      if let name = item[key]?.string { return name }
    }
    return nil
  }

  /// Something with statements that have an effect, or once had.
  static func isDocument(_ node: Node) -> Bool {
    guard let statement = node["Statement"] else { return false }
    return statement.list.contains { $0["Effect"] != nil }
      || (node["Version"] != nil && node.object?.count ?? 9 <= 3)
  }

  /// Statements without a document around them, as the Serverless Framework has them.
  private static func areStatements(_ items: [Node]) -> Bool {
    !items.isEmpty
      && items.allSatisfy { item in
        item["Effect"] != nil && (item["Action"] ?? item["NotAction"]) != nil
      }
  }

  static func role(of path: String) -> PolicyRole {
    path.contains("AssumeRolePolicyDocument") || path.hasSuffix("TrustPolicy") ? .trust : .file
  }
}
