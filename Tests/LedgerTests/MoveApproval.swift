import GateTesting

extension HandApproval {
  /// An approval by alice of a move of `main` itself, from the definition of its change id.
  static func forMove(of gated: GatedMain, from old: String, to new: String) async throws
    -> HandApproval
  {
    let name = "refs/heads/main"
    let text = "countersign ref change v1\nref \(name.utf8.count):\(name)\nold OID\nnew OID\n"
    let filled = text.replacing("old OID", with: "old \(old)").replacing(
      "new OID",
      with: "new \(new)"
    )
    let sum = try await Tool.succeed(
      "sha256sum",
      [],
      in: gated.clone.path,
      input: Array(filled.utf8)
    )
    let id = String(sum.text.prefix { $0 != " " })
    var approval = try await HandApproval(by: "alice", of: [id])
    approval.classes = "policy"
    return approval
  }
}
