"""Rank tests of two samples: exact, ties included, or normal with a tie correction when large."""

import math

EXACT_UP_TO = 60  # values in both samples together


def midranks_doubled(values):
    """Twice the midrank of each value, whole numbers."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0] * len(values)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and values[order[last + 1]] == values[order[first]]:
            last += 1
        for place in range(first, last + 1):
            ranks[order[place]] = first + last + 2
        first = last + 1
    return ranks


def _exact_upper(ranks, size, observed):
    """P(sum of `size` of the ranks, drawn without replacement, >= observed), by counting."""
    ways = [{} for _ in range(size + 1)]  # ways[k]: sum -> number of subsets of k ranks
    ways[0][0] = 1
    for rank in ranks:
        for k in range(size - 1, -1, -1):
            target = ways[k + 1]
            for total, count in ways[k].items():
                target[total + rank] = target.get(total + rank, 0) + count
    above = sum(count for total, count in ways[size].items() if total >= observed)
    return above / math.comb(len(ranks), size)


def _normal_upper(ranks, size, observed):
    total = len(ranks)
    mean = size * sum(ranks) / total
    spread = sum((rank - sum(ranks) / total) ** 2 for rank in ranks) / total
    variance = size * (total - size) / (total - 1) * spread
    if variance == 0.0:
        return 1.0
    # half a step of continuity: doubled ranks move by 2, or by 1 with ties
    return 0.5 * math.erfc((observed - 1 - mean) / math.sqrt(2.0 * variance))


def p_greater(first, second):
    """One-sided Mann-Whitney p-value of "second tends to be larger than first" (Mann & Whitney 1947,
    Ann Math Stat 18:50), conditional on the ties that are there."""
    ranks = midranks_doubled(list(first) + list(second))
    observed = sum(ranks[len(first):])
    if len(ranks) <= EXACT_UP_TO:
        return _exact_upper(ranks, len(second), observed)
    return _normal_upper(ranks, len(second), observed)


def smallest_p(first_size, second_size):
    """The smallest p-value that samples of these sizes can give."""
    return 1.0 / math.comb(first_size + second_size, second_size)


def median(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return 0.5 * (ordered[half - 1] + ordered[half])


def ratio(first, second):
    """How many times larger the second sample is: exp of the median of all differences of logarithms
    (Hodges & Lehmann 1963, Ann Math Stat 34:598)."""
    return math.exp(median([math.log(b / a) for a in first for b in second]))


def verdict(first, second, effect, alpha):
    """faster, slower, same or cannot tell, for times: what the second is against the first.

    slower: second > first (1 + effect) at level alpha; faster: second < first / (1 + effect) likewise.
    same: neither bound can hold, i.e. second < first (1 + effect) and second > first / (1 + effect),
    each at alpha (two one-sided tests). Else cannot tell."""
    factor = 1.0 + effect
    above = [factor * value for value in first]
    below = [value / factor for value in first]
    if p_greater(above, second) <= alpha:
        return "slower"
    if p_greater(second, below) <= alpha:
        return "faster"
    if p_greater(second, above) <= alpha and p_greater(below, second) <= alpha:
        return "same"
    return "cannot tell"
