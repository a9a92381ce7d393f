"""Thirty classes with a rule each, as a large policy has them."""

# Paths of the made history: one pattern of each kind that policies use.
MADE = {
    "iam": ["**/iam/roles/"],
    "network": ["**/infra/modules/net/"],
    "kubernetes": ["**/deploy/k8s/**/*.yaml"],
    **{f"team-{team:02}": [f"/teams/t{team:02}/services/s0[0-3]/iam/"] for team in range(12)},
    **{f"service-{n:02}": [f"/teams/*/services/s{n:02}/deploy/"] for n in range(9)},
    "private-key": ["*.pem", "id_*"],
    "state": ["*.tfstate", "*.tfvars"],
    "images": ["Dockerfile", "*.dockerfile"],
    "exports": ["jobs/export/"],
    "tokens": [".npmrc", ".netrc"],
    "modules": ["/teams/t0[0-4]/**/modules/"],
}

# Paths of the real history.
REAL = {
    **{
        f"terraform-{n}": [f"/terraform/{n}/"]
        for n in [
            "dns", "docs-rs", "crater", "releases", "bastion", "shared", "rustc-perf", "team-members-access",
            "discord-mods-bot", "playground", "crates-io", "monorepo", "rust-lang-org", "domain-redirects",
        ]
    },
    **{
        f"role-{n.replace('_', '-')}": [f"/ansible/roles/{n}/"]
        for n in ["common", "dev-desktop", "docker", "playground", "backup", "node_exporter", "bastion"]
    },
    "private-key": ["*.pem", "id_*"],
    "iam": ["iam*.tf", "**/policies/*.json"],
    "inventory": ["/ansible/envs/prod/"],
    "ssh-keys": ["/ansible/**/ssh-keys/"],
    "variables": ["*.tfvars"],
    "images": ["Dockerfile"],
    "rego": ["/terraform/**/*.rego"],
    "scripts": ["/setup-deploy-keys/", "*.sh"],
    "locks": [".terraform.lock.hcl"],
}


# Paths of git's own history.
GIT = {
    "pipelines": ["/ci/"],
    "hooks": ["/templates/hooks/", "templates/hooks--*"],
    "credentials": ["/contrib/credential/**", "/credential*.c", "/builtin/credential*.c"],
    "network": ["/transport*.c", "/http.c", "/imap-send.c"],
    "daemon": ["/daemon.c", "/shell.c"],
    "upload": ["/upload-pack.c", "/builtin/upload-pack.c"],
    "receive": ["/builtin/receive-pack.c"],
    "signing": ["gpg-interface.*", "/builtin/verify-*.c"],
    "checks": ["fsck.*"],
    "hashes": ["/sha1*/", "/sha256/**"],
    "mail": ["git-send-email.perl"],
    "web": ["/gitweb/"],
    "make": ["/config.mak.*"],
    "packaging": ["/git.spec.in", "/debian/"],
    "release": ["GIT-VERSION-GEN"],
    "security": ["SECURITY.md"],
    "modules": [".gitmodules"],
    "iam": ["**/iam/roles/"],
    "firewall": ["**/net/**/*.tf"],
    "kubernetes": ["**/deploy/**/*.yaml"],
    "private-key": ["*.pem", "id_*"],
    "state": ["*.tfstate", "*.tfvars"],
    "images": ["Dockerfile", "*.dockerfile"],
    "tokens": [".npmrc", ".netrc"],
    "exports": ["jobs/export/"],
    "regex": ["/compat/regex/"],
    "windows": ["/compat/mingw.*", "/compat/win32/"],
    "perl": ["/perl/**/*.pm"],
    "completion": ["/contrib/completion/"],
    "subtree": ["/contrib/subtree/"],
}


class META:
    """The built-in class 'meta', written down a second time."""

    names = {
        name.lower().encode()
        for name in [
            ".gitattributes", ".gitmodules", ".mailmap", "CODEOWNERS", ".gitlab-ci.yml", "Jenkinsfile",
            "azure-pipelines.yml", ".travis.yml", "bitbucket-pipelines.yml", "buildspec.yml", ".drone.yml",
            ".woodpecker.yml", "appveyor.yml", "cloudbuild.yaml", "cloudbuild.yml",
        ]
    }
    directories = [
        name.encode()
        for name in [
            ".github/workflows/", ".github/actions/", ".gitlab/ci/", ".circleci/", ".azure-pipelines/",
            ".woodpecker/", ".gitea/workflows/", ".forgejo/workflows/", ".buildkite/", ".tekton/",
        ]
    ]
