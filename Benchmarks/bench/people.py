"""A server with people, keys and a policy, and clients that push to it."""

import os

from .measure import clean_environment, output

REVIEWERS = ["alice", "dana"]
PUSHER = "carol"


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def read(path):
    with open(path) as file:
        return file.read()


def environment(person):
    """How git and the 'ssh' host adapter see somebody."""
    return clean_environment(
        GIT_AUTHOR_NAME=person, GIT_AUTHOR_EMAIL=f"{person}@example.com", GIT_COMMITTER_NAME=person,
        GIT_COMMITTER_EMAIL=f"{person}@example.com", COUNTERSIGN_PUSHER=person,
    )


def make_keys(directory):
    """An ed25519 key for each, and the text of an allowed-signers file."""
    lines = []
    for person in REVIEWERS + [PUSHER]:
        path = os.path.join(directory, person)
        output(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", person, "-f", path])
        key = " ".join(read(path + ".pub").split()[:2])
        lines.append(f'{person} namespaces="countersign,git" {key}\n')
    return "".join(lines)


def policy(targets, classes, approvals=1, server_key=None):
    """The text of a policy: a rule for each class."""
    lines = ["version: 1", "repository: bench/repository"]
    lines.append(f'server_keys: {{main: {{key: "{server_key}"}}}}' if server_key else "server_keys: {}")
    lines.append("people:")
    for person in REVIEWERS + [PUSHER]:
        lines.append(f"  {person}: {{name: {person.title()}, emails: [{person}@example.com]}}")
    need = f"{{approvals: {approvals}, from: [security]}}"
    lines += [
        f"groups: {{security: [{', '.join(REVIEWERS)}]}}",
        'contributors: ["*"]',
        "keys: {ssh: allowed_signers}",
        f"governance: {need}",
        "agents:",
        '  - {author: "*[bot]@users.noreply.github.com"}',
        "targets:",
    ]
    lines += [f"  - {{ref: {target}}}" for target in targets]
    lines.append("classes:")
    lines += [f"  {name}: {{paths: [{', '.join(map(_quoted, paths))}]}}" for name, paths in classes.items()]
    lines.append("rules:")
    lines += [f"  - {{name: {name}, classes: [{name}], require: {need}}}" for name in classes]
    return "\n".join(lines) + "\n"


def _quoted(text):
    return f'"{text}"'


def set_up(binary, server, keys, targets, classes, approvals=1):
    """Runs 'countersign init', puts the policy in its place, and runs it again for the baselines."""
    init = [binary, "init", "--bare", server, "--host", "ssh"]
    output(init)
    home = os.path.join(server, "countersign")
    key = " ".join(read(os.path.join(home, "signing_key.pub")).split()[:2])
    write(os.path.join(home, "allowed_signers"), keys)
    write(os.path.join(home, "policy.yaml"), policy(targets, classes, approvals, key))
    output(init)
