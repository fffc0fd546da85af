#!/usr/bin/env python3
"""bench/plots: sound XML, the same bytes for the same result, and no claim without a number."""

import tempfile
import unittest
import xml.etree.ElementTree
from pathlib import Path

import made_up
from measuring import goals, svg


def p100(count=10, seconds=0.03):
    return [entry for threads in (1, 2) for entry in made_up.entries(
        f"BM_P100LayersVaried/{threads}", [seconds] * count, program="p100", workers=float(threads),
        error_1h=7e-4, error_6h=5e-4, error_24h=3e-4, bytes_per_voxel=7.0, fma_share=0.25)]


class Plots(unittest.TestCase):
    def draw(self, benchmarks, **settings):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        result = made_up.result(benchmarks)
        result["context"]["mesogrid"]["settings"] = settings
        path = made_up.write(folder.name, "r.json", result)
        code, _, err = made_up.call("plots", path, "--out", folder.name + "/out")
        self.assertEqual(code, 0, err)
        return {file.name: file.read_text() for file in sorted(Path(folder.name, "out").iterdir())}

    def test_draws_sound_files_with_the_same_bytes_each_time(self):
        first = self.draw(p100())
        self.assertEqual(first, self.draw(p100()))
        self.assertEqual(sorted(first), ["efficiency.svg", "results.md", "shares.svg", "work_and_error.svg"])
        for name, text in first.items():
            if name.endswith(".svg"):
                xml.etree.ElementTree.fromstring(text)

    def test_says_of_a_quick_result_that_its_times_mean_nothing(self):
        self.assertIn("not to be trusted", self.draw(p100(), quick=True)["results.md"])
        self.assertNotIn("not to be trusted", self.draw(p100())["results.md"])

    def test_labels_are_text_and_not_markup(self):
        xml.etree.ElementTree.fromstring(svg.bars("a < b & c", [("<x>", 1.0, None, svg.OURS)], "&"))
        points = [(1e-3, 2.0, "<&>", svg.OURS), (1e-1, 30.0, "b", svg.OURS)]
        xml.etree.ElementTree.fromstring(svg.scatter("t", points, "x", "y"))


class Goals(unittest.TestCase):
    def outcome(self, benchmarks, goal):
        return {row[0]: row[4] for row in goals.judged(made_up.result(benchmarks))}[goal]

    def test_reached_missed_and_not_measured_are_told_apart(self):
        time = "1 P100-layers-varied: three snapshots"
        self.assertEqual(self.outcome(p100(seconds=0.03), time), "reached")
        self.assertEqual(self.outcome(p100(seconds=0.05), time), "missed")
        self.assertEqual(self.outcome(p100(), "7 start of a process"), "not measured")

    def test_a_percentile_needs_ten_repetitions(self):
        spread = "1 90th percentile over median"
        self.assertEqual(self.outcome(p100(10), spread), "reached")
        self.assertEqual(self.outcome(p100(9), spread), "not measured")


if __name__ == "__main__":
    unittest.main()
