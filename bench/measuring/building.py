"""Configures and builds the bench preset, and finds the programs."""

import os
import subprocess
from pathlib import Path

from measuring.failure import Failure

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "bench"


def build():
    """Brings every benchmark program up to date; the log is build/bench.log."""
    log = ROOT / "build" / "bench.log"
    log.parent.mkdir(exist_ok=True)
    with open(log, "w") as out:
        for command in (["cmake", "--preset", "bench"], ["cmake", "--build", "--preset", "bench"]):
            try:
                done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT,
                                      stdin=subprocess.DEVNULL)
            except FileNotFoundError:
                raise Failure("cmake is not installed; packages.txt lists what a build needs") from None
            if done.returncode != 0:
                out.flush()
                tail = "\n".join(log.read_text(errors="replace").splitlines()[-20:])
                raise Failure(f"{' '.join(command)} failed (whole log: {log}):\n{tail}")


def programs(folder=None):
    """Every executable below bench/programs of a build, by name."""
    place = (Path(folder) if folder else FOLDER) / "bench" / "programs"
    found = sorted(p for p in place.glob("*") if p.is_file() and os.access(p, os.X_OK))
    if not found:
        raise Failure(f"no benchmark programs in {place}; run bench/suite without --no-build")
    return found
