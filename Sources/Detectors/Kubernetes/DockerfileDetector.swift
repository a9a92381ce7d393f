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
    title: "An image runs as another user",
    help: "Without a USER, and with USER root, the program in the container is root.",
    example: Kind.Example(
      path: "Dockerfile",
      old: "FROM alpine:3.20\nUSER app\n",
      new: "FROM alpine:3.20\n"
    )
  )

  package init() {}

  package var kinds: [Kind] { [Self.base, FetchedScript.kind, Self.user, ImageVariables.kind] }

  package func read(_ pair: FilePair) -> Reading {
    let path = String(decoding: pair.path, as: UTF8.self)
    let name = path.split(separator: "/").last ?? ""
    let bare = name.split(separator: ".")
    guard ["Dockerfile", "Containerfile"].contains(where: { bare.first == $0 || bare.last == $0 })
    else { return .foreign }
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
}

/// What a Dockerfile says, as far as it matters here.
private struct ImageRecipe {
  private(set) var images: [RunImage] = []
  private(set) var facts = Facts()
  private(set) var stages: Set<String> = []
  private var user: (name: String, line: Int)?

  init(_ file: Dockerfile) {
    for instruction in file.instructions { read(instruction) }
    guard !images.isEmpty || user != nil else { return }
    facts.owners.insert("image")
    guard let user else { return }
    let name = user.name.split(separator: ":").first.map(String.init) ?? user.name
    let isRoot = name == "root" || name == "0"
    // No user is the base's, which is root more often than not.
    facts.add(
      Fact(
        DockerfileDetector.user,
        slot: "user",
        rank: isRoot ? 1 : -1,
        value: isRoot ? "root" : "not root",
        owner: isRoot ? nil : "image",
        .high,
        line: user.line,
        "user",
        "of the image"
      )
    )
  }

  private mutating func read(_ instruction: Dockerfile.Instruction) {
    let line = instruction.position.line
    switch instruction.name {
    case "FROM": from(instruction.words, line)
    case "ENV", "ARG": facts.add(ImageVariables.facts(of: instruction))
    case "USER": user = (instruction.arguments, line)
    case "RUN":
      for hereDocument in instruction.hereDocuments { run(hereDocument.text, line) }
      run(instruction.script, line)
    case "ADD":
      for word in instruction.words where word.contains("://") || word.hasPrefix("git@") {
        let sum = instruction.flags.contains { $0.hasPrefix("--checksum=") }
        fetch(word, sum ? .low : .medium, line)
      }
    case "COPY":
      guard let flag = instruction.flags.first(where: { $0.hasPrefix("--from=") }) else { return }
      let source = String(flag.dropFirst(7))
      if !stages.contains(source), Int(source) == nil { image(source, "copied", line) }
    default: break
    }
  }

  private mutating func from(_ words: [String], _ line: Int) {
    // Each stage begins as its base's user.
    user = nil
    guard let source = words.first else { return }
    let name = words.count > 2 ? words[2] : nil
    if !stages.contains(source), source != "scratch" {
      image(source, name ?? "stage \(stages.count)", line)
    }
    stages.insert(name ?? "\u{0}\(stages.count)")
  }

  private mutating func image(_ text: String, _ stage: String, _ line: Int) {
    images.append(
      RunImage(
        identity: stage == "copied" ? "copied \(ImageReference(text).repository)" : stage,
        image: text,
        line: line,
        place: stage == "copied" ? "as a source of files" : "in '\(stage)'",
        environments: []
      )
    )
  }

  private mutating func fetch(_ what: String, _ severity: Severity, _ line: Int) {
    facts.add(FetchedScript.fact(what, severity, line: line))
  }

  private mutating func run(_ script: String, _ line: Int) {
    for address in FetchedScript.addresses(in: script) { fetch(address, .high, line) }
  }
}
