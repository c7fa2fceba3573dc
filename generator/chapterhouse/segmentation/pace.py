"""Where the pace of speech changes: two people seldom speak equally fast.

Words spoken so far, set against time, make a line that is straight as long as one person goes
on at one pace, and bends or steps where the word passes or somebody pauses. Every way to lay
straight pieces through the points is weighed by how well the pieces fit and how few they are;
over all ways follows the probability that a piece begins at a line (P. Fearnhead 2006, Exact
and efficient Bayesian inference for multiple changepoint problems, Statistics and Computing
16). Pauses and pace as signs of a new topic: E. Shriberg, A. Stolcke, D. Hakkani-Tür, G. Tür
(2000), Prosody-based automatic segmentation of speech into sentences and topics, Speech
Communication 32.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import accumulate

_NOISE = 0.35
"""Seconds by which a line's time is off: captions give whole seconds."""
_PIECE_COST = 4.0
"""What another piece costs, in log odds."""
_LONGEST_PIECE = 60
"""Lines; a longer piece counts as two."""


def breaks(times: Sequence[float], counts: Sequence[int]) -> list[float]:
    """Line -> the probability (0 to 1) that the pace breaks with it.

    `times` are seconds, `counts` words, one for each line.
    """
    pieces = list(_pieces(times, counts))
    ahead = _log_sums(pieces)
    back = _log_sums_from_the_end(pieces)
    whole = ahead[-1]
    return [math.exp(min(0.0, a + b - whole)) for a, b in zip(ahead, back[:-1], strict=False)]


def _pieces(times: Sequence[float], counts: Sequence[int]) -> Iterator[list[float]]:
    """For every line, what the pieces are worth that end before the next: log likelihoods,
    the longest first."""
    middle = times[len(times) // 2] if times else 0.0
    half = sum(counts) / 2
    xs = [x - half for x in accumulate(counts, initial=0)]
    points = [(x, t - middle) for x, t in zip(xs, times, strict=False)]
    columns = zip(*((x, y, x * x, x * y, y * y) for x, y in points), strict=True)
    sums = [list(accumulate(column, initial=0.0)) for column in columns]
    share = -0.5 / _NOISE**2
    for end in range(1, len(times) + 1):
        x1, y1, xx1, xy1, yy1 = (column[end] for column in sums)
        worth = []
        for first in range(max(0, end - _LONGEST_PIECE), end):
            n = end - first
            x, y = x1 - sums[0][first], y1 - sums[1][first]
            spread = xx1 - sums[2][first] - x * x / n
            error = yy1 - sums[4][first] - y * y / n
            if spread > 1e-9:
                slope = xy1 - sums[3][first] - x * y / n
                error -= slope * slope / spread
            worth.append(share * error - _PIECE_COST if error > 0 else -_PIECE_COST)
        yield worth


def _log_sums(pieces: list[list[float]]) -> list[float]:
    """Line -> what all ways to lay pieces over the lines before it are worth."""
    made = [0.0]
    for end, worth in enumerate(pieces, 1):
        made.append(_log_sum(map(float.__add__, made[end - len(worth) : end], worth)))
    return made


def _log_sums_from_the_end(pieces: list[list[float]]) -> list[float]:
    """Line -> what all ways to lay pieces over it and the lines after it are worth."""
    waiting: list[list[float]] = [[] for _ in range(len(pieces) + 1)]
    waiting[-1].append(0.0)
    made = [0.0] * len(waiting)
    for end in range(len(pieces), 0, -1):
        made[end] = _log_sum(waiting[end])
        waiting[end].clear()
        first = end - len(pieces[end - 1])
        for begin, worth in enumerate(pieces[end - 1], first):
            waiting[begin].append(made[end] + worth)
    made[0] = _log_sum(waiting[0])
    return made


def _log_sum(values: Iterator[float] | list[float]) -> float:
    every = list(values)
    largest = max(every)
    return largest + math.log(sum([math.exp(v - largest) for v in every if v > largest - 30]))
