"""Judging a long range, against git's own walk over it."""

import os

from . import classes, corpus, people
from .measure import alternate, clean_environment, median, mib, ms, output, spend, table, verdict

BAR = 0.6
MEMORY = 300 * 1024


def run(binary, directory):
    keys = people.make_keys(directory)
    large = corpus.large(directory)
    rows = [("range", "commits", "git log", "countersign", "ratio", "of CPU", "memory")]
    histories = [
        ("git's own, 30 classes, few commits in any", large, classes.GIT),
        ("real, 30 classes, most commits in some", corpus.real(directory), classes.REAL),
        ("made, 30 classes, a third of the commits", corpus.made(directory), classes.MADE),
    ]
    for name, repository, chosen in histories:
        if repository:
            rows.append(_row(name, binary, directory, repository, chosen, keys))
    table(
        f"judging a range ('check --from --to') over 'git log --raw --no-renames -m': ratio at most {BAR}, "
        f"memory at most {mib(MEMORY)}",
        rows,
    )


def _row(name, binary, directory, repository, chosen, keys):
    commands = pair(binary, directory, repository, chosen, keys)
    turns = 3 if repository.endswith("large.git") else 7
    runs = alternate({key: lambda c=command: spend(c, repository, clean_environment()) for key, command in commands.items()}, turns)
    ours, theirs = runs["countersign"], runs["git log"]
    peak = max(run.peak for run in ours)
    return (
        name, str(corpus.count(repository, "^" + corpus.start(repository))), ms(median(theirs)), ms(median(ours)),
        verdict(median(ours) / median(theirs), BAR), f"{median(ours, 'cpu') / median(theirs, 'cpu'):.2f}",
        mib(peak) + ("" if peak <= MEMORY else " NOT met"),
    )


def pair(binary, directory, repository, chosen, keys):
    """The two commands, over everything after where the history is begun at."""
    home = os.path.join(directory, "policy-" + os.path.basename(repository))
    os.makedirs(home, exist_ok=True)
    people.write(os.path.join(home, "policy.yaml"), people.policy([f"refs/heads/{corpus.BRANCH}"], chosen))
    people.write(os.path.join(home, "allowed_signers"), keys)
    start = corpus.start(repository)
    output(["git", "config", "countersign.maxChanges", "100000000"], repository)
    return {
        "git log": ["git", "log", "--raw", "--no-renames", "-m", f"{start}..{corpus.BRANCH}"],
        "countersign": [
            binary, "check", "--from", start, "--to", corpus.BRANCH, "--target", f"refs/heads/{corpus.BRANCH}",
            "--policy", f"file:{home}/policy.yaml",
        ],
    }
