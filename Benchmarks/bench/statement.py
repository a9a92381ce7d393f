"""Approvals by another hand: change ids, statements and trailers as docs/formats.md defines them, signed by
ssh-keygen. That the gate accepts them shows that the format is written down completely."""

import base64
import hashlib
import os
import subprocess
import time

# Trailers of at most 16 KiB: a change takes 72 bytes of one.
CHANGES = 200


def change_id(path, old, new):
    """A file change's id; a side is a mode and an object id, an absent one zeros."""
    return hashlib.sha256(
        b"countersign file change v1\npath %d:%s\nold %s %s\nnew %s %s\n" % (len(path), path, *old, *new)
    ).hexdigest()


def stamp(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def statements(repository, target, reviewer, changes, now):
    """The texts to sign for (change id, class) pairs, each with the tokens of its trailer."""
    issued, expires = stamp(now - 60), stamp(now + 86_400)
    result = []
    changes = sorted(changes)
    for start in range(0, len(changes), CHANGES):
        part = changes[start:start + CHANGES]
        classes = ",".join(sorted({name for _, name in part}))
        ids = sorted({identifier for identifier, _ in part})
        lines = [
            "countersign approval v1", f"repository {repository}", f"target {target}", f"reviewer {reviewer}",
            f"classes {classes}", f"issued {issued}", f"expires {expires}", *[f"change {i}" for i in ids],
        ]
        tokens = [
            "v1", f"reviewer={reviewer}", f"target={target}", f"classes={classes}", f"issued={issued}",
            f"expires={expires}", *[f"change={i}" for i in ids],
        ]
        result.append(("\n".join(lines) + "\n", tokens))
    return result


def sign(key, texts, directory):
    """Signs each text; one process of ssh-keygen signs many."""
    names = []
    for number, text in enumerate(texts):
        names.append(os.path.join(directory, f"{os.path.basename(key)}-{number}"))
        with open(names[-1], "w") as file:
            file.write(text)
    for start in range(0, len(names), 500):
        subprocess.run(
            ["ssh-keygen", "-q", "-Y", "sign", "-n", "countersign", "-f", key, *names[start:start + 500]],
            check=True, stderr=subprocess.DEVNULL,
        )
    signatures = []
    for name in names:
        with open(name + ".sig") as file:
            signatures.append("".join(line.strip() for line in file if not line.startswith("-----")))
        os.remove(name)
        os.remove(name + ".sig")
    assert all(base64.b64decode(signature).startswith(b"SSHSIG") for signature in signatures)
    return signatures


def trailer(reviewer, tokens, signature):
    name = reviewer.title()
    return f"Countersigned-by: {name} <{reviewer}@example.com> " + " ".join(tokens) + f" signature=ssh:{signature}\n"
