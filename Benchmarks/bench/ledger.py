"""Adding one record, and verifying many."""

import os

from . import people
from .measure import median, ms, output, spend, table
from .push import commit, servers

ROUNDS = 25
BAR = 0.005


def run(binary, directory):
    rows = [("ledger", "hook with nothing to write", "hook that writes 'landed'", "one record", "bar")]
    for records in (1, 100_000):
        rows.append(_row(binary, os.path.join(directory, str(records)), records))
    table("adding one record: a post-receive run with a decision that landed, less one without", rows)


def _row(binary, directory, records):
    clone, server, _ = servers(binary, directory, 100, records)
    idle, writing = [], []
    for _ in range(ROUNDS):
        landed, nothing = turn(binary, clone, server)
        writing.append(landed)
        idle.append(nothing)
    cost = median(writing) - median(idle)
    return (
        f"{records:,} record{'s' if records > 1 else ''}", ms(median(idle)), ms(median(writing)), ms(cost),
        ms(BAR) + (", met" if cost <= BAR else ", NOT met"),
    )


def turn(binary, clone, server):
    """Takes one commit through the hooks by hand, and post-receive a second time, when it finds nothing to do."""
    commit(clone)
    new = output(["git", "rev-parse", "next"], clone).decode().strip()
    old = output(["git", "rev-parse", "refs/heads/main"], server).decode().strip()
    output(["git", "fetch", "--quiet", clone, new], server)
    environment = dict(people.environment(people.PUSHER), GIT_DIR=".")
    line = f"{old} {new} refs/heads/main\n".encode()
    os.sync()
    before = spend([binary, "hook", "pre-receive"], server, environment, line)
    output(["git", "update-ref", "refs/heads/main", new, old], server)
    os.sync()
    after, idle = (spend([binary, "hook", "post-receive"], server, environment, line) for _ in range(2))
    if before.status or after.status or idle.status:
        raise SystemExit("a hook failed")
    return after, idle
