import Detection
import Detectors
import Testing

@Suite struct ContainerTests {
  private static let privilege = "workload.container-privilege"
  private static let host = "workload.host-access"

  private static func compose(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = nil,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    func text(_ line: String) -> String { "services:\n  web:\n    image: web:1\n    \(line)\n" }
    return DetectorCase(
      name,
      "docker-compose.yml",
      text(old),
      text(new),
      direction,
      kind,
      line: kind == nil || new.isEmpty ? nil : 4,
      says: says,
      severity,
      back: back
    )
  }

  private static func task(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = nil,
    says: String? = nil,
    _ severity: Severity? = nil,
    task: (String, String) = ("", "")
  ) -> DetectorCase {
    func text(_ container: String, _ task: String) -> String {
      #"{"family": "web"\#(task), "containerDefinitions": [{"name": "web", "image": "web:1"\#(container)}]}"#
    }
    return DetectorCase(
      name,
      "ecs/task.json",
      text(old, task.0),
      text(new, task.1),
      direction,
      kind,
      line: kind == nil ? nil : 1,
      says: says,
      severity
    )
  }

  static let containers: [DetectorCase] = [
    compose(
      "privileged",
      "",
      "privileged: true",
      .widened,
      privilege,
      says: "'privileged: true' in service 'web'",
      .critical
    ),
    compose(
      "the socket of Docker",
      "",
      "volumes: ['/var/run/docker.sock:/var/run/docker.sock']",
      .widened,
      host,
      says: "host path /var/run/docker.sock",
      .critical
    ),
    compose(
      "a path to read, then to write",
      "volumes: ['/srv:/srv:ro']",
      "volumes: ['/srv:/srv']",
      .widened,
      host,
      says: "host path /srv",
      .high
    ),
    compose("a volume of a name", "", "volumes: ['data:/srv']", .equal),
    compose(
      "a mount in the long form",
      "volumes: ['/srv:/a']",
      "volumes: [{type: bind, source: /srv, target: /a}]",
      .equal
    ),
    compose(
      "the host's network",
      "",
      "network_mode: host",
      .widened,
      host,
      says: "the host's network",
      .high
    ),
    compose(
      "a capability",
      "",
      "cap_add: [SYS_ADMIN]",
      .widened,
      privilege,
      says: "capability SYS_ADMIN",
      .critical
    ),
    compose(
      "no capability dropped",
      "cap_drop: [ALL]",
      "",
      .widened,
      privilege,
      says: "the drop of capability ALL",
      .high
    ),
    compose(
      "root",
      "user: '1000'",
      "user: root",
      .widened,
      privilege,
      says: "from not root to root",
      .high
    ),
    compose(
      "no seccomp",
      "",
      "security_opt: ['seccomp:unconfined']",
      .widened,
      privilege,
      says: "'seccomp:unconfined'",
      .high
    ),
    compose(
      "privileges to be had",
      "security_opt: ['no-new-privileges:true']",
      "",
      .widened,
      privilege,
      says: "removes 'no-new-privileges'",
      .high
    ),
    compose(
      "a port",
      "",
      "ports: ['8080:80']",
      .widened,
      "network.published-port",
      says: "opens port 8080:80",
      .medium
    ),
    compose(
      "a port for the machine itself, then for all",
      "ports: ['127.0.0.1:80:80']",
      "ports: ['80:80']",
      .incomparable,
      "network.published-port",
      says: "port 80:80"
    ),
    compose("a label", "", "labels: [a]", .equal),
    DetectorCase(
      "an image of Compose",
      "compose.yaml",
      "services: {web: {image: web:1}}\n",
      "services: {web: {image: web}}\n",
      .widened,
      "supply-chain.image",
      line: 1,
      says: "unpins image from web:1 to web",
      back: .incomparable
    ),
    task(
      "privileged in a task",
      "",
      #", "privileged": true"#,
      .widened,
      privilege,
      says: "in container 'web' of task 'web'",
      .critical
    ),
    task(
      "another role",
      "",
      "",
      .incomparable,
      "iam.task-role",
      says: "'taskRoleArn' from a to b",
      .high,
      task: (#", "taskRoleArn": "a""#, #", "taskRoleArn": "b""#)
    ),
    task(
      "the host's network for a task",
      "",
      "",
      .widened,
      host,
      says: "the host's network",
      .high,
      task: ("", #", "networkMode": "host""#)
    ),
    task(
      "a path for a task",
      "",
      #", "mountPoints": [{"sourceVolume": "s", "containerPath": "/s"}]"#,
      .widened,
      host,
      says: "host path /var/run/docker.sock",
      .critical,
      task: (
        #", "volumes": [{"name": "s", "host": {"sourcePath": "/var/run/docker.sock"}}]"#,
        #", "volumes": [{"name": "s", "host": {"sourcePath": "/var/run/docker.sock"}}]"#
      )
    ),
    task(
      "a secret",
      "",
      #", "secrets": [{"name": "A", "valueFrom": "arn:db"}]"#,
      .widened,
      "workload.secret-mount",
      says: "secret 'arn:db'",
      .medium
    ),
    task("more memory", "", #", "memory": 512"#, .equal),
  ]

  static let files: [DetectorCase] = [
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

  private static func docker(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = nil,
    line: Int? = nil,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      "web/Dockerfile",
      old,
      new,
      direction,
      kind,
      line: line,
      says: says,
      severity,
      back: back
    )
  }

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
