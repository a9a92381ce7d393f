import Detection
import Syntax

/// What a Dockerfile says, as far as it matters here.
struct ImageRecipe {
  private(set) var images: [RunImage] = []
  private(set) var facts = Facts()
  private(set) var stages: Set<String> = []
  /// As whom each stage ends: one that is made from it begins so.
  private var users: [String: User] = [:]
  private var user: User?
  private var stage = ""
  private var arguments = ImageArguments()

  private struct User {
    let name: String
    let line: Int
  }

  init(_ file: Dockerfile) {
    if let frontend = file.directives["syntax"], !ImageReference.isOfficialFrontend(frontend) {
      add(frontend, identity: "syntax", "as what reads the file", 1)
    }
    for instruction in file.instructions { read(instruction) }
    guard !images.isEmpty || user != nil else { return }
    facts.owners.insert("image")
    guard let user else { return }
    // No user is the base's, which is root more often than not.
    let isRoot = Self.isRoot(user.name)
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

  /// Every number that is nought is root, however many digits it has.
  private static func isRoot(_ user: String) -> Bool {
    let name = user.split(separator: ":").first.map(String.init) ?? user
    return name == "root" || Int(name) == 0
  }

  private mutating func read(_ instruction: Dockerfile.Instruction) {
    let line = instruction.position.line
    switch instruction.name {
    case "FROM": from(instruction.words.map(arguments.filled), line)
    case "ENV", "ARG":
      arguments.read(instruction, isGlobal: stage.isEmpty)
      facts.add(ImageVariables.facts(of: instruction))
    case "USER":
      user = User(name: arguments.filled(instruction.arguments), line: line)
      users[stage] = user
    case "RUN":
      for hereDocument in instruction.hereDocuments { run(hereDocument.text, line) }
      for flag in instruction.flags { mount(flag, line) }
      run(instruction.script, line)
    case "ONBUILD":
      // It runs in whatever is made from the image.
      let words = instruction.arguments.split(maxSplits: 1) { $0 == " " || $0 == "\t" }
      if words.count == 2, words[0].uppercased() == "RUN" { run(String(words[1]), line) }
    case "ADD":
      for word in instruction.words where word.contains("://") || word.hasPrefix("git@") {
        let sum = instruction.flags.contains { $0.hasPrefix("--checksum=") }
        fetch(word, sum ? .low : .medium, line)
      }
    case "COPY":
      guard let flag = instruction.flags.first(where: { $0.hasPrefix("--from=") }) else { return }
      copied(String(flag.dropFirst(7)), line)
    default: break
    }
  }

  private mutating func from(_ words: [String], _ line: Int) {
    guard let source = words.first else { return }
    arguments.beginStage()
    // Each stage begins as its base's user.
    user = users[source]
    let name = words.count > 2 ? words[2] : nil
    if !stages.contains(source), source != "scratch" {
      image(source, name ?? "stage \(stages.count)", line)
    }
    stage = name ?? "\u{0}\(stages.count)"
    stages.insert(stage)
    users[stage] = user
  }

  private mutating func image(_ text: String, _ stage: String, _ line: Int) {
    add(text, identity: stage, "in '\(stage)'", line)
  }

  /// An image of which files are taken.
  private mutating func copied(_ source: String, _ line: Int) {
    let source = arguments.filled(source)
    guard !stages.contains(source), Int(source) == nil else { return }
    let identity = "copied \(ImageReference(source).repository)"
    add(source, identity: identity, "as a source of files", line)
  }

  private mutating func add(_ text: String, identity: String, _ place: String, _ line: Int) {
    images.append(
      RunImage(identity: identity, image: text, line: line, place: place, environments: [])
    )
  }

  /// `--mount=type=bind,from=image,…`: what stands in it may run.
  private mutating func mount(_ flag: String, _ line: Int) {
    guard flag.hasPrefix("--mount=") else { return }
    for option in flag.dropFirst(8).split(separator: ",") where option.hasPrefix("from=") {
      copied(String(option.dropFirst(5)), line)
    }
  }

  private mutating func fetch(_ what: String, _ severity: Severity, _ line: Int) {
    facts.add(FetchedScript.fact(what, severity, line: line))
  }

  private mutating func run(_ script: String, _ line: Int) {
    for address in FetchedScript.addresses(in: script) { fetch(address, .high, line) }
    for command in RootCommands.found(in: script) {
      facts.add(
        Fact(
          DockerfileDetector.user,
          slot: "root \(command)",
          .high,
          line: line,
          "'\(command.prefix(80))'",
          "in the image",
          verbs: Fact.Verbs(comes: "gives root by", goes: "no longer gives root by")
        )
      )
    }
  }
}

extension ImageReference {
  /// Docker's own, whatever its version.
  fileprivate static func isOfficialFrontend(_ text: String) -> Bool {
    ["docker/dockerfile", "docker.io/docker/dockerfile"].contains {
      text == $0 || text.hasPrefix($0 + ":") || text.hasPrefix($0 + "@")
    }
  }
}
