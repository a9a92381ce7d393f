import Syntax

/// Who reaches the pods of a policy in one direction, by which ports.
struct NetworkPolicyReach {
  struct Way: Hashable {
    /// `nil`: everybody.
    let peer: String?
    let block: AddressBlock?
    /// `nil`: every port.
    let port: String?

    func covers(_ other: Way) -> Bool {
      guard port == nil || port == other.port else { return false }
      if peer == nil || peer == other.peer { return true }
      guard let block, let inner = other.block else { return false }
      return block.covers(inner)
    }

    var title: String { "\(port ?? "every port") of \(peer ?? "everybody")" }

    var isWorld: Bool { peer == nil || block?.isEverything ?? false }
  }

  private(set) var ways: [(way: Way, line: Int)] = []
  /// Whether there are more ways than are compared.
  private(set) var isTooLarge = false

  init(_ rules: Node?, peers key: String) {
    for rule in rules?.items ?? [] {
      let peers = rule[key]?.items ?? []
      let ports = rule["ports"]?.items ?? []
      for peer in peers.isEmpty ? [nil] : peers.map(Optional.some) {
        for port in ports.isEmpty ? [nil] : ports.map(Optional.some) {
          guard ways.count < 1000 else {
            isTooLarge = true
            return
          }
          let line = (peer ?? port ?? rule).position.line
          ways.append((Self.way(peer, port), line))
        }
      }
    }
    mergeBlocks()
  }

  private static func way(_ peer: Node?, _ port: Node?) -> Way {
    let words = port.map { port in
      let last = port["endPort"]?.text.map { "-\($0)" } ?? ""
      let protocolName = port["protocol"]?.text?.lowercased() ?? "tcp"
      return "\(protocolName) \(port["port"]?.text ?? "0-65535")\(last)"
    }
    guard let peer, peer.object?.isEmpty == false else {
      return Way(peer: peer == nil ? nil : "nobody", block: nil, port: words)
    }
    guard let block = peer["ipBlock"], let cidr = block["cidr"]?.text else {
      return Way(peer: peer.canonical, block: nil, port: words)
    }
    let except = block["except"]?.texts.sorted() ?? []
    let suffix = except.isEmpty ? "" : " except \(except.joined(separator: ", "))"
    // What is taken out of a block is compared as it is written.
    let range = except.isEmpty ? AddressBlock(cidr) : nil
    return Way(peer: cidr + suffix, block: range, port: words)
  }

  /// A block and its halves are the same.
  private mutating func mergeBlocks() {
    let byPort = Dictionary(grouping: ways.indices.filter { ways[$0].way.block != nil }) {
      ways[$0].way.port
    }
    for (port, indices) in byPort where indices.count > 1 {
      let blocks = Set(indices.compactMap { ways[$0].way.block })
      let merged = AddressBlock.merged(blocks)
      for block in merged.subtracting(blocks) {
        let line = ways[indices[0]].line
        ways.append((Way(peer: "several blocks", block: block, port: port), line))
      }
    }
  }

  var isEmpty: Bool { ways.isEmpty }
  var isEverything: Bool { ways.contains { $0.way.peer == nil && $0.way.port == nil } }

  /// What leads in here and not there; a part of a block that was written out is no news.
  func minus(_ other: NetworkPolicyReach) -> [(way: Way, line: Int)] {
    ways.filter { mine in
      mine.way.peer != "several blocks" && !other.ways.contains { $0.way.covers(mine.way) }
    }
  }
}
