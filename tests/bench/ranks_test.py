#!/usr/bin/env python3
"""The rank test against counting by hand, and what its verdicts promise on samples of known law."""

import itertools
import math
import unittest

import made_up
from measuring import ranks

ROUNDS = 300


def p_by_pairs(first, second):
    """The definition, without ranks: U counts pairs; every split of the pooled values is as likely."""
    def u(xs, ys):
        return sum(2 * (y > x) + (y == x) for x in xs for y in ys)
    pooled = list(first) + list(second)
    observed = u(first, second)
    splits = list(itertools.combinations(range(len(pooled)), len(second)))
    above = 0
    for split in splits:
        chosen = [pooled[i] for i in split]
        rest = [pooled[i] for i in range(len(pooled)) if i not in split]
        above += u(rest, chosen) >= observed
    return above / len(splits)


class RankTest(unittest.TestCase):
    def test_equals_the_count_of_all_splits_with_and_without_ties(self):
        draw = made_up.draws(1)
        for _ in range(60):
            first = [draw.randrange(6) for _ in range(draw.randrange(1, 5))]
            second = [draw.randrange(6) for _ in range(draw.randrange(1, 6))]
            self.assertAlmostEqual(ranks.p_greater(first, second), p_by_pairs(first, second), delta=1e-12)

    def test_knows_the_tabulated_tail(self):
        # Mann & Whitney 1947: n = m = 5, all of one sample above the other: 1 of 252 splits
        self.assertAlmostEqual(ranks.p_greater(range(5), range(5, 10)), 1 / 252, delta=1e-15)
        self.assertEqual(ranks.smallest_p(5, 5), 1 / 252)

    def test_large_samples_meet_the_exact_test(self):
        # 31 + 31 values go to the normal law; the exact count is the judge. The law of U has excess
        # kurtosis k = -1.2 (3 n^2 + 2 n)/(n^2 (2 n + 1)) = -0.058; the next term of Edgeworth's series
        # is |k|/24 |x^3 - 3 x| phi(x) <= |k|/24 * 0.55 = 1.4e-3
        draw = made_up.draws(2)
        for shift in (0.0, 0.2, 0.5):
            first = [draw.gauss(0, 1) for _ in range(31)]
            second = [draw.gauss(shift, 1) for _ in range(31)]
            doubled = ranks.midranks_doubled(first + second)
            exact = ranks._exact_upper(doubled, 31, sum(doubled[31:]))
            self.assertAlmostEqual(ranks.p_greater(first, second), exact, delta=1.4e-3)

    def test_equal_values_prove_nothing(self):
        self.assertEqual(ranks.p_greater([1.0] * 5, [1.0] * 5), 1.0)
        self.assertEqual(ranks.p_greater([1.0] * 40, [1.0] * 40), 1.0)

    def test_ratio_is_the_factor_of_scaled_samples(self):
        self.assertAlmostEqual(ranks.ratio([1.0, 2.0, 4.0], [3.0, 6.0, 12.0]), 3.0, delta=1e-12)


class Verdict(unittest.TestCase):
    def rates(self, shift, noise, count, disturbed=0.1, seed=3):
        draw = made_up.draws(seed)
        counts = dict.fromkeys(("slower", "faster", "same", "cannot tell"), 0)
        for _ in range(ROUNDS):
            first = made_up.times(draw, 1.0, noise, count, disturbed)
            second = made_up.times(draw, 1.0 + shift, noise, count, disturbed)
            counts[ranks.verdict(first, second, 0.05, 0.01)] += 1
        return {word: n / ROUNDS for word, n in counts.items()}

    def test_equal_samples_raise_no_alarm(self):
        # level 0.01 a side bounds it at 2 % for no least effect; three standard errors of the rounds
        bound = 0.02 + 3 * math.sqrt(0.02 * 0.98 / ROUNDS)
        for noise in (0.005, 0.02, 0.1):
            rates = self.rates(0.0, noise, 10)
            self.assertLess(rates["slower"] + rates["faster"], bound, noise)

    def test_a_change_of_just_the_least_effect_is_called_at_most_at_its_level(self):
        # the bound is the null hypothesis itself here: 1 %, and three standard errors of the rounds
        rates = self.rates(0.05, 0.02, 10)
        self.assertLessEqual(rates["slower"], 0.01 + 3 * math.sqrt(0.01 * 0.99 / ROUNDS))

    def test_a_tenth_slower_is_found(self):
        # Noise of 2 %: the 4.7 % beyond the least effect are d = 2.3 standard deviations. A t-test of
        # 10 + 10 at 0.01 then has power 0.993 (noncentrality d sqrt(5) = 5.2 against 2.55); ranks keep
        # at least 86 % of its repetitions (Hodges & Lehmann 1956), which gives 0.98
        self.assertGreater(self.rates(0.10, 0.02, 10, disturbed=0.0)["slower"], 0.95)

    def test_a_tenth_slower_is_found_on_a_disturbed_machine_with_more_repetitions(self):
        # every tenth repetition up to 30 % late: half as many again are worth what the clean ones were
        rates = self.rates(0.10, 0.02, 20)
        self.assertGreater(rates["slower"], 0.95)
        self.assertEqual(rates["faster"], 0.0)

    def test_equal_quiet_samples_are_called_the_same(self):
        self.assertGreater(self.rates(0.0, 0.005, 10, disturbed=0.0)["same"], 0.95)

    def test_noise_beyond_the_effect_is_admitted(self):
        rates = self.rates(0.0, 0.3, 5)
        self.assertGreater(rates["cannot tell"], 0.9)


if __name__ == "__main__":
    unittest.main()
