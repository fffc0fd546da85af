"""The result file of bench/suite: Google Benchmark's JSON and what it depends on beside it."""

import datetime
import hashlib
import json
import os
import subprocess
from pathlib import Path

from measuring import machine, ranks
from measuring.building import ROOT
from measuring.failure import Failure
from measuring.running import CONTEXT

FORMAT = "mesogrid-bench"
VERSION = 1
SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


def _bench_changed():
    """True where bench/ differs from the commit; None where nobody can tell."""
    done = subprocess.run(["git", "-C", str(ROOT), "status", "--porcelain", "--", "bench"],
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return bool(done.stdout.strip()) if done.returncode == 0 else None


def common_build(contexts):
    """What all programs say they were built from. Programs of different builds are a fault: one of
    them is left over from another day."""
    builds = {}
    for program, context in contexts.items():
        builds.setdefault(tuple(context.get(key, "unknown") for key in CONTEXT), []).append(program)
    if len(builds) > 1:
        told = "; ".join(f"{', '.join(names)}: commit {build[1]}" for build, names in builds.items())
        raise Failure(f"programs of different builds ({told}); build again, or delete what is left over "
                      f"in bench/programs of the build folder")
    return dict(zip(("version", "commit", "compiler", "flags"), next(iter(builds))))


def make(contexts, entries, settings):
    """The whole result: `contexts` by program name, entries as running.run_program gives them."""
    build = common_build(contexts)
    context = dict(next(iter(contexts.values())))
    for key in ("executable", *CONTEXT):
        context.pop(key, None)
    digests = sorted({f"{name} {entry['digest']}" for name, group in by_name(entries).items()
                      for entry in group if "digest" in entry})
    return {
        "format": FORMAT,
        "version": VERSION,
        "context": {**context, "mesogrid": {
            **build,
            "bench_changed": _bench_changed(),
            "machine": machine.describe(),
            "finished": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
            "settings": settings,
            "digest": hashlib.sha256("\n".join(digests).encode()).hexdigest(),
        }},
        "benchmarks": entries,
    }


def save(result, path):
    """Whole or not at all."""
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        staged = path.with_name(path.name + ".part")
        staged.write_text(json.dumps(result, indent=1, allow_nan=False) + "\n")
        os.replace(staged, path)
    except (OSError, ValueError) as fault:
        raise Failure(f"{path} cannot be written: {fault}") from None


def load(path):
    try:
        result = json.loads(Path(path).read_text())
    except OSError as fault:
        raise Failure(f"{path} cannot be read: {fault.strerror}") from None
    except ValueError as fault:
        raise Failure(f"{path} is not JSON: {fault}") from None
    if not isinstance(result, dict) or result.get("format") != FORMAT:
        raise Failure(f'{path} is no result of bench/suite ("format" is not "{FORMAT}")')
    if result.get("version") != VERSION:
        raise Failure(f"{path}: version {result.get('version')} is unknown; this reads {VERSION}")
    if not result.get("benchmarks"):
        raise Failure(f"{path} holds no benchmarks")
    for number, entry in enumerate(result["benchmarks"]):
        fault = _fault_of(entry)
        if fault:
            raise Failure(f"{path}: benchmark {number}: {fault}")
    about = result.get("context", {}).get("mesogrid", {})
    missing = [key for key in ("machine", "compiler", "flags", "commit", "settings") if key not in about]
    if missing:
        raise Failure(f"{path}: context.mesogrid lacks {missing[0]}")
    return result


def _fault_of(entry):
    """What of an entry cannot be used, or None."""
    if not isinstance(entry, dict):
        return "is no table"
    for key in ("program", "run_name"):
        if not isinstance(entry.get(key), str):
            return f"{key} = {entry.get(key)!r} is no text"
    if entry.get("time_unit") not in SECONDS:
        return f"time_unit = {entry.get('time_unit')!r}; known: {', '.join(SECONDS)}"
    time = entry.get("real_time")
    if isinstance(time, bool) or not isinstance(time, (int, float)) or not 0.0 < time < float("inf"):
        return f"real_time = {time!r} is no positive number"
    return None


def by_name(entries):
    """"program/name" -> its repetitions, in order of first appearance."""
    groups = {}
    for entry in entries:
        groups.setdefault(f"{entry['program']}/{entry['run_name']}", []).append(entry)
    return groups


def seconds(entry):
    """Time of one iteration: real time where that was asked for or threads work, as all here do."""
    return entry["real_time"] * SECONDS[entry["time_unit"]]


def time_text(value):
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value * 1e9:.3g} ns"


def rate_text(value):
    for unit, size in (("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value:.3g} "


def spread(values):
    """Half of the middle half, relative to the median: robust against one disturbed repetition."""
    if len(values) < 3:
        return None
    ordered = sorted(values)
    low = ordered[len(ordered) // 4]
    high = ordered[-1 - len(ordered) // 4]
    return 0.5 * (high - low) / ranks.median(ordered)


def workers(entry):
    """Threads that a benchmark computed with, None where it does not say."""
    return int(entry["workers"]) if "workers" in entry else None
