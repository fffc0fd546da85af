"""Adapters of other solvers: run on request, skipped loudly where their library is absent."""

import json
import os
import subprocess
import sys

from measuring.building import ROOT
from measuring.failure import Failure

FOLDER = ROOT / "bench" / "peers"
SKIPPED = 77  # exit code of an adapter whose library is not there


def _interpreters():
    """This one, and the system's where it is another: Debian's libraries belong to that one."""
    system = "/usr/bin/python3"
    same = not os.path.exists(system) or os.path.realpath(system) == os.path.realpath(sys.executable)
    return [sys.executable] if same else [sys.executable, system]


def _run(adapter):
    for interpreter in _interpreters():
        done = subprocess.run([interpreter, "-B", str(adapter)], capture_output=True, text=True,
                              stdin=subprocess.DEVNULL)
        if done.returncode != SKIPPED:
            break
    return done


def run_all(entries, tell):
    """Appends the entries of every adapter; returns what became of each, by name."""
    became = {}
    for adapter in sorted(FOLDER.glob("*.py")):
        tell(f"[peer] {adapter.stem} ...", end="")
        done = _run(adapter)
        if done.returncode == SKIPPED:
            became[adapter.stem] = "skipped: " + done.stderr.strip()
            tell(f" SKIPPED: {done.stderr.strip()}")
            continue
        if done.returncode != 0:
            raise Failure(f"peers/{adapter.name} failed:\n{done.stderr.strip()[-800:]}", code=1)
        some = [{"program": f"peers/{adapter.stem}", **entry} for entry in json.loads(done.stdout)]
        entries += some
        became[adapter.stem] = "ran"
        tell(f" {len(some)} runs")
    return became
