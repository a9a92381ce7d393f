"""Pushes a real history, step by step, through the installed hooks: without approvals, then with them.

What must be refused, and what must be approved, is worked out from git alone (steps.py, statement.py), so that
every push checks the gate against another implementation.
"""

import os
import subprocess
import time

from . import corpus, people, statement
from .measure import median, ms, output, spend, table
from .steps import ZERO, class_of, steps

TARGET = f"refs/heads/{corpus.BRANCH}"
CLASSES = {"terraform": ["/terraform/"], "ansible": ["/ansible/"]}
NOTES = "refs/notes/countersign/approvals"


def run(binary, directory):
    history = corpus.real(directory)
    if not history:
        return
    pushes = steps(history, corpus.BRANCH)
    keys = people.make_keys(directory)
    refused = _without(binary, os.path.join(directory, "without"), history, pushes, keys)
    accepted = _with(binary, os.path.join(directory, "with"), history, pushes, keys, directory)
    table(
        f"replay: {len(pushes)} first-parent steps, {sum(len(step.commits) for step in pushes)} commits, "
        f"{sum(map(_is_sensitive, pushes))} steps touch a class",
        [("pass", "accepted", "refused", "as foreseen", "median push")] + [refused, accepted],
    )


def _is_sensitive(step):
    return any(class_of(path) for path, _, _ in step.changes)


def server(binary, directory, history, first, keys, approvals=2):
    """A server that has the history's beginning, and the gate."""
    path = os.path.join(directory, "server.git")
    os.makedirs(directory)
    output(["git", "init", "--quiet", "--bare", "-b", corpus.BRANCH, path])
    output(["git", "fetch", "--quiet", history, f"{first}:{TARGET}"], path)
    people.set_up(binary, path, keys, [TARGET], CLASSES, approvals=approvals)
    return path


def push(history, server, new):
    return spend(
        ["git", "push", "--quiet", server, f"{new}:{TARGET}"], history, people.environment(people.PUSHER)
    )


def _without(binary, directory, history, pushes, keys):
    """Every push that touches a class is refused, and every other one accepted."""
    path = server(binary, directory, history, pushes[0].old, keys)
    surprises, refused, runs = [], 0, []
    for step in pushes:
        run = push(history, path, step.new)
        runs.append(run)
        if (run.status != 0) != _is_sensitive(step):
            surprises.append(step.new)
        if run.status != 0:
            refused += 1
            # Past the gate, so that the next step finds the server where the history was.
            output(["git", "fetch", "--quiet", history, f"+{step.new}:{TARGET}"], path)
    return "without approvals", str(len(pushes) - refused), str(refused), _foreseen(surprises), ms(median(runs))


def _with(binary, directory, history, pushes, keys, keyring):
    """Every push is accepted, and the ledger stands up to 'audit verify'."""
    path = server(binary, directory, history, pushes[0].old, keys)
    start = time.perf_counter()
    count = approve_all(history, path, pushes, keyring)
    print(f"\n{count} trailers signed and pushed in {time.perf_counter() - start:.1f} s")
    surprises, runs = [], []
    for step in pushes:
        run = push(history, path, step.new)
        runs.append(run)
        if run.status != 0:
            surprises.append(step.new)
            output(["git", "fetch", "--quiet", history, f"+{step.new}:{TARGET}"], path)
    _audit(binary, path, pushes)
    return "approved by two", str(len(pushes) - len(surprises)), str(len(surprises)), _foreseen(surprises), ms(median(runs))


def _foreseen(surprises):
    return "all" if not surprises else f"all but {len(surprises)}: {' '.join(s[:10] for s in surprises[:5])}"


def approve_all(history, server, pushes, keyring, reviewers=people.REVIEWERS):
    """Every reviewer signs every step; all their trailers are notes on the steps' tips, pushed at once."""
    now, drafts = int(time.time()), []
    for step in pushes:
        changes = {
            (statement.change_id(path, _side(old), _side(new)), class_of(path))
            for path, old, new in step.changes if class_of(path)
        }
        for reviewer in reviewers if changes else []:
            for text, tokens in statement.statements("bench/repository", TARGET, reviewer, changes, now):
                drafts.append((step.new, reviewer, text, tokens))
    notes = {}
    for reviewer in reviewers:
        mine = [draft for draft in drafts if draft[1] == reviewer]
        signatures = statement.sign(os.path.join(keyring, reviewer), [text for _, _, text, _ in mine], keyring)
        for (commit, _, _, tokens), signature in zip(mine, signatures):
            notes.setdefault(commit, []).append(statement.trailer(reviewer, tokens, signature))
    output(["git", "fetch", "--quiet", server, f"+{NOTES}:{NOTES}"], history)
    _write_notes(history, notes)
    env = people.environment(people.REVIEWERS[0])
    output(["git", "push", "--quiet", server, f"{NOTES}:{NOTES}"], history, env)
    return len(drafts)


def _side(side):
    return ZERO if side[0] == b"000000" else side


def _write_notes(history, notes):
    parts = [f"commit {NOTES}\ncommitter Alice <alice@example.com> 1700000000 +0000\ndata 7\napprove\nfrom {NOTES}^0\n".encode()]
    for commit, trailers in notes.items():
        content = "".join(trailers).encode()
        parts.append(b"M 100644 inline %s/%s\ndata %d\n%s\n" % (commit[:2].encode(), commit[2:].encode(), len(content), content))
    output(["git", "fast-import", "--quiet", "--force"], history, text=b"".join(parts))


def _audit(binary, server, pushes):
    """'audit verify' passes; the ledger covers every step; and a step past the gate is found."""
    start = time.perf_counter()
    output([binary, "audit", "verify", "--bare", server])
    wall = time.perf_counter() - start
    noted = output(["git", "notes", "--ref", "countersign/decisions", "list"], server).decode().split()[1::2]
    missing = {step.new for step in pushes} - set(noted)
    tree = output(["git", "rev-parse", f"{TARGET}^{{tree}}"], server).decode().strip()
    past = output(
        ["git", "commit-tree", "-p", TARGET, "-m", "past the gate", tree], server, people.environment("mallory")
    ).decode().strip()
    output(["git", "update-ref", TARGET, past], server)
    found = subprocess.run([binary, "audit", "verify", "--bare", server], capture_output=True)
    table(
        "the ledger after the replay",
        [
            ("what", "value"),
            ("records' objects", str(len(noted))),
            ("'audit verify'", f"passes in {ms(wall)}"),
            ("steps without a record", str(len(missing))),
            ("a commit put there past the gate", "found" if found.returncode == 1 and past[:10].encode() in found.stdout + found.stderr else "NOT FOUND"),
        ],
    )
