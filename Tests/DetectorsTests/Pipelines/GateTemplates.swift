import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The pipelines that the project itself offers.
struct GateTemplates {
  let path: String
  let bytes: [UInt8]

  static var all: [GateTemplates] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let files = [
      ("templates/ci/github-actions.yml", ".github/workflows/countersign.yml"),
      ("templates/ci/gitlab-ci.yml", ".gitlab-ci.yml"), ("templates/ci/Jenkinsfile", "Jenkinsfile"),
    ]
    return files.compactMap { file, path in
      let url = root.appending(path: file)
      return (try? Data(contentsOf: url)).map { GateTemplates(path: path, bytes: Array($0)) }
    }
  }

  /// The text without what it asks the gate.
  var without: [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    return Array(text.split(separator: "countersign check").joined(separator: "true check").utf8)
  }
}
