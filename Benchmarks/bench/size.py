"""The size of the hook's binary, and what it is linked with."""

import os
import subprocess

from .measure import output, table

BAR = 30 << 20


def run(binary, directory):
    stripped = os.path.join(directory, "stripped")
    output(["strip", "-o", stripped, binary])
    size = os.path.getsize(stripped)
    symbols = subprocess.run(["nm", binary], capture_output=True, text=True).stdout.splitlines()
    foundation = sum(" $s10Foundation" in line and line.split()[-2] in "TtDdRr" for line in symbols)
    shared = [line.split()[0] for line in subprocess.run(["ldd", binary], capture_output=True, text=True).stdout.splitlines() if "=>" in line]
    table(
        "the binary",
        [
            ("what", "value", "bar"),
            ("stripped", f"{size / (1 << 20):.1f} MiB", "30 MiB" + (", met" if size <= BAR else ", NOT met")),
            ("symbols of Foundation", str(foundation) if symbols else "unknown: stripped", "0"),
            ("shared libraries", ", ".join(shared) or "none", ""),
        ],
    )
