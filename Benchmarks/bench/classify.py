"""What changes are called, held against labelled pairs and a labelled history, beside simpler rules."""

import json
import os
import statistics
import time

from . import corpus, peers
from .measure import clean_environment, ms, output, spend, table

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "..", "..", "shared", "corpus")
EXCLUDED = os.path.join(HERE, "..", "..", "Tests", "DetectorsTests", "Terraform", "excluded-checks.txt")
TURNED = {"widened": "narrowed", "narrowed": "widened"}
ASKS = ("widened", "incomparable", "unknown")


def run(binary, directory):
    if not os.path.exists(os.path.join(CORPUS, "iam-pairs.jsonl")):
        print("\nskipped: ../shared/corpus is not there")
        return
    scanner, reason = peers.Checkov.find()
    if reason:
        print(f"\n{reason}")
    _iam(binary, directory, scanner)
    _terraform(binary, directory, scanner)
    _history(binary, directory)


def _read(name):
    with open(os.path.join(CORPUS, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _directions(binary, directory, name, edits):
    """The direction of each (path, old, new), from commits made of them; and how long one took on average."""
    repository = os.path.join(directory, name + ".git")
    output(["git", "init", "--quiet", "--bare", repository])
    parts, mark = [], 0

    def commit(path, content):
        nonlocal mark
        mark += 1
        data = content.encode()
        parts.append(b"commit refs/heads/main\nmark :%d\ncommitter A <a@example.com> %d +0000\ndata 0\n" % (mark, mark))
        parts.append(b"" if mark == 1 else b"from :%d\n" % (mark - 1))
        parts.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))

    for number, (path, old, new) in enumerate(edits):
        commit(f"p{number:04}/{path}", old)
        commit(f"p{number:04}/{path}", new)
    output(["git", "fast-import", "--quiet"], repository, text=b"".join(parts))
    start = time.perf_counter()
    command = [binary, "classify", _root(repository) + "..main", "--commits", "--format", "json"]
    text = output(command, repository)
    spent = time.perf_counter() - start
    seen, last = {}, {}
    for line in text.decode().splitlines():
        said = json.loads(line)
        last[said["path"]] = said["direction"] if said["read"] else "unknown"
    for number, (path, _, _) in enumerate(edits):
        seen[number] = last.get(f"p{number:04}/{path}", "equal")
    return [seen[number] for number in range(len(edits))], spent / (2 * len(edits))


def _root(repository):
    return output(["git", "rev-list", "--max-parents=0", "main"], repository).decode().strip()


def _score(found, wanted):
    """Precision and recall of what is said to widen."""
    hits = sum(f and w for f, w in zip(found, wanted))
    return (f"{hits / max(1, sum(found)):.3f}", f"{hits / max(1, sum(wanted)):.3f}")


def _iam(binary, directory, scanner):
    pairs = _read("iam-pairs.jsonl")
    edits = [("policy.json", json.dumps(p["old"]), json.dumps(p["new"])) for p in pairs]
    found, each = _directions(binary, directory, "iam", edits)
    labels = [p["label"] for p in pairs]
    wanted = [label in ("widen", "incomparable") for label in labels]
    rows = [("rule", "precision", "recall", "four-way agreement")]
    rows.append(("countersign", *_score([f in ASKS for f in found], wanted), _agreement(found, labels)))
    rows.append(("any change", *_score([True] * len(pairs), wanted), ""))
    rows.append(("a keyword in what is added", *_score([peers.keyword(o, n) for _, o, n in edits], wanted), ""))
    rows.append(("CDK's broadening rule", *_score([peers.broadening(p["old"], p["new"]) for p in pairs], wanted), ""))
    if scanner:
        texts = [(peers.as_terraform(p["old"]), peers.as_terraform(p["new"])) for p in pairs]
        found = scanner.directions(os.path.join(directory, "checkov-iam"), texts)
        rows.append(("checkov before and after", *_score([f in ASKS for f in found], wanted), _agreement(found, labels)))
    table(f"'widens' on {len(pairs)} pairs of AWS policies ({ms(each)} a commit, its process start left out)", rows)


def _agreement(found, labels):
    names = {"widened": "widen", "narrowed": "narrow"}
    return f"{sum(names.get(f, f) == label for f, label in zip(found, labels)) / len(labels):.3f}"


