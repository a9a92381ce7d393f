/// The policies that `init` begins with; the files under templates/ are the same text, which a test proves.
enum PolicyTemplate {
  static let names = ["minimal", "aws-terraform", "kubernetes", "data-platform"]

  static let allowedSigners = """
    # One line for each key: PERSON OPTIONS KEY
    # alice namespaces="countersign,git" ssh-ed25519 AAAA... alice's laptop

    """

  static func text(named name: String) -> String? {
    let classes: String
    switch name {
    case "minimal": classes = minimal
    case "aws-terraform": classes = awsTerraform
    case "kubernetes": classes = kubernetes
    case "data-platform": classes = dataPlatform
    default: return nil
    }
    return head + classes
  }

  static func filled(_ text: String, repository: String, key: String) -> String {
    var result = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("repository:") {
        result += "repository: \(repository)\n"
        result += "server_keys:\n  main: {key: \"\(key)\"}\n"
      } else {
        result += line + "\n"
      }
    }
    return String(result.dropLast())
  }

  private static let head = """
    # Who may change what, on whose approval. 'countersign policy lint' reads it back to you.
    version: 1
    # The repository's name is signed into every approval.
    repository: example/repository

    people:
      alice: {name: Alice Ng, emails: [alice@example.com]}
      bob: {name: Bob Roy, emails: [bob@example.com]}
      carol: {name: Carol Wu, emails: [carol@example.com]}

    groups:
      security: [alice, bob]
      platform: [bob, carol]

    # Who may write sensitive changes without being listed above.
    contributors: ["*@example.com"]

    keys: {ssh: allowed_signers}

    # Changes of this policy, and rewinds and deletions of gated branches.
    governance: {approvals: 1, from: [security]}

    # How agents show themselves. A commit that shows nothing is 'unknown', not human.
    agents:
      - {trailer: "Co-authored-by: *<noreply@anthropic.com>", name: claude}
      - {trailer: "Co-authored-by: Copilot*"}
      - {trailer: "Assisted-by: *"}
      - {trailer: "Generated-by: *"}
      - {author: "*[bot]@users.noreply.github.com"}

    # The first match wins; a reference that matches none is not gated.
    targets:
      - {ref: refs/heads/main, environment: production}


    """

  private static let minimal = """
    classes:
      access: {paths: ["iam/", "**/rbac/"]}

    rules:
      - name: access
        classes: [access]
        require: {approvals: 1, from: [security]}
      - name: pipelines
        classes: [meta]
        require: {approvals: 1, from: [security, platform]}

    """

  private static let awsTerraform = """
    classes:
      access: {paths: ["**/iam/", "iam*.tf", "*policy*.json"]}
      infrastructure: {paths: ["*.tf", "*.tfvars", ".terraform.lock.hcl"], ignore: ["**/README.md"]}
      secrets: {paths: [".sops.yaml", "*.pem", "id_rsa", "id_ed25519"]}

    rules:
      - name: access
        classes: [access]
        require:
          all:
            - {approvals: 1, from: [security]}
            - {approvals: 1, from: [platform]}
      - name: infrastructure
        classes: [infrastructure, meta]
        require: {approvals: 1, from: [platform, security]}
      - name: secrets
        classes: [secrets]
        require: {approvals: 1, from: [security]}

    """

  private static let kubernetes = """
    classes:
      access: {paths: ["**/rbac/", "*role*.yaml", "*serviceaccount*.yaml"]}
      workloads: {paths: ["k8s/", "manifests/", "charts/", "Dockerfile"]}

    rules:
      - name: access
        classes: [access]
        require: {approvals: 1, from: [security]}
      - name: workloads
        classes: [workloads, meta]
        require: {approvals: 1, from: [platform, security]}

    """

  private static let dataPlatform = """
    classes:
      data-export: {paths: ["jobs/export/", "**/exports/", "dags/"]}
      grants: {paths: ["*grant*.sql", "migrations/"]}

    rules:
      - name: exports
        classes: [data-export]
        require: {approvals: 1, from: [platform]}
      # What an agent or a pipeline wrote, or nobody signed as their own, wants two.
      - name: exports-not-by-hand
        classes: [data-export]
        when: {actor: [agent, automation, unknown]}
        require: {approvals: 2, from: [security, platform]}
      - name: grants
        classes: [grants, meta]
        require: {approvals: 1, from: [security]}

    """
}
