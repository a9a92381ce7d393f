package import Detection
import HCL
import Syntax

/// Policies of Vault, in HCL and JSON, and roles of its auth methods.
package struct VaultDetector: Detector {
  package init() {}

  package var kinds: [Kind] { VaultPolicyRule.kinds + VaultRoleRule.kinds }

  package func read(_ pair: FilePair) -> Reading {
    let path = String(decoding: pair.path, as: UTF8.self)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.split(separator: ".").first.map(String.init) ?? file
    do {
      if path.hasSuffix(".hcl") { return try policies(pair, name) }
      let sides = [pair.old, pair.new].compactMap(\.self)
      let isOfVault = path.lowercased().contains("vault")
      guard path.hasSuffix(".json"),
        isOfVault || sides.contains(where: { $0.holds("\"path\"") && $0.holds("\"capabilities\"") })
      else { return .foreign }
      return try documents(pair, name, isOfVault)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private func policies(_ pair: FilePair, _ name: String) throws(SyntaxError) -> Reading {
    // Terragrunt and others have the same suffix; only a policy says this.
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: { $0.holds("path") && $0.holds("capabilities") })
    else { return .foreign }
    let old = try Self.policy(pair.old)
    let new = try Self.policy(pair.new)
    if old == nil && new == nil { return .foreign }
    let compared = VaultPolicyRule.compare(old ?? VaultPolicy(), new ?? VaultPolicy(), name: name)
    return compared.reading
  }

  private static func policy(_ bytes: [UInt8]?) throws(SyntaxError) -> VaultPolicy? {
    guard let bytes else { return nil }
    try SyntaxLimits.small.check(bytes)
    return VaultPolicy(try HCL.parse(bytes))
  }

  private func documents(
    _ pair: FilePair,
    _ name: String,
    _ isOfVault: Bool
  ) throws(SyntaxError) -> Reading {
    let old = try pair.old.map { bytes throws(SyntaxError) in
      try JSONReader.read(bytes, limits: .small)
    }
    let new = try pair.new.map { bytes throws(SyntaxError) in
      try JSONReader.read(bytes, limits: .small)
    }
    // Elsewhere a text is a policy only where all of it says so.
    func policy(_ node: Node) -> VaultPolicy? {
      let isPolicy = node["path"]?.object?.allSatisfy { path in
        path.value.list.allSatisfy { $0["capabilities"] != nil || $0["policy"] != nil }
      }
      return isOfVault || isPolicy ?? false ? VaultPolicy(node) : nil
    }
    let policies = (old.flatMap(policy), new.flatMap(policy))
    if policies.0 != nil || policies.1 != nil {
      let (before, after) = (policies.0 ?? VaultPolicy(), policies.1 ?? VaultPolicy())
      return VaultPolicyRule.compare(before, after, name: name).reading
    }
    guard isOfVault, [old, new].compactMap(\.self).contains(where: VaultRoleRule.isRole) else {
      return .foreign
    }
    let facts = [old, new].map { $0.map { VaultRoleRule.facts(of: $0, name: name) } ?? Facts() }
    return FactComparison(old: facts[0], new: facts[1]).findings.reading
  }
}
