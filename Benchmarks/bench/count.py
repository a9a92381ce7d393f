"""Instructions, which are the same on a busy machine."""

import os
import re
import shutil
import subprocess

from . import classes, corpus, people, ranges
from .measure import clean_environment, output, table
from .push import commit, servers


def run(binary, directory):
    if not shutil.which("valgrind"):
        print("\nskipped: valgrind is not installed")
        return
    binary = _without_debug_information(binary, directory)
    rows = [("what", "countersign", "git", "ratio")]
    rows += _ranges(binary, directory)
    rows += _hooks(binary, os.path.join(directory, "hooks"))
    table("instructions, in millions (both threads of a range together)", rows)


def _without_debug_information(binary, directory):
    """A copy: valgrind 3.19 hangs over what the Swift compiler writes."""
    copy = os.path.join(directory, "countersign")
    subprocess.run(["strip", "--strip-debug", "-o", copy, binary], check=True)
    return copy


def _ranges(binary, directory):
    keys = people.make_keys(directory)
    for name, repository, chosen in (
        ("the real range", corpus.real(directory), classes.REAL),
        ("the made range, 4,000 commits", corpus.made(directory, commits=4_000), classes.MADE),
    ):
        if not repository:
            continue
        commands = ranges.pair(binary, directory, repository, chosen, keys)
        ours, theirs = (_count(commands[key], repository, clean_environment()) for key in ("countersign", "git log"))
        yield name, f"{ours:.0f}", f"{theirs:.0f}", f"{ours / theirs:.2f}"


def _hooks(binary, directory):
    clone, server, _ = servers(binary, directory, 100, 1)
    commit(clone)
    new = output(["git", "rev-parse", "next"], clone).decode().strip()
    old = output(["git", "rev-parse", "refs/heads/main"], server).decode().strip()
    output(["git", "fetch", "--quiet", clone, new], server)
    environment = dict(people.environment(people.PUSHER), GIT_DIR=".")
    line = f"{old} {new} refs/heads/main\n".encode()
    yield "pre-receive of one commit", f"{_count([binary, 'hook', 'pre-receive'], server, environment, line):.1f}", "", ""
    output(["git", "update-ref", "refs/heads/main", new, old], server)
    yield "post-receive that writes 'landed'", f"{_count([binary, 'hook', 'post-receive'], server, environment, line):.1f}", "", ""
    yield "post-receive with nothing to write", f"{_count([binary, 'hook', 'post-receive'], server, environment, line):.1f}", "", ""


def _count(command, directory, environment, text=b""):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        cwd=directory, env=environment, input=text, capture_output=True,
    )
    found = re.search(rb"Collected : (\d+)", done.stderr)
    if not found:
        raise SystemExit(f"{' '.join(command)}: {done.stderr.decode()[-2000:]}")
    return int(found.group(1)) / 1e6
