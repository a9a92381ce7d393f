import Detection
import Detectors
import Testing

@Suite("Settings of registries that are not known one by one")
struct RegistryResidueTests {
  private static let guarded = "supply-chain.package-guard"
  private static let npm = CaseFrame(at: ".npmrc", of: guarded) { "fund=false\n\($0)\n" }
  private static let yarn = CaseFrame(at: ".yarnrc.yml", of: guarded) { "nodeLinker: pnp\n\($0)\n" }
  private static let cargo = CaseFrame(at: ".cargo/config.toml", of: guarded) {
    "\($0)\n[net]\nretry = 2\n"
  }

  static let cases: [DetectorCase] = [
    npm(
      "a hook of pnpm",
      "",
      "global-pnpmfile=/tmp/a.cjs",
      .incomparable,
      line: 2,
      says: "pnpmfile"
    ),
    npm(
      "a token for another host",
      "//a.example/:_authToken=${TOKEN}",
      "//a.example/:_authToken=${TOKEN}\n//b.example/:_authToken=${TOKEN}",
      .widened,
      line: 3,
      says: "credentials for b.example"
    ),
    npm("no age asked for", "min-release-age=7", "", .widened),
    npm("what everybody sets", "node-linker=hoisted", "shamefully-hoist=true", .equal),
    yarn(
      "a proxy for some hosts",
      "",
      "networkSettings: {'*': {httpProxy: 'http://evil.example'}}",
      .incomparable,
      says: "networkSettings.*.httpProxy"
    ),
    yarn("no age asked for", "npmMinimalAgeGate: 1440", "npmMinimalAgeGate: 0", .widened),
    yarn("a cache", "enableGlobalCache: true", "compressionLevel: 0", .equal),
    DetectorCase(
      "more requirements",
      "pip.conf",
      "[install]\ntimeout = 1\n",
      "[install]\nrequirement = https://evil.example/r.txt\n",
      .incomparable,
      guarded,
      line: 2,
      says: "requirement"
    ),
    cargo(
      "crates in the place of others",
      "",
      "paths = ['evil']",
      .incomparable,
      line: 1,
      says: "paths"
    ),
    cargo(
      "a program that is given tokens",
      "",
      "registry.global-credential-providers = ['/tmp/x']",
      .incomparable,
      says: "global-credential-providers"
    ),
    cargo("how many jobs", "build.jobs = 2", "build.jobs = 4", .equal),
  ]

  @Test("mean what they mean", arguments: cases + cases.map(\.reversed))
  func mean(_ testCase: DetectorCase) { testCase.check(RegistryDetector()) }
}
