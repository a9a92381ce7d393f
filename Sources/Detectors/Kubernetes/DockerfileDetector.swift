package import Detection
import Syntax

/// How an image is made: what from, as whom it runs, what is fetched on the way.
package struct DockerfileDetector: Detector {
  static let base = Kind(
    "base-image",
    of: .supplyChain,
    title: "An image is made from another one",
    help: "All programs of the base are in the image, and run before one's own.",
    example: Kind.Example(
      path: "Dockerfile",
      old: "FROM alpine:3.20\nUSER app\n",
      new: "FROM example.net/alpine\nUSER app\n"
    )
  )
  static let user = Kind(
    "image-user",
    of: .workload,
    title: "An image runs as another user, or lets one become root",
    help: """
      Without a USER, and with USER root, the program in the container is root. A password of root, a program \
      that runs as its owner, and rights of sudo let another user become root.
      """,
    example: Kind.Example(
      path: "Dockerfile",
      old: "FROM alpine:3.20\nUSER app\n",
      new: "FROM alpine:3.20\n"
    )
  )

  package init() {}

  package var kinds: [Kind] { [Self.base, FetchedScript.kind, Self.user, ImageVariables.kind] }

  package func read(_ pair: FilePair) -> Reading {
    guard Self.isMeant(pair.path) else { return .foreign }
    do {
      let old = try pair.old.map { bytes throws(SyntaxError) in
        ImageRecipe(try Dockerfile.read(bytes, limits: .small))
      }
      let new = try pair.new.map { bytes throws(SyntaxError) in
        ImageRecipe(try Dockerfile.read(bytes, limits: .small))
      }
      let images = [old, new].map { $0?.images ?? [] }
      // The same images in the same order of as many stages, whatever these are called.
      let isSame =
        images[0].map(\.image) == images[1].map(\.image) && old?.stages.count == new?.stages.count
      var findings = isSame ? Findings() : ImageRule.compare(images[0], images[1], as: Self.base)
      findings.add(
        FactComparison(old: old?.facts ?? Facts(), new: new?.facts ?? Facts()).findings
      )
      return findings.reading
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  /// `Dockerfile`, `Dockerfile.web`, `web.Dockerfile`, and `Dockerfile-web`, which is no `Dockerfile-web.js`.
  private static func isMeant(_ path: [UInt8]) -> Bool {
    let name = ShellWrappers.base(String(decoding: path, as: UTF8.self))
    let parts = name.split(separator: ".").map(String.init)
    for word in ["Dockerfile", "Containerfile"] {
      if parts.first == word || parts.last == word { return true }
      guard parts.count == 1 else { continue }
      if name.hasPrefix(word + "-") || name.hasPrefix(word + "_") { return true }
    }
    return false
  }
}
