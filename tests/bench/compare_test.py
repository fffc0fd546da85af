#!/usr/bin/env python3
"""bench/compare as a person or a script calls it: exit codes, verdicts and refusals."""

import tempfile
import unittest

import made_up


class Compare(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.draw = made_up.draws(11)

    def sample(self, median, count=10, **more):
        return made_up.entries("BM_X/2", made_up.times(self.draw, median, 0.01, count), **more)

    def compare(self, a, b, *options):
        paths = [made_up.write(self.folder.name, name, content) for name, content in (("a", a), ("b", b))]
        return made_up.call("compare", *paths, *options)

    def test_equal_results_pass(self):
        code, out, _ = self.compare(made_up.result(self.sample(1.0)), made_up.result(self.sample(1.0)))
        self.assertEqual(code, 0, out)
        self.assertIn("1 same", out)

    def test_a_slower_benchmark_fails(self):
        code, out, _ = self.compare(made_up.result(self.sample(1.0)), made_up.result(self.sample(1.2)))
        self.assertEqual(code, 1, out)
        self.assertIn("slower", out)

    def test_a_faster_benchmark_passes_and_is_named(self):
        code, out, _ = self.compare(made_up.result(self.sample(1.2)), made_up.result(self.sample(1.0)))
        self.assertEqual(code, 0, out)
        self.assertIn("1 faster", out)

    def test_units_do_not_matter(self):
        other = self.sample(1.0)
        for entry in other:
            entry["real_time"] *= 1e6
            entry["time_unit"] = "ns"
        code, out, _ = self.compare(made_up.result(self.sample(1.0)), made_up.result(other))
        self.assertEqual(code, 0, out)

    def test_too_few_repetitions_are_refused_with_the_number_needed(self):
        code, out, err = self.compare(made_up.result(self.sample(1.0, 3)), made_up.result(self.sample(2.0, 3)))
        self.assertEqual((code, out), (2, ""))
        self.assertIn("5 of each are needed", err)

    def test_another_machine_is_refused_unless_asked(self):
        a, b = made_up.result(self.sample(1.0)), made_up.result(self.sample(1.0), processor="Q")
        code, _, err = self.compare(a, b)
        self.assertEqual(code, 2)
        self.assertIn("processor: P and Q", err)
        self.assertEqual(self.compare(a, b, "--anyway")[0], 0)

    def test_other_numbers_of_threads_are_refused_unless_asked(self):
        a = made_up.result(self.sample(1.0, workers=1.0))
        b = made_up.result(self.sample(1.0, workers=2.0))
        self.assertEqual(self.compare(a, b)[0], 2)
        self.assertEqual(self.compare(a, b, "--anyway")[0], 0)

    def test_a_machine_that_changed_speed_is_refused_unless_asked(self):
        def with_bound(median):
            bound = made_up.entries("BM_Update/2", made_up.times(self.draw, median, 0.01, 10), program="bounds")
            return made_up.result(self.sample(median) + bound)
        a, b = with_bound(1.0), with_bound(1.5)
        code, out, err = self.compare(a, b)
        self.assertEqual((code, out), (2, ""))
        self.assertIn("machine itself changed speed", err)
        self.assertEqual(self.compare(a, b, "--anyway")[0], 1)

    def test_other_numbers_in_the_result_are_told(self):
        _, _, err = self.compare(made_up.result(self.sample(1.0)), made_up.result(self.sample(1.0, digest="cd")))
        self.assertIn("computes other numbers", err)

    def test_nothing_in_common_is_refused(self):
        other = made_up.entries("BM_Y", [1.0] * 10)
        self.assertEqual(self.compare(made_up.result(self.sample(1.0)), made_up.result(other))[0], 2)

    def test_files_that_are_no_results_are_refused(self):
        good = made_up.write(self.folder.name, "a", made_up.result(self.sample(1.0)))
        spoilt = [made_up.result(self.sample(1.0)) for _ in range(4)]
        spoilt[0]["benchmarks"][3]["real_time"] = -1.0
        spoilt[1]["benchmarks"][3]["real_time"] = float("nan")
        spoilt[2]["benchmarks"][3] = 7
        del spoilt[3]["context"]["mesogrid"]["machine"]
        for content in ({}, [], {"format": "mesogrid-bench", "version": 9, "benchmarks": [1]}, *spoilt):
            code, _, err = made_up.call("compare", good, made_up.write(self.folder.name, "b", content))
            self.assertEqual(code, 2)
            self.assertNotIn("Traceback", err)
        self.assertEqual(made_up.call("compare", good, self.folder.name + "/none")[0], 2)


if __name__ == "__main__":
    unittest.main()
