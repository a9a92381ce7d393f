import Detection
import Syntax

/// An image that something runs.
struct RunImage {
  var identity: String
  let image: String
  let line: Int
  let place: String
  let environments: [String]
}

/// Which programs run.
enum ImageRule: KubernetesRule {
  static let image = Kind(
    "image",
    of: .supplyChain,
    title: "Another image runs",
    help:
      "The program that runs is another one, comes from another registry, or is named less firmly: a digest is one program forever, a tag whatever its owner says.",
    example: Kind.Example(
      path: "web/deployment.yaml",
      old: KubernetesExamples.deployment(image: "ghcr.io/acme/web:1.0"),
      new: KubernetesExamples.deployment(image: "ghcr.io/acme/web:latest")
    )
  )
  static let kinds = [image]

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    compare(images(of: old), images(of: new))
  }

  static func compare(
    _ old: [RunImage],
    _ new: [RunImage],
    as kind: Kind = image
  ) -> Findings {
    var findings = Findings()
    let before = Dictionary(old.map { ($0.identity, $0) }) { first, _ in first }
    let after = Dictionary(new.map { ($0.identity, $0) }) { first, _ in first }
    for run in new {
      guard let known = before[run.identity] else {
        findings.observations.append(comes(run, kind))
        continue
      }
      guard known.image != run.image else { continue }
      if Unfilled.stands(in: known.image) || Unfilled.stands(in: run.image) {
        findings.observations.append(untold(known, run, kind))
        continue
      }
      let change = ImageReference.change(from: known.image, to: run.image, run.place)
      findings.observations.append(
        Observation(
          kind,
          change.direction,
          change.severity,
          line: run.line,
          oldLine: known.line,
          summary: change.summary,
          environments: run.environments
        )
      )
    }
    for run in old where after[run.identity] == nil {
      findings.observations.append(goes(run, kind))
    }
    return findings
  }

  /// Values tell which image it is: that it is named otherwise is all there is to see.
  private static func untold(_ old: RunImage, _ new: RunImage, _ kind: Kind) -> Observation {
    Observation(
      kind,
      .incomparable,
      .high,
      line: new.line,
      oldLine: old.line,
      summary: "runs image \(new.image) instead of \(old.image) \(new.place)",
      environments: new.environments
    )
  }

  private static func comes(_ run: RunImage, _ kind: Kind) -> Observation {
    Observation(
      kind,
      .widened,
      .medium,
      line: run.line,
      summary: "runs image \(run.image) \(run.place)",
      environments: run.environments
    )
  }

  private static func goes(_ run: RunImage, _ kind: Kind) -> Observation {
    Observation(
      kind,
      .narrowed,
      .low,
      oldLine: run.line,
      summary: "no longer runs image \(run.image) \(run.place)",
      environments: run.environments
    )
  }

  private static func images(of manifest: KubernetesManifest) -> [RunImage] {
    manifest.objects.flatMap { PodSpec.all(in: $0) }.flatMap(\.containers).compactMap { container in
      guard let node = container.node["image"], let text = node.text else { return nil }
      return RunImage(
        identity: container.identity,
        image: text,
        line: node.position.line,
        place: container.place,
        environments: container.pod.object.environments
      )
    }
  }
}
