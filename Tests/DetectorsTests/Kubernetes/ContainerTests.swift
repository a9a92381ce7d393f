import Detection
import Detectors
import Testing

@Suite struct ContainerTests {
  static let privilege = "workload.container-privilege"
  static let host = "workload.host-access"

  static func compose(
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

  static func task(
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
      "all capabilities dropped but a usual one",
      "",
      "cap_drop: [ALL]\n    cap_add: [CHOWN]",
      .narrowed,
      privilege
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
      .widened,
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
}
