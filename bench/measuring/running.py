"""Runs Google Benchmark programs and gathers what they say."""

import json
import re
import subprocess
import tempfile
import time
from pathlib import Path

from measuring.failure import Failure

CONTEXT = ("mesogrid_version", "mesogrid_commit", "mesogrid_compiler", "mesogrid_flags")


def _call(command, limit):
    try:
        return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              timeout=limit)
    except subprocess.TimeoutExpired:
        raise Failure(f"{command[0]} took more than {limit} s") from None
    except OSError as fault:
        raise Failure(f"{command[0]} cannot be run: {fault.strerror}") from None


def _tail(text, lines=8):
    return "\n".join(text.strip().splitlines()[-lines:])


def names_in(program, limit=60):
    """Names of a program's benchmarks, as it lists them."""
    done = _call([str(program), "--benchmark_list_tests=true"], limit)
    if done.returncode != 0:
        raise Failure(f"{program.name} cannot list its benchmarks:\n{_tail(done.stderr)}")
    return [line.strip() for line in done.stdout.splitlines() if line.strip()]


def selected(program, pattern):
    """Those of its benchmarks whose "program/name" contains a match of the pattern."""
    names = names_in(program)
    if pattern is None:
        return names
    return [name for name in names if pattern.search(f"{program.name}/{name}")]


def compiled(pattern):
    if pattern is None:
        return None
    try:
        return re.compile(pattern)
    except re.error as fault:
        raise Failure(f'--filter "{pattern}": {fault}') from None


def exactly(names):
    """A filter of Google Benchmark for exactly these names."""
    escaped = (re.sub(r"([.^$*+?()\[\]{}|\\])", r"\\\1", name) for name in names)
    return "^(" + "|".join(escaped) + ")$"


def run_program(program, names, repetitions, min_time, limit, under=()):
    """One run of a program: (context, entries, seconds), started by the words of `under`. Each entry gets `program`, `digest` where the
    program gave one, and keeps Google Benchmark's own keys. Raises Failure where a benchmark failed."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = [*under, str(program), f"--benchmark_filter={exactly(names)}",
                   f"--benchmark_repetitions={repetitions}", f"--benchmark_min_time={min_time:g}",
                   "--benchmark_enable_random_interleaving=" + ("true" if repetitions > 1 else "false"),
                   f"--benchmark_out={out}", "--benchmark_out_format=json"]
        began = time.monotonic()
        done = _call(command, limit)
        seconds = time.monotonic() - began
        if done.returncode != 0:
            raise Failure(f"{program.name} ended with {done.returncode}:\n{_tail(done.stderr)}")
        try:
            said = json.loads(out.read_text())
        except (OSError, ValueError) as fault:
            raise Failure(f"{program.name} wrote no result that can be read: {fault}") from None
    entries = [_entry(program.name, raw) for raw in said["benchmarks"]
               if raw.get("run_type") == "iteration"]
    missing = set(names) - {entry["run_name"] for entry in entries}
    if missing:
        raise Failure(f"{program.name} ran but said nothing of {sorted(missing)[0]}")
    return said["context"], entries, seconds


def _entry(program, raw):
    if raw.get("error_occurred"):
        raise Failure(f"{program}/{raw['name']}: {raw.get('error_message', 'failed')}")
    entry = {"program": program, **raw}
    label = entry.get("label", "")
    if label.startswith("sha256:"):
        entry["digest"] = label[len("sha256:"):]
    return entry
