"""Fits of times over numbers of threads."""

import random

from measuring import ranks

RESAMPLES = 1000


def amdahl(times):
    """Serial fraction s of t(p) = t(1) (s + (1 - s)/p) (Amdahl 1967), least squares in t over 1/p;
    `times`: {threads: seconds}, at least two counts. Not clipped: below 0 means faster than ideal."""
    points = [(1.0 / threads, value) for threads, value in times.items()]
    count = len(points)
    mean_x = sum(x for x, _ in points) / count
    mean_t = sum(t for _, t in points) / count
    slope = (sum((x - mean_x) * (t - mean_t) for x, t in points)
             / sum((x - mean_x) ** 2 for x, _ in points))
    serial = mean_t - slope * mean_x
    return serial / (serial + slope)


def resampled(samples, function, seed=1):
    """Standard error of a function of medians by bootstrap over repetitions (Efron 1979), keyed by the
    seed; None where a count has a single repetition. `samples`: {threads: [seconds]}."""
    if any(len(values) < 2 for values in samples.values()):
        return None
    draw = random.Random(seed)
    values = []
    for _ in range(RESAMPLES):
        values.append(function({threads: ranks.median(draw.choices(times, k=len(times)))
                                for threads, times in samples.items()}))
    mean = sum(values) / len(values)
    return (sum((value - mean) ** 2 for value in values) / (len(values) - 1)) ** 0.5


def misfit(times):
    """Largest relative distance of a time from the fitted law; 0 with two counts, which it meets."""
    s = amdahl(times)
    one = sum(times.values()) / sum(s + (1.0 - s) / threads for threads in times)
    return max(abs(one * (s + (1.0 - s) / threads) / value - 1.0) for threads, value in times.items())
