#!/usr/bin/env python3
"""What `check` says a run will take against what it took: memory within [0.8, 1.3].

Usage: estimate_check.py PROGRAM SOURCE_FOLDER. The time is printed beside it, not judged: other
processes of a test run share the machine.
"""
import os
import pathlib
import re
import subprocess
import sys
import time


def usage(arguments):
    start = time.monotonic()
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(arguments)} ended with status {status}")
    return used.ru_maxrss * 1024 / 1e6, time.monotonic() - start


def main():
    program, source = sys.argv[1:]
    library = pathlib.Path(source) / "scenarios/library"
    scenario = str(library / "microbotox-28.toml")
    larger = str(library / "ha-vital-gun.toml")  # what came before must not count
    said = subprocess.run(
        [program, "check", larger, scenario], check=True, capture_output=True, text=True
    )
    found = re.search(
        r"microbotox-28.toml: a run takes about (\d+) MB and (?:about ([\d.]+)|less than 1) s",
        said.stdout,
    )
    if not found:
        sys.exit(f"no estimate of memory in:\n{said.stdout}")
    memory, seconds = usage([program, "run", scenario, "--quiet"])
    ratio = float(found[1]) / memory
    print(f"memory: {found[1]} MB estimated, {memory:.0f} MB taken, ratio {ratio:.2f}")
    print(f"time: {found[2] or 'less than 1'} s estimated, {seconds:.2f} s taken")
    sys.exit(0 if 0.8 <= ratio <= 1.3 else 1)


main()
