"""Where the words change, for talks of which nothing else is known.

TextTiling: M. A. Hearst (1997), TextTiling: Segmenting Text into Multi-paragraph Subtopic
Passages, Computational Linguistics 23(1). It knows no language, so it finds chapters where the
phrases of the interviewer aren't known, in German as in Japanese. Where they are known,
`signs` do better.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence

from .cohesion import GAP, depths
from .talk import Talk

_CHANCE_AT_CUTOFF = 0.15
_STEEPNESS = 1.2
"""How much surer a boundary gets with each standard deviation of depth, in log odds."""


def tile(talk: Talk, openings: Sequence[int]) -> tuple[list[int], list[float]]:
    """Words with which chapters could begin, and how probable each is.

    `openings` are the words that begin a line, in order: no chapter begins elsewhere.
    """
    depth = depths(talk.words)
    if not depth:
        return [], []
    mean = sum(depth) / len(depth)
    deviation = math.sqrt(sum((d - mean) ** 2 for d in depth) / len(depth)) or 1.0
    found: dict[int, float] = {}
    for gap, d in enumerate(depth):
        if d > mean + deviation / 2 and d == max(depth[max(0, gap - 2) : gap + 3]):
            word = _nearest(openings, gap * GAP)
            if word:
                found[word] = max(_chance((d - mean) / deviation - 0.5), found.get(word, 0.0))
    words = sorted(found)
    return words, [found[word] for word in words]


def _chance(deviations: float) -> float:
    odds = _CHANCE_AT_CUTOFF / (1 - _CHANCE_AT_CUTOFF) * math.exp(_STEEPNESS * deviations)
    return odds / (1 + odds)


def _nearest(openings: Sequence[int], word: int) -> int:
    at = bisect_left(openings, word)
    return min(openings[max(0, at - 1) : at + 1], key=lambda opening: abs(opening - word))
