"""Fills a ledger, as years of pushes would."""

import hashlib

from .measure import output

LEDGER = "refs/notes/countersign/decisions"


def add_records(server, count):
    """Adds notes on objects that do not exist, in the layout that countersign writes, and leaves the ledger's head
    where it is. What they say is not looked at by a push; 'audit verify' would not accept them."""
    tip, message = (
        output(["git", "log", "-1", f"--format={format}", LEDGER], server).decode().strip() for format in ("%H", "%B")
    )
    parts = [
        f"commit {LEDGER}\ncommitter countersign <countersign@localhost> 1700000000 +0000\n"
        f"data {len(message) + 1}\n{message}\n\nfrom {tip}\n".encode()
    ]
    for number in range(count):
        name = hashlib.sha1(str(number).encode()).hexdigest()
        content = f"countersign decision v1\nnumber {number}\n".encode() + b"finding iam unknown high\n" * 20
        parts.append(b"M 100644 inline %s/%s/%s\ndata %d\n%s\n" % (
            name[:2].encode(), name[2:4].encode(), name[4:].encode(), len(content), content))
    output(["git", "fast-import", "--quiet"], server, text=b"".join(parts))