def _terraform(binary, directory, scanner):
    with open(EXCLUDED, encoding="utf-8") as file:
        left_out = [line.split(None, 2)[:2] for line in file if line.strip() and not line.startswith("#")]
    everything = _read("terraform-pairs.jsonl")
    described = ("PolicyDescription", "AccessControlGroupRuleDescription")
    rows = [("pairs", "count", "rule", "widen recall", "narrow recall", "mirrored")]
    for name, pairs in (
        ("of the access-related checks", [p for p in everything if not any(p["check"] == c and t in ("*", p["type"]) for c, t in left_out)]),
        ("all but those about descriptions", [p for p in everything if p["check"] not in described]),
    ):
        short = "tf" + str(len(pairs))
        forth, _ = _directions(binary, directory, short + "a", [("main.tf", p["safe"], p["unsafe"]) for p in pairs])
        back, _ = _directions(binary, directory, short + "b", [("main.tf", p["unsafe"], p["safe"]) for p in pairs])
        rows.append((name, str(len(pairs)), "countersign", *_both_ways(forth, back)))
        rows.append(("", "", "any change", *_both_ways(["widened"] * len(pairs), ["widened"] * len(pairs))))
        words = [["widened" if peers.keyword(p[a], p[b]) else "equal" for p in pairs] for a, b in (("safe", "unsafe"), ("unsafe", "safe"))]
        rows.append(("", "", "a keyword in what is added", *_both_ways(*words)))
        if scanner:
            place = os.path.join(directory, "checkov-" + short)
            forth = scanner.directions(place, [(p["safe"], p["unsafe"]) for p in pairs])
            turned = [TURNED.get(f, f) for f in forth]
            rows.append(("", "", "checkov before and after", *_both_ways(forth, turned)))
    table("pairs of safe and unsafe Terraform resources, which are of checkov's own tests", rows)


def _both_ways(forth, back):
    """Of safe to unsafe, what is said to widen; of the way back, what is said to narrow; and how often these are opposites."""
    return (
        f"{sum(f in ('widened', 'incomparable') for f in forth) / len(forth):.3f}",
        f"{sum(b == 'narrowed' for b in back) / len(back):.3f}",
        f"{sum(TURNED.get(f, f) == b for f, b in zip(forth, back)) / len(back):.3f}",
    )


def _history(binary, directory):
    repository = corpus.real(directory)
    root = output(["git", "rev-list", "--max-parents=0", corpus.BRANCH], repository).decode().split()[-1]
    command = [binary, "classify", f"{root}..{corpus.BRANCH}", "--commits", "--format", "json"]
    runs = [spend(command, repository, clean_environment()) for _ in range(3)]
    said = [json.loads(line) for line in output(command, repository).decode().splitlines()]
    endings = (".tf", ".json", ".yml", ".yaml")
    unknown = {
        ending: [s["direction"] == "unknown" for s in said if s["path"].endswith(ending) and s["read"]] for ending in endings
    }
    rows = [("what", "value", "bar")]
    whole = statistics.median(run.wall for run in runs)
    rows.append(("whole history", f"{whole:.1f} s, {ms(whole / max(1, len(said)))} a file", "60 s"))
    for ending, flags in unknown.items():
        if flags:
            rows.append((f"unknown of {len(flags)} pairs of {ending}", f"{100 * sum(flags) / len(flags):.1f} %", "2 %"))
    rows += _labels(binary, repository)
    table("a real history", rows)


def _labels(binary, repository):
    asked, wanted, agree, labels = [], [], 0, _read("history-labels.jsonl")
    expected = {"widen": ("widened",), "narrow": ("narrowed",), "none": ("equal",), "mixed": ("incomparable", "widened")}
    order = ["unknown", "incomparable", "widened", "narrowed", "equal"]
    for label in labels:
        text = output([binary, "classify", label["commit"], "--format", "json"], repository)
        said = [json.loads(line) for line in text.decode().splitlines()]
        found = min((s["direction"] for s in said if s["read"]), key=order.index, default="equal")
        asked.append(found in ("unknown", "incomparable", "widened"))
        wanted.append(label["needs_approval"])
        is_right = found in expected.get(label["direction"], ())
        agree += is_right
        if not is_right or asked[-1] != wanted[-1]:
            print(f"{label['commit'][:10]} {label['subject'][:50]}: {label['direction']}, called {found}")
    precision, recall = _score(asked, wanted)
    return [
        (f"gate recall on {len(labels)} labelled commits", recall, "1.0"), ("gate precision", precision, "0.85"),
        ("direction", f"{agree / len(labels):.2f}", "0.80"),
    ]
