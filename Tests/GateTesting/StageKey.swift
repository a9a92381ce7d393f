extension TestServer {
  /// Lists a deploy stage's key in the policy file, beside the server's own.
  package func list(stage key: String) throws {
    let file = "\(path)/countersign/policy.yaml"
    let entry = ", stage: {key: \"\(key)\", ledgers: [deployments]}}"
    let lines = try TestFile.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("server_keys:") ? String($0.dropLast()) + entry : String($0) }
    try TestFile.write(Array(lines.joined(separator: "\n").utf8), to: file)
  }
}
