"""'audit verify' over a thousand approved changes, each pushed by itself."""

import os

from . import corpus, people, replay
from .measure import clean_environment, median, mib, ms, output, spend, table, verdict
from .steps import steps

CHANGES = 1_000
BAR = 1.0


def run(binary, directory):
    history, server, pushes = prepared(binary, directory)
    for step in pushes:
        if replay.push(history, server, step.new).status != 0:
            raise SystemExit(f"the push of {step.new} was refused")
    runs = [spend([binary, "audit", "verify", "--bare", server], server, clean_environment()) for _ in range(7)]
    if any(run.status != 0 for run in runs):
        raise SystemExit("'audit verify' finds something")
    table(
        f"'audit verify' of {CHANGES:,} approved changes, one push each: at most {BAR:.0f} s, no process spawned",
        [
            ("whole", "CPU", "of the bar", "processes", "memory"),
            (
                ms(median(runs)), ms(median(runs, "cpu")), verdict(median(runs) / BAR, 1), str(_processes(binary, server)),
                mib(max(run.peak for run in runs)),
            ),
        ],
    )


def prepared(binary, directory):
    """A history of as many changes, each approved, and the server that they are not pushed to yet."""
    history = os.path.join(directory, "history.git")
    output(["git", "init", "--quiet", "--bare", "-b", corpus.BRANCH, history])
    output(["git", "fast-import", "--quiet"], history, text=_history())
    pushes = steps(history, corpus.BRANCH)
    keys = people.make_keys(directory)
    server = replay.server(binary, os.path.join(directory, "audited"), history, pushes[0].old, keys, approvals=1)
    replay.approve_all(history, server, pushes, directory, people.REVIEWERS[:1])
    return history, server, pushes


def _history():
    parts = []
    for number in range(CHANGES + 1):
        content = f"resource {number}\n".encode() * 20
        parts.append(
            f"commit refs/heads/{corpus.BRANCH}\ncommitter Carol <carol@example.com> {1_700_000_000 + number} +0000\n".encode()
            + b"data 7\nchange\nM 100644 inline terraform/m%02d/f%03d.tf\ndata %d\n%s\n"
            % (number % 40, number % 250, len(content), content)
        )
    return b"".join(parts)


def _processes(binary, server):
    """How many other processes it starts, as 'strace' sees it."""
    trace = output(
        ["strace", "-f", "-qq", "-e", "trace=execve", "-o", "/dev/stdout", binary, "audit", "verify", "--bare", server],
        server, clean_environment(),
    )
    return trace.count(b"execve(") - 1
