"""Results of bench/suite made up for tests, and calls of its scripts."""

import json
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))


def times(draw, median, noise, count, disturbed=0.1):
    """Times as shared machines give them: log-normal, a share of them disturbed and up to 30 % late."""
    return [median * draw.lognormvariate(0.0, noise) * (1.0 + (draw.random() < disturbed) * draw.random() * 0.3)
            for _ in range(count)]


def entries(name, seconds, digest="ab", program="kernel", **more):
    return [{"program": program, "name": name, "run_name": name, "run_type": "iteration", "repetitions": len(seconds),
             "repetition_index": i, "iterations": 1, "real_time": 1e3 * value, "cpu_time": 1e3 * value,
             "time_unit": "ms", "digest": digest, **more} for i, value in enumerate(seconds)]


def result(benchmarks, **machine):
    return {"format": "mesogrid-bench", "version": 1,
            "context": {"mesogrid": {
                "version": "1", "commit": "c", "compiler": "GNU", "flags": "-O3", "bench_changed": False,
                "machine": {"processor": "P", "family_model_stepping": "1/2/3", "cores": 2, "caches": {}, **machine},
                "finished": "2026-01-01T00:00:00+00:00", "settings": {}, "digest": "d"}},
            "benchmarks": benchmarks}


def write(folder, name, content):
    path = Path(folder) / name
    path.write_text(json.dumps(content))
    return str(path)


def call(script, *arguments):
    done = subprocess.run([sys.executable, "-B", str(ROOT / "bench" / script), *arguments],
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def draws(seed):
    return random.Random(seed)
