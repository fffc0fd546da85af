#!/usr/bin/env python3
"""Runs the outside program on its scenario, and the shipped program, which must refuse it.

Usage: run_outside_pattern.py OUTSIDE_PROGRAM SHIPPED_PROGRAM SCENARIO
"""

import json
import math
import subprocess
import sys

DONE, BAD_INPUT = 0, 2


def output_of(expected_code, *command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != expected_code:
        sys.exit(f"{command}: exit code {done.returncode}, not {expected_code}\n{done.stderr}")
    return done


def main():
    outside, shipped, scenario = sys.argv[1:]
    assert "diagonal" in output_of(DONE, outside, "list", "patterns").stdout
    output_of(DONE, outside, "check", scenario)
    result = json.loads(output_of(DONE, outside, "run", "--json", "-", scenario).stdout)

    # On 50 mm x 40 mm, rows of points 5 sqrt(2) mm apart at half of that from row to row: whole
    # steps along x times whole rows along y, all inside the rectangle.
    diagonal = 5.0 * math.sqrt(2.0)
    count = math.floor(50.0 / diagonal) * math.floor(40.0 / (diagonal / 2.0))
    columns = result["punctures"]["columns"]
    places = [(row[columns.index("x")], row[columns.index("y")]) for row in result["punctures"]["rows"]]
    assert len(places) == count == 77, (len(places), count)
    assert result["measures"]["puncture_count"]["value"] == count

    # 1e-9 mm: coordinates of 50 mm carry a rounding of 7e-15 mm.
    nearest = min(math.dist(a, b) for i, a in enumerate(places) for b in places[:i])
    assert abs(nearest - 5.0) < 1e-9, nearest

    refusal = output_of(BAD_INPUT, shipped, "check", scenario).stderr
    assert "diagonal" in refusal, refusal
    print(f"{count} punctures, nearest {nearest:g} mm")


main()
