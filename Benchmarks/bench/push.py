"""One-commit pushes through both hooks, over the same pushes without a hook."""

import os
import shutil

from . import people
from .measure import alternate, median, ms, output, spend, table, verdict
from .records import add_records

BAR = 0.65
ROUNDS = 25
CLASSES = {"iam": ["iam/", "**/rbac/*.yaml"], "infrastructure": ["*.tf", "k8s/"], "keys": ["*.pem"]}


def run(binary, directory):
    rows = [("server", "no hook", "both hooks", "added", "of the push", "of its CPU")]
    for files in (100, 100_000):
        for records in (1, 100_000):
            rows.append(_row(binary, os.path.join(directory, f"{files}-{records}"), files, records))
    table(f"a one-commit push, record included: added at most {BAR} of the push's own time", rows)


def _row(binary, directory, files, records):
    clone, gated, plain = servers(binary, directory, files, records)
    runs = alternate(
        {"plain": lambda: push(clone, plain, fresh=True), "gated": lambda: push(clone, gated)}, ROUNDS
    )
    bad = [run for run in runs["gated"] + runs["plain"] if run.status != 0]
    if bad:
        raise SystemExit(f"{len(bad)} pushes failed")
    own, both = median(runs["plain"]), median(runs["gated"])
    cpu = (median(runs["gated"], "cpu") - median(runs["plain"], "cpu")) / median(runs["plain"], "cpu")
    shutil.rmtree(directory)
    return (
        f"{files:,} files, {records:,} record{'s' if records > 1 else ''}", ms(own), ms(both), ms(both - own),
        verdict((both - own) / own, BAR), f"{cpu:.2f}",
    )


def servers(binary, directory, files, records):
    """A clone and two servers that hold the same; one of them has the hooks."""
    os.makedirs(directory)
    keys = people.make_keys(directory)
    gated, plain, clone = (os.path.join(directory, name) for name in ("gated.git", "plain.git", "clone"))
    output(["git", "init", "--quiet", "--bare", "-b", "main", gated])
    output(["git", "fast-import", "--quiet"], gated, text=_tree(files))
    output(["git", "clone", "--quiet", "--bare", gated, plain])
    people.set_up(binary, gated, keys, ["refs/heads/main"], CLASSES)
    if records > 1:
        add_records(gated, records)
    output(["git", "clone", "--quiet", "--no-checkout", plain, clone])
    return clone, gated, plain


def _tree(files):
    parts = [b"commit refs/heads/main\ncommitter Dev <dev@example.com> 1700000000 +0000\ndata 6\nbegin\n"]
    for number in range(files):
        content = f"{number}\n".encode()
        parts.append(b"M 100644 inline src/p%02d/m%03d/f%06d.txt\ndata %d\n%s\n" % (
            number % 50, number // 50 % 100, number, len(content), content))
    return b"".join(parts)


def push(clone, server, fresh=False):
    """Pushes the clone's next commit; a fresh one is made first, which is not measured.

    Nothing is left to be written to disk when the clock starts: whoever flushed first would pay for all.
    """
    if fresh:
        commit(clone)
    os.sync()
    return spend(
        ["git", "push", "--quiet", server, "next:refs/heads/main"], clone, people.environment(people.PUSHER)
    )


def commit(clone):
    """A commit that changes one file, without a checkout."""
    env = people.environment(people.PUSHER)
    parent = output(["git", "rev-parse", "--verify", "--quiet", "next"] if _has_next(clone) else ["git", "rev-parse", "origin/main"], clone).decode().strip()
    stream = (
        f"commit refs/heads/next\ncommitter Carol <carol@example.com> {1_700_000_000 + os.getpid()} +0000\n"
        f"data 7\nchange\nfrom {parent}\nM 100644 inline src/p00/m000/f000000.txt\ndata {len(parent) + 1}\n{parent}\n\n"
    )
    # Loose, as a commit of a person is.
    output(["git", "-c", "fastimport.unpackLimit=100", "fast-import", "--quiet", "--force"], clone, env, stream.encode())


def _has_next(clone):
    return os.path.exists(os.path.join(clone, ".git/refs/heads/next"))
