"""A thousand approvals on one push: the same range judged with their notes, less without them."""

from . import audit, people, replay
from .measure import alternate, clean_environment, median, ms, output, spend, table, verdict

BAR = 0.150


def run(binary, directory):
    history, server, pushes = audit.prepared(binary, directory)
    output(["git", "push", "--quiet", server, f"{pushes[-1].new}:refs/heads/proposed"], history, people.environment(people.PUSHER))
    notes = output(["git", "rev-parse", replay.NOTES], server).decode().strip()
    command = [
        binary, "check", "--from", pushes[0].old, "--to", pushes[-1].new, "--target", replay.TARGET,
        "--policy", f"file:{server}/countersign/policy.yaml",
    ]

    def judged(tip):
        output(["git", "update-ref", replay.NOTES, tip], server)
        return spend(command, server, clean_environment())

    runs = alternate({"with": lambda: judged(notes), "without": lambda: judged(f"{notes}^")}, 9)
    if any(run.status != 0 for run in runs["with"]) or any(run.status != 1 for run in runs["without"]):
        raise SystemExit("the approvals make no difference")
    added = median(runs["with"]) - median(runs["without"])
    table(
        f"{audit.CHANGES:,} ed25519 approvals on one push of as many commits: at most {BAR * 1000:.0f} ms",
        [
            ("without them, refused", "with them, allowed", "added", "of the bar"),
            (ms(median(runs["without"])), ms(median(runs["with"])), ms(added), verdict(added / BAR, 1)),
        ],
    )
