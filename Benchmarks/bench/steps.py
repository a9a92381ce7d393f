"""A history as the pushes that made it: each first-parent step, with what it changes, found by git alone."""

from .classes import META
from .measure import output

ZERO = (b"000000", b"0" * 40)


class Step:
    """One push: from a commit to the next one down the first parents."""

    def __init__(self, old, new, commits, changes):
        self.old, self.new, self.commits = old, new, commits
        # Of (path, old side, new side): what the commits make themselves, and what the step comes to.
        self.changes = changes


def steps(repository, branch):
    """The steps from the first commit to the tip, oldest first."""
    parents, differences = _read(repository, branch)
    line = output(["git", "rev-list", "--first-parent", "--reverse", branch], repository).decode().split()
    seen = set()
    _reachable(line[0], parents, seen)
    result = []
    for old, new in zip(line, line[1:]):
        commits = _reachable(new, parents, seen)
        changes = set(differences[new].get(old, ()))
        for commit in commits:
            changes |= _own(differences[commit], parents[commit])
        result.append(Step(old, new, commits, changes))
    return result


def _own(sides, parents):
    """What a commit makes itself: of a merge, the paths that differ from every parent."""
    if not parents:
        return set(sides.get(None, ()))
    paths = set.intersection(*({path for path, _, _ in sides.get(parent, ())} for parent in parents))
    return {change for parent in parents for change in sides.get(parent, ()) if change[0] in paths}


def _reachable(tip, parents, seen):
    """The commits reachable from the tip and not seen before, which they are from now on."""
    new, queue = [], [tip]
    while queue:
        commit = queue.pop()
        if commit not in seen:
            seen.add(commit)
            new.append(commit)
            queue += parents[commit]
    return new


def _read(repository, branch):
    """Each commit's parents, and its differences from each of them."""
    parents = {}
    for line in output(["git", "rev-list", "--parents", branch], repository).decode().splitlines():
        commit, *others = line.split()
        parents[commit] = others
    differences = {commit: {} for commit in parents}
    text = output(
        ["git", "log", "-m", "--root", "--raw", "-z", "--no-renames", "--no-abbrev", "--format=%x01%H", branch],
        repository,
    )
    counts = {commit: 0 for commit in parents}
    for part in text.split(b"\x01")[1:]:
        fields = part.split(b"\0")
        commit = fields[0].strip().decode()
        rows = [field.lstrip(b"\n") for field in fields[1:] if field.strip(b"\n")]
        found = [_change(meta, path) for meta, path in zip(rows[::2], rows[1::2])]
        number = counts[commit]
        counts[commit] += 1
        others = parents[commit]
        differences[commit][others[number] if others else None] = found
    return parents, differences


def _change(meta, path):
    old_mode, new_mode, old, new, _ = meta.lstrip(b":").split(b" ")
    return path, (old_mode, old), (new_mode, new)


def class_of(path):
    """The class that the replay's policy has a path in, by itself; None for none."""
    folded = path.lower()
    if folded.startswith(b"terraform/"):
        return "terraform"
    if folded.startswith(b"ansible/"):
        return "ansible"
    name = folded.rsplit(b"/", 1)[-1]
    if name in META.names or any(folded.startswith(prefix) for prefix in META.directories):
        return "meta"
    return None
