#!/usr/bin/env python3
"""bench/scaling on made-up times of known law."""

import tempfile
import unittest

import made_up
from measuring import scaling_fit


class Fit(unittest.TestCase):
    def test_recovers_the_serial_fraction_of_exact_times(self):
        for s in (0.0, 0.05, 0.5, 1.0):
            times = {p: 3.0 * (s + (1 - s) / p) for p in (1, 2, 4, 8)}
            self.assertAlmostEqual(scaling_fit.amdahl(times), s, delta=1e-12)
            self.assertLess(scaling_fit.misfit(times), 1e-12)

    def test_error_bar_covers_the_truth(self):
        # 200 experiments: two standard errors must cover about 95 %; below 85 % would be 6 sigma off
        draw = made_up.draws(5)
        covered = 0
        for seed in range(200):
            samples = {p: [(0.1 + 0.9 / p) * draw.lognormvariate(0, 0.02) for _ in range(15)] for p in (1, 2, 4)}
            medians = {p: sorted(values)[7] for p, values in samples.items()}
            error = scaling_fit.resampled(samples, scaling_fit.amdahl, seed)
            covered += abs(scaling_fit.amdahl(medians) - 0.1) <= 2 * error
        self.assertGreater(covered, 170)

    def test_one_repetition_has_no_error(self):
        self.assertIsNone(scaling_fit.resampled({1: [1.0], 2: [0.5]}, scaling_fit.amdahl))

    def test_a_law_of_another_form_is_not_hidden(self):
        self.assertGreater(scaling_fit.misfit({1: 1.0, 2: 0.5, 4: 0.5, 8: 0.9}), 0.1)


class Scaling(unittest.TestCase):
    def scaling(self, benchmarks, *options):
        with tempfile.TemporaryDirectory() as folder:
            return made_up.call("scaling", made_up.write(folder, "r", made_up.result(benchmarks)), *options)

    def pair(self, name, two, digests=("ab", "ab")):
        return [entry for threads, seconds, digest in ((1, 1.0, digests[0]), (2, two, digests[1]))
                for entry in made_up.entries(f"{name}/threads:{threads}/real_time", [seconds] * 4, digest,
                                             workers=float(threads))]

    def test_tells_efficiency_and_serial_fraction(self):
        code, out, _ = self.scaling(self.pair("BM_X", 0.55))
        self.assertEqual(code, 0)
        self.assertIn("90.9 +- 0.0", out)
        self.assertIn("10.0 +- 0.0", out)
        self.assertIn("same", out)

    def test_weak_scaling_is_told_as_such(self):
        code, out, _ = self.scaling(self.pair("BM_WeakX", 1.25))
        self.assertEqual(code, 0)
        self.assertIn("80.0 +- 0.0", out)

    def test_a_result_that_depends_on_threads_fails(self):
        code, _, err = self.scaling(self.pair("BM_X", 0.5, ("ab", "cd")))
        self.assertEqual(code, 1)
        self.assertIn("results depend on the number of threads", err)

    def test_a_first_argument_that_is_no_thread_count_is_left_out_and_named(self):
        sizes = [entry for n in (1, 2) for entry in made_up.entries(f"BM_Size/{n}", [1.0], workers=2.0)]
        code, out, err = self.scaling(self.pair("BM_X", 0.5) + sizes)
        self.assertEqual(code, 0)
        self.assertNotIn("BM_Size", out)
        self.assertIn("BM_Size", err)

    def test_nothing_to_tell_is_refused(self):
        self.assertEqual(self.scaling(made_up.entries("BM_Y", [1.0]))[0], 2)


if __name__ == "__main__":
    unittest.main()
