"""Runs commands by turns, so that whatever else the machine does disturbs each of them alike."""

import os
import statistics
import subprocess
import time


class Run:
    """What one process, with the processes it waited for, has cost."""

    def __init__(self, wall, cpu, peak, status):
        self.wall, self.cpu, self.peak, self.status = wall, cpu, peak, status


def clean_environment(**more):
    """No git config but the repository's own, and nothing of whoever runs the benchmarks."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": "/nonexistent",
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C",
        "SWIFT_BACKTRACE": "enable=no",
        **more,
    }


def spend(arguments, directory, environment, text=b""):
    """Runs a command to its end and throws its output away."""
    read, write = os.pipe()
    os.write(write, text)
    os.close(write)
    start = time.perf_counter()
    child = subprocess.Popen(
        arguments, cwd=directory, env=environment, stdin=read,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    os.close(read)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, child.returncode)


def apart(work):
    """Does something in a process of its own: the peak of a child begins with what its parent has, and is told with it."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit("what is measured could not be made")


def alternate(commands, rounds):
    """Runs every command once per round, after one round that does not count. Lists of runs, by name."""
    runs = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            run = command()
            if number:
                runs[name].append(run)
    return runs


def median(runs, field="wall"):
    return statistics.median(getattr(run, field) for run in runs)


def table(title, rows):
    """Prints rows of text, the first as their heads."""
    print(f"\n{title}")
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))]
        print("  " + "  ".join(cells).rstrip())


def ms(seconds):
    return f"{seconds * 1000:.1f} ms"


def mib(kib):
    return f"{kib / 1024:.0f} MiB"


def verdict(value, bar):
    return f"{value:.2f} (bar {bar:g}{', met' if value <= bar else ', NOT met'})"


def output(arguments, directory=None, environment=None, text=None):
    """The standard output of a command that must succeed."""
    done = subprocess.run(
        arguments, cwd=directory, env=environment or clean_environment(), input=text, capture_output=True
    )
    if done.returncode != 0:
        raise SystemExit(
            f"{' '.join(arguments)}: exit {done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}"
        )
    return done.stdout
