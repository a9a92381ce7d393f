import Detection
import Syntax

/// The sealed and external secrets of one side of a file.
struct SecretObjects {
  private struct Object {
    let name: String
    let node: Node
  }

  private var sealed: [Object] = []
  private var external: [Object] = []

  static func areLikely(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return ["SealedSecret", "ExternalSecret", "PushSecret"].contains { Array(text.utf8).holds($0) }
  }

  init(_ bytes: [UInt8]?) throws(SyntaxError) {
    guard let bytes else { return }
    var documents: [Node]
    do throws(SyntaxError) {
      documents = try YAMLReader.read(bytes, limits: .bundle)
    } catch {
      guard Templates.arePresent(in: bytes) else { throw error }
      documents = try YAMLReader.readBranches(bytes).branches.flatMap(\.self)
    }
    let lists = documents.filter { $0["kind"]?.string == "List" }.compactMap { $0["items"]?.array }
    for document in documents + lists.flatMap(\.self) {
      guard let kind = document["kind"]?.string else { continue }
      let space = document["metadata"]?["namespace"]?.text.map { $0 + "/" } ?? ""
      let object = Object(
        name: "\(kind) \(space)\(document["metadata"]?["name"]?.text ?? "")",
        node: document
      )
      switch kind {
      case "SealedSecret": sealed.append(object)
      case "ExternalSecret", "ClusterExternalSecret", "PushSecret": external.append(object)
      default: break
      }
    }
  }

  func items(beside other: SecretObjects) -> [AccessItem] {
    let known = Set((other.sealed + other.external).map(\.name))
    return sealed.flatMap { scopes($0) + values($0, isKnown: known.contains($0.name)) }
      + external.flatMap { references($0) + targets($0, isKnown: known.contains($0.name)) }
  }

  private func scopes(_ object: Object) -> [AccessItem] {
    let notes = [
      object.node["metadata"]?["annotations"],
      object.node["spec"]?["template"]?["metadata"]?["annotations"],
    ]
    return ["cluster-wide", "namespace-wide"].flatMap { scope in
      notes.compactMap { $0?["sealedsecrets.bitnami.com/\(scope)"] }.filter { $0.text == "true" }
        .map { note in
          AccessItem(
            kind: SecretObjectDetector.scope,
            slot: "\(object.name)\u{0}\(scope)",
            severity: .high,
            line: note.position.line,
            comes: "lets \(object.name) be opened \(scope)",
            goes: "no longer lets \(object.name) be opened \(scope)"
          )
        }
    }
  }

  private func values(_ object: Object, isKnown: Bool) -> [AccessItem] {
    (object.node["spec"]?["encryptedData"]?.object ?? []).map { member in
      AccessItem(
        kind: SecretObjectDetector.value,
        slot: "\(object.name)\u{0}\(member.key)",
        value: member.value.text ?? "",
        shown: "…\(member.value.text?.suffix(8) ?? "")",
        severity: .high,
        line: member.value.position.line,
        comes: "adds '\(member.key)' to \(object.name)",
        goes: "removes '\(member.key)' from \(object.name)",
        subject: "'\(member.key)' of \(object.name)",
        isOpaque: member.value.isTemplated
      )
    }
  }

  private func references(_ object: Object) -> [AccessItem] {
    let spec = object.node["spec"]?["externalSecretSpec"] ?? object.node["spec"]
    let data = spec?["data"]?.array ?? []
    let all = spec?["dataFrom"]?.array ?? []
    return (data + all).flatMap { entry in
      ["remoteRef", "extract", "find", "sourceRef", "match"].compactMap { key in
        entry[key].map { (key, $0) }
      }.map { key, node in
        let name = node["key"]?.text ?? node["remoteRef"]?["remoteKey"]?.text ?? node.summary
        let field = node["property"]?.text.map { "#" + $0 } ?? ""
        return AccessItem(
          kind: SecretObjectDetector.reference,
          slot: [object.name, key, name, field].joined(separator: "\u{0}"),
          severity: key == "find" ? .critical : .high,
          line: node.position.line,
          comes: "lets \(object.name) read '\(name)\(field)'",
          goes: "no longer lets \(object.name) read '\(name)\(field)'",
          isOpaque: Array(name.utf8).holds("{{")
        )
      }
    }
  }

  private func targets(_ object: Object, isKnown: Bool) -> [AccessItem] {
    guard isKnown else { return [] }
    let spec = object.node["spec"]
    let inner = spec?["externalSecretSpec"] ?? spec
    let places = [
      ("secretStoreRef", inner?["secretStoreRef"]), ("secretStoreRefs", inner?["secretStoreRefs"]),
      ("target", inner?["target"]), ("selector", spec?["selector"]),
      ("deletionPolicy", spec?["deletionPolicy"]), ("namespaces", spec?["namespaces"]),
      ("namespaceSelector", spec?["namespaceSelector"]),
      ("namespaceSelectors", spec?["namespaceSelectors"]),
    ]
    return places.map { key, node in
      AccessItem(
        kind: SecretObjectDetector.target,
        slot: "\(object.name)\u{0}\(key)",
        value: node?.summary ?? "nothing",
        severity: .high,
        line: node?.position.line ?? object.node.position.line,
        comes: "",
        goes: "",
        subject: "'\(key)' of \(object.name)"
      )
    }
  }
}

extension Node {
  /// The same text for the same value, whatever the order of its keys.
  fileprivate var summary: String {
    switch value {
    case .array(let items): "[" + items.map(\.summary).joined(separator: ", ") + "]"
    case .object(let members):
      "{"
        + members.map { "\($0.key): \($0.value.summary)" }.sorted().joined(separator: ", ") + "}"
    default: text ?? "null"
    }
  }
}
