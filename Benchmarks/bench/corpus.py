"""The histories that are measured: a real one where it is at hand, and one that is made here."""

import os
import random

from .measure import apart, output

HERE = os.path.dirname(os.path.abspath(__file__))
BUNDLE = os.path.join(HERE, "..", "..", "..", "shared", "corpus", "simpleinfra.bundle")
BRANCH = "master"
V2_20 = "5d826e972970a784bd7a7bdf587512510097b8c7"


def real(directory):
    """A bare clone of the bundled history; None, and says so, where there is no bundle."""
    if not os.path.exists(BUNDLE):
        print("\nskipped: ../shared/corpus/simpleinfra.bundle is not there")
        return None
    path = os.path.join(directory, "real.git")
    output(["git", "clone", "--quiet", "--bare", "--branch", BRANCH, "--single-branch", BUNDLE, path])
    return path


def large(directory):
    """A bare copy of a clone of git itself that COUNTERSIGN_GIT_CLONE names; None, and says so, where it names none."""
    clone = os.environ.get("COUNTERSIGN_GIT_CLONE")
    if not clone:
        print("\nskipped: COUNTERSIGN_GIT_CLONE names no clone of https://github.com/git/git")
        return None
    path = os.path.join(directory, "large.git")
    # Packs of its own: a second reader of alternates' packs would wait for the first.
    output(["git", "clone", "--quiet", "--bare", "--no-hardlinks", "--no-tags", "--branch", BRANCH, "--single-branch", clone, path])
    return path


def made(directory, commits=20_000, files=20_000, seed=1):
    """A bare repository with deep directories, a merge in every tenth commit, and one to four files a commit.

    The same numbers give the same history, byte for byte.
    """
    path = os.path.join(directory, "made.git")
    output(["git", "init", "--quiet", "--bare", "-b", BRANCH, path])
    apart(lambda: output(["git", "fast-import", "--quiet"], path, text=_stream(commits, files, random.Random(seed))))
    # As a server has it after its housekeeping.
    output(["git", "-c", "pack.threads=1", "repack", "--quiet", "-a", "-d", "-f", "--depth=50"], path)
    return path


def _stream(commits, files, chance):
    paths = [_path(number) for number in range(files)]
    parts = []

    def commit(mark, parents, changed):
        parts.append(f"commit refs/heads/{BRANCH}\nmark :{mark}\n".encode())
        who = f"Dev {mark % 40} <dev{mark % 40}@example.com> {1_700_000_000 + mark * 60} +0000"
        parts.append(f"author {who}\ncommitter {who}\n".encode())
        message = f"Change {len(changed)} files\n\nStep {mark} of a history that nobody wrote.\n".encode()
        parts.append(b"data %d\n%s\n" % (len(message), message))
        for kind, parent in zip(["from"] + ["merge"] * len(parents), parents):
            parts.append(f"{kind} :{parent}\n".encode())
        for name in changed:
            content = f"{name} {mark}\n".encode() * 8
            parts.append(b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(content), content))

    commit(1, [], paths)
    tip, mark = 1, 1
    while mark < commits:
        if chance.random() < 0.1:
            base, side = tip, tip
            for _ in range(chance.randint(1, 3)):
                mark += 1
                commit(mark, [side], _pick(paths, chance))
                side = mark
            mark += 1
            commit(mark, [base], _pick(paths, chance))
            # The merge takes the branch's files over by changing one more of its own.
            mark += 1
            commit(mark, [mark - 1, side], _pick(paths, chance)[:1])
        else:
            mark += 1
            commit(mark, [tip], _pick(paths, chance))
        tip = mark
    return b"".join(parts)


def _path(number):
    team, service, part = number % 12, number // 12 % 40, number // 480 % 6
    kind = ["src/main", "src/test/data", "deploy/k8s/base", "infra/modules/net", "docs", "iam/roles"][part]
    ending = ["swift", "json", "yaml", "tf", "md", "json"][part]
    return f"teams/t{team:02}/services/s{service:02}/{kind}/f{number:05}.{ending}"


def _pick(paths, chance):
    # Some files change often, most seldom.
    return sorted({paths[int(len(paths) * chance.random() ** 2)] for _ in range(chance.randint(1, 4))})


def root(repository):
    return output(["git", "rev-list", "--max-parents=0", BRANCH], repository).split()[0].decode()


def start(repository):
    """After its root; of git's own history, v2.20: before it some commits are in an encoding, which no range may hold."""
    encoded = output(["git", "rev-list", "--no-walk", "--ignore-missing", V2_20], repository).split()
    return encoded[0].decode() if encoded else root(repository)


def count(repository, *arguments):
    return int(output(["git", "rev-list", "--count", *arguments, BRANCH], repository))
