import Detection
import Detectors
import Testing

extension ContainerTests {
  static let files: [DetectorCase] = [
    docker(
      "a password in a variable",
      "FROM alpine:3.20\nENV LANG=C\n",
      "FROM alpine:3.20\nENV LANG=C DB_PASSWORD='a b'\n",
      .widened,
      "secret.image-variable",
      line: 2,
      says: "writes a value of 'DB_PASSWORD' into the image"
    ),
    docker(
      "a key in the old spelling",
      "FROM alpine:3.20\n",
      "FROM alpine:3.20\nENV AWS_SECRET_ACCESS_KEY example\n",
      .widened,
      "secret.image-variable",
      line: 2,
      says: "'AWS_SECRET_ACCESS_KEY'"
    ),
    docker(
      "a token as the default of an argument",
      "FROM alpine:3.20\nARG NPM_TOKEN\n",
      "FROM alpine:3.20\nARG NPM_TOKEN=example\n",
      .widened,
      "secret.image-variable",
      line: 2,
      says: "'NPM_TOKEN'"
    ),
    docker(
      "where a password lies, and one that is taken from elsewhere",
      "FROM alpine:3.20\n",
      "FROM alpine:3.20\nENV DB_PASSWORD_FILE=/run/db DB_PASSWORD=$PASSWORD TOKEN= KEY=a\n",
      .equal
    ),
    docker(
      "another tag",
      "FROM alpine:3.19\n",
      "FROM alpine:3.20\n",
      .incomparable,
      "supply-chain.base-image",
      line: 1,
      says: "from alpine:3.19 to alpine:3.20"
    ),
    docker(
      "a digest gone",
      "FROM alpine@sha256:00\n",
      "FROM alpine:3.20\n",
      .widened,
      "supply-chain.base-image",
      line: 1,
      says: "unpins image",
      back: .incomparable
    ),
    docker(
      "root",
      "FROM a:1\nUSER app\n",
      "FROM a:1\nUSER root\n",
      .widened,
      "workload.image-user",
      line: 2,
      says: "from not root to root"
    ),
    docker(
      "nobody named",
      "FROM a:1\nUSER app\n",
      "FROM a:1\n",
      .widened,
      "workload.image-user",
      line: 2,
      says: "removes user not root of the image"
    ),
    docker(
      "stages by other names",
      "FROM a:1 AS build\nFROM b:1\nCOPY --from=build /app /\nUSER app\n",
      "FROM a:1 AS builder\nFROM b:1\nCOPY --from=builder /app /\nUSER app\n",
      .equal
    ),
    docker(
      "the last stage first",
      "FROM a:1 AS build\nFROM b:1 AS run\nUSER app\n",
      "FROM b:1 AS first\nFROM a:1 AS last\nUSER app\n",
      .widened,
      "supply-chain.base-image",
      back: .widened
    ),
    docker(
      "the user of a stage before",
      "FROM a:1\nUSER app\n",
      "FROM a:1 AS b\nUSER root\nFROM b\nUSER app\n",
      .widened,
      "supply-chain.base-image",
      back: .widened
    ),
    docker(
      "a script from elsewhere",
      "FROM a:1\n",
      "FROM a:1\nRUN curl -s https://x.example | sh\n",
      .widened,
      "supply-chain.fetched-script",
      line: 2,
      says: "takes 'https://x.example' without looking",
      .high
    ),
    docker(
      "a file from elsewhere",
      "FROM a:1\n",
      "FROM a:1\nADD https://x.example/a /a\n",
      .widened,
      "supply-chain.fetched-script",
      line: 2,
      .medium
    ),
    docker("a package", "FROM a:1\nRUN apk add git\n", "FROM a:1\nRUN apk add git curl\n", .equal),
    docker(
      "in lower case, continued",
      "FROM a:1\nRUN a b\nUSER app\n",
      "from a:1\nRUN a \\\n  b\nuser app\n",
      .equal
    ),
  ]

  static let docker = CaseFrame(at: "web/Dockerfile")

  @Test("a difference means what it means", arguments: containers)
  func means(_ testCase: DetectorCase) { testCase.check(ContainerDetector()) }

  @Test("the way back is the opposite", arguments: containers)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(ContainerDetector()) }

  @Test("a file is equal to itself, with comments", arguments: containers)
  func equal(_ testCase: DetectorCase) { testCase.checkSelf(ContainerDetector()) }

  @Test("a Dockerfile means what it means", arguments: files)
  func meansFile(_ testCase: DetectorCase) { testCase.check(DockerfileDetector()) }

  @Test("a Dockerfile's way back is the opposite", arguments: files)
  func backFile(_ testCase: DetectorCase) { testCase.reversed.check(DockerfileDetector()) }

  @Test("a Dockerfile is equal to itself, with comments", arguments: files)
  func equalFile(_ testCase: DetectorCase) { testCase.checkSelf(DockerfileDetector()) }
}
