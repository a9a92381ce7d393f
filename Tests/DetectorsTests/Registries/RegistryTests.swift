import Detection
import Detectors
import Testing

@Suite("Where packages come from")
struct RegistryTests {
  static let registry = "supply-chain.package-registry"
  static let guarded = "supply-chain.package-guard"
  static let secret = "secret.registry-secret"

  static let cases: [DetectorCase] = [
    DetectorCase(
      "another registry",
      ".npmrc",
      "registry=https://npm.example.com/\n",
      "registry=https://npm.example.net/\n",
      .incomparable,
      registry,
      line: 1,
      says: "https://npm.example.com/ to https://npm.example.net/"
    ),
    DetectorCase(
      "a registry where there was the public one",
      "web/.npmrc",
      "save-exact=true\n",
      "save-exact=true\n@acme:registry=https://npm.example.net/\n",
      .incomparable,
      registry,
      line: 2,
      says: "@acme:registry"
    ),
    DetectorCase(
      "the last key holds",
      ".npmrc",
      "registry=https://a.example/\n",
      "registry=https://b.example/\nregistry=https://a.example/\n",
      .equal
    ),
    DetectorCase(
      "certificates not looked at",
      ".npmrc",
      "strict-ssl=true\n",
      "strict-ssl=false\n",
      .widened,
      guarded,
      line: 1
    ),
    DetectorCase(
      "scripts of packages",
      ".npmrc",
      "ignore-scripts=true\n",
      "fund=false\n",
      .widened,
      guarded
    ),
    DetectorCase(
      "a token",
      ".npmrc",
      "//npm.example.com/:_authToken=${TOKEN}\n",
      "//npm.example.com/:_authToken=npm_aa\n",
      .widened,
      secret,
      line: 1
    ),
    DetectorCase(
      "another shell",
      ".npmrc",
      "",
      "script-shell=/tmp/sh\n",
      .widened,
      guarded,
      says: "/tmp/sh"
    ),
    DetectorCase(
      "everyday settings",
      ".npmrc",
      "fund=true\n; a\n",
      "save-exact=true\r\nloglevel=warn\n",
      .equal
    ),
    DetectorCase(
      "one more index",
      "pip.conf",
      "[global]\nindex-url = https://a.example/simple\n",
      "[global]\nindex-url = https://a.example/simple\nextra-index-url =\n  https://b.example/simple\n",
      .widened,
      registry,
      line: 4,
      says: "extra-index-url https://b.example/simple"
    ),
    DetectorCase(
      "a host that is trusted",
      "etc/pip.conf",
      "[global]\ntimeout = 1\n",
      "[global]\ntrusted-host = a.example\n",
      .widened,
      guarded,
      says: "trusted-host a.example"
    ),
    DetectorCase(
      "one more index among requirements",
      "requirements-dev.txt",
      "a==1\n",
      "--extra-index-url https://b.example/simple\na==1\n",
      .widened,
      registry,
      line: 1
    ),
    DetectorCase(
      "another index among requirements",
      "requirements.txt",
      "-i https://a.example\na==1\n",
      "-i https://b.example\na==2\n",
      .incomparable,
      registry
    ),
    DetectorCase(
      "a password in an address",
      "requirements.txt",
      "-i https://a.example\n",
      "-i https://me:word@a.example\n",
      .widened,
      secret
    ),
    DetectorCase(
      "in the clear",
      "pip.conf",
      "[global]\nindex-url=https://a.example\n",
      "[global]\nindex-url=http://a.example\n",
      .incomparable,
      guarded,
      says: "in the clear"
    ),
    DetectorCase(
      "Yarn's registry of a scope",
      ".yarnrc.yml",
      "npmScopes:\n  acme: {npmRegistryServer: 'https://a.example'}\n",
      "npmScopes:\n  acme: {npmRegistryServer: 'https://b.example'}\n",
      .incomparable,
      registry,
      line: 2,
      says: "@acme npmRegistryServer"
    ),
    DetectorCase(
      "checksums passed over",
      ".yarnrc.yml",
      "nodeLinker: pnp\n",
      "nodeLinker: pnp\nchecksumBehavior: ignore\n",
      .widened,
      guarded
    ),
    DetectorCase(
      "a source in another's place",
      ".cargo/config.toml",
      "[net]\nretry = 2\n",
      "[source.crates-io]\nreplace-with = \"mirror\"\n[source.mirror]\nregistry = \"sparse+https://a.example/\"\n",
      .incomparable,
      registry,
      line: 2
    ),
    DetectorCase(
      "a program around the compiler",
      ".cargo/config.toml",
      "[build]\njobs = 1\n",
      "[build]\njobs = 1\nrustc-wrapper = \"/tmp/w\"\n",
      .widened,
      guarded,
      line: 3
    ),
    DetectorCase(
      "a submodule from elsewhere",
      ".gitmodules",
      "[submodule \"lib\"]\n\tpath = lib\n\turl = https://a.example/lib\n",
      "[submodule \"lib\"]\n\tpath = lib\n\turl = https://b.example/lib\n",
      .incomparable,
      registry,
      line: 3,
      says: "submodule 'lib' url"
    ),
    DetectorCase(
      "a word of a submodule that nobody knows",
      ".gitmodules",
      nil,
      "x\n",
      .incomparable,
      registry,
      line: 1
    ),
  ]

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(RegistryDetector()) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(RegistryDetector()) }

  @Test("comments say nothing", arguments: cases.filter { !$0.path.hasSuffix(".txt") })
  func equal(_ testCase: DetectorCase) { testCase.checkSelf(RegistryDetector()) }

  @Test("every kind has an example that is of it") func examples() {
    checkExamples(of: [RegistryDetector()])
  }

  @Test("a password is never said") func password() {
    let pair = DetectorCase(
      "",
      "pip.conf",
      nil,
      "[global]\nindex-url=https://me:word@a.example\n",
      .widened
    ).pair
    let verdict = Verdict(RegistryDetector().read(pair))
    #expect(!verdict.observations.isEmpty)
    #expect(verdict.observations.allSatisfy { !$0.summary.contains("word") })
  }

  @Test("packages among requirements are not judged") func requirements() {
    let pair = DetectorCase("", "requirements.txt", "a==1\n", "a==2\n", .equal).pair
    #expect(Verdict(RegistryDetector().read(pair)).direction == nil)
  }
}
