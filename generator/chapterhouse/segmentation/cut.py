"""Which of the places are chapters, decided together.

A semi-Markov conditional random field (S. Sarawagi, W. Cohen 2004, Semi-Markov conditional
random fields for information extraction, NIPS): a way to cut the conversation is worth what
its places are worth plus what the lengths of its chapters are worth, both learnt. From the
probabilities of the places follows the cut with the most boundaries expected near true ones,
less a price for each (minimum Bayes risk), found by dynamic programming.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from itertools import accumulate

from .habits import Curve, Habits
from .signs import SIGNS, Place
from .talk import Talk

NEAR, ROUGHLY = 15.0, 50.0
"""Seconds within which a boundary is as good as exact, and still of use."""
NEAR_SHARE = 0.6
"""How much of a boundary's use lies in being exact."""
PRICE = 0.3
"""What a boundary costs, in the same unit."""
UNEVEN = 0.1
"""What a chapter e times longer or shorter than usual costs, in the same unit."""
USUAL, SHORTEST = 200.0, 45.0
"""Seconds in a chapter: usual, and least."""
_FAR = 1200
"""Seconds; longer chapters are not compared when there is a shorter one."""
_MOST_BEFORE = 200
"""Places with which the chapter before one may begin: as many as are found in an hour."""
_SMALLEST, _LARGEST = 1e-6, 0.95


def worth(place: Place, habits: Habits) -> float:
    """What a boundary at the place is worth by its signs, in log odds."""
    curves = [habits.curves[name] for name in SIGNS]
    signs = sum(curve(sign) for curve, sign in zip(curves, place.signs, strict=True))
    return habits.constants["opens"][0] + signs + place.opens


def probabilities(places: Sequence[Place], talk: Talk, habits: Habits) -> list[float]:
    """The probability of a boundary at each place, over all ways to cut."""
    at = [0.0, *(talk.clock[place.word] for place in places), talk.clock[-1]]
    worths = [0.0, *(worth(place, habits) for place in places), 0.0]
    worth_of_length = _by_second(habits.curves["length"])
    arcs = [_arcs(at, here, worth_of_length) for here in range(len(at))]
    forward = [0.0] + [-math.inf] * (len(at) - 1)
    for here in range(1, len(at)):
        paths = [forward[before] + value for before, value in arcs[here]]
        forward[here] = worths[here] + _log_sum(paths)
    backward: list[list[float]] = [[] for _ in at]
    backward[-1] = [0.0]
    after = [0.0] * len(at)
    for here in range(len(at) - 1, 0, -1):
        after[here] = _log_sum(backward[here])
        for before, value in arcs[here]:
            backward[before].append(value + worths[here] + after[here])
    whole = forward[-1]
    return [math.exp(min(0.0, forward[i] + after[i] - whole)) for i in range(1, len(at) - 1)]


def _by_second(length: Curve) -> list[float]:
    """What a chapter of so many seconds is worth, the last entry for all longer ones."""
    return [length(math.log(max(1, seconds))) for seconds in range(_FAR + 1)]


def _arcs(at: Sequence[float], here: int, worth: Sequence[float]) -> list[tuple[int, float]]:
    """The places with which the chapter that ends here may begin, and its length's worth."""
    now = at[here]
    first = max(0, here - _MOST_BEFORE, min(bisect.bisect_left(at, now - _FAR), here - 1))
    before = enumerate(at[first:here], first)
    return [(i, worth[min(_FAR, int(now - start))]) for i, start in before]


def _log_sum(values: Sequence[float]) -> float:
    largest = max(values, default=-math.inf)
    if largest == -math.inf:
        return largest
    return largest + math.log(sum([math.exp(value - largest) for value in values]))


# --- the choice -----------------------------------------------------------------------


def choose(times: Sequence[float], chances: Sequence[float], total: float) -> list[int]:
    """Which of the boundaries to make: their numbers, in order.

    `times` in order, from the start, and `total` are seconds.
    """
    near, rough = _within(times, chances, NEAR), _within(times, chances, ROUGHLY)
    gains = [
        NEAR_SHARE * a + (1 - NEAR_SHARE) * b - PRICE for a, b in zip(near, rough, strict=True)
    ]
    costs = [_cost(seconds) for seconds in range(_FAR + 1)]
    starts, values, previous = [0.0, *times], [0.0], [0]
    for here, gain in enumerate(gains, 1):
        first = min(bisect.bisect_left(starts, starts[here] - _FAR), here - 1)
        first = max(0, here - _MOST_BEFORE, first)
        options = [
            (values[before] - costs[min(_FAR, int(starts[here] - starts[before]))], -before)
            for before in range(first, bisect.bisect_right(starts, starts[here] - SHORTEST))
        ]
        value, before = max(options, default=(-math.inf, 0))
        values.append(value + gain)
        previous.append(-before)
    ends = [value - _cost(total - start) for value, start in zip(values, starts, strict=True)]
    chosen, at = [], ends.index(max(ends))
    while at:
        chosen.append(at - 1)
        at = previous[at]
    return chosen[::-1]


def _within(times: Sequence[float], chances: Sequence[float], reach: float) -> list[float]:
    """The probability that there is a boundary at all within `reach` seconds of each time."""
    none = [math.log1p(-min(_LARGEST, max(_SMALLEST, chance))) for chance in chances]
    sums = list(accumulate(none, initial=0.0))
    made = []
    for time in times:
        low = bisect.bisect_left(times, time - reach)
        high = bisect.bisect_right(times, time + reach)
        made.append(1 - math.exp(sums[high] - sums[low]))
    return made


def _cost(seconds: float) -> float:
    return UNEVEN * math.log(max(seconds, 1.0) / USUAL) ** 2
