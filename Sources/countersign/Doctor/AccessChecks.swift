internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Policy

/// Whoever can write the hooks, what they run, the policy or what names them decides what is let through; so does
/// whoever can put something else in the place of a directory that they lie in.
enum AccessChecks {
  /// `hooks` is where git looks for hooks; `policies` is what the files of the policy are known by, if it loads.
  static func run(
    _ repository: borrowing Repository,
    hooks: String,
    _ policies: PolicySet?,
    _ diagnosis: inout Diagnosis
  ) throws {
    guard let directory = Files.resolve(repository.commonDirectory),
      let access = try WriteAccess(repository, in: directory)
    else { return }
    let places = places(
      in: directory,
      hooks: hooks,
      try Configuration(repository),
      policies
    )
    let flaws =
      places.above.flatMap { access.flaws(of: $0, isAbove: true) }
      + places.paths.flatMap { access.flaws(of: $0) }
    for flaw in flaws { diagnosis.fail(flaw.text, mend: flaw.mend) }
    if flaws.isEmpty { diagnosis.ok("nobody else can write the hooks and the policy") }
  }

  private static func places(
    in directory: [UInt8],
    hooks: String,
    _ configuration: Configuration,
    _ policies: PolicySet?
  ) -> GatePlaces {
    var places = GatePlaces()
    // By 'info/alternates' objects come from elsewhere.
    for name in ["", "config", "countersign", "objects", "objects/info", "objects/pack", hooks] {
      places.add(Files.join(directory, name))
    }
    for hook in Hook.allCases {
      let files =
        [
          HookPlace.git(hook, in: directory, hooks: hooks), .part(hook, in: directory),
          .chained(hook, in: directory),
        ] + HookPlace.gitlab(hook, in: directory)
      for file in files {
        places.add(file: file.path)
        if let program = file.script?.program { places.add(program: program) }
      }
    }
    if case .file(let path) = configuration.policy {
      let policy = Files.join(directory, path)
      places.add(file: policy)
      for file in policies?.files ?? [] {
        places.add(file: Files.join(Files.parent(of: policy) ?? [], file.name))
      }
    }
    if let key = configuration.signingKey.flatMap({ Files.parent(of: $0) }) { places.add(key) }
    return places
  }
}
