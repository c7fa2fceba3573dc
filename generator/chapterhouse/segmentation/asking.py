"""Who holds the word: the one who asks or the one who answers.

Captions don't say. Yet askers say "you" and "how do", answerers "I" and "we", and the word
passes with phrases such as "yeah so I". A linear-chain conditional random field (J. Lafferty,
A. McCallum, F. Pereira 2001, Conditional random fields, ICML) with these two states weighs the
phrases about every word; forward-backward gives the probabilities. Where the source names its
speakers, they are known and nothing is guessed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ..model import Segment
from .habits import COLUMNS, ENDS, WINDOWS, Habits
from .talk import Talk

_NOTHING = (0.0,) * COLUMNS
_SAYS = len(WINDOWS) + len(ENDS)
OPENS = _SAYS + 1
"""The column of what a phrase in the asker's turn says about a new chapter."""
_SURE = 0.99
_LABELLED, _SECOND = 0.8, 0.02
"""Shares of the words: that have a label at all, and that the second speaker has, at least."""


@dataclass(frozen=True, slots=True)
class Turns:
    """Probabilities, one for each word."""

    asking: Sequence[float]
    """It is the asker who says the word."""
    begins: Sequence[float]
    """The asker takes the word with it."""


def _phrase_rows(words: Sequence[str], habits: Habits) -> list[tuple[tuple[float, ...], ...]]:
    """Word -> the weights of the phrases that begin with it: one word and two."""
    known = habits.phrases
    singles = (known.get(word, _NOTHING) for word in words)
    doubles = (known.get(f"{a} {b}", _NOTHING) for a, b in pairwise([*words, ""]))
    return list(zip(singles, doubles, strict=True))


def hear_turns(talk: Talk, habits: Habits) -> Turns:
    """What the words and the pace tell about who speaks."""
    rows = _phrase_rows(talk.words, habits)
    columns = [[one[c] + two[c] for one, two in rows] for c in range(_SAYS + 1)]
    begins = _around(columns, WINDOWS, talk.pace, habits.constants["begins"])
    ends = _around(columns[len(WINDOWS) :], ENDS, talk.pace, habits.constants["ends"])
    bias = habits.constants["says"][0]
    return _forward_backward(begins, ends, [bias + weight for weight in columns[_SAYS]])


def read_turns(talk: Talk, segments: Sequence[Segment], habits: Habits) -> Turns | None:
    """What the labels tell, unless there are too few of them to tell who speaks."""
    labels = [segments[at].speaker for at in talk.segment]
    said = Counter(label for label in labels if label is not None)
    shares = sorted((count / len(labels) for count in said.values()), reverse=True)
    if sum(shares) < _LABELLED or len(shares) < 2 or shares[1] < _SECOND:
        return None
    asker = _asker(segments) or _sounding_like_asker(labels, hear_turns(talk, habits).asking)
    asking = [float(label == asker) for label in labels]
    begins = [_SURE * max(0.0, b - a) for a, b in pairwise([0.0, *asking])]
    return Turns(asking, begins)


def _asker(segments: Sequence[Segment]) -> str | None:
    """Who asks most questions, where there are question marks."""
    asked: Counter[str] = Counter()
    for s in segments:
        if s.speaker is not None:
            asked[s.speaker] += s.text.count("?")
    return max(asked, key=lambda label: asked[label]) if asked.total() else None


def _sounding_like_asker(labels: Sequence[str | None], asking: Sequence[float]) -> str | None:
    """Whose words are most like those of somebody who asks."""
    sums: dict[str, list[float]] = {}
    for label, chance in zip(labels, asking, strict=True):
        if label is not None:
            sums.setdefault(label, []).append(chance)
    return max(sums, key=lambda label: sum(sums[label]) / len(sums[label]))


def _around(
    columns: Sequence[Sequence[float]],
    windows: Sequence[tuple[int, int]],
    pace: Sequence[float],
    constants: Sequence[float],
) -> list[float]:
    """Word -> the sum of the weights of what stands in the windows about it."""
    bias, slope = constants
    scores = [bias + slope * value for value in pace]
    for column, (low, high) in zip(columns, windows, strict=False):
        sums = list(accumulate(column, initial=0.0))
        padded = [0.0] * max(0, -low) + sums + [sums[-1]] * max(0, high)
        shift = max(0, -low)
        first, last = padded[low + shift :], padded[high + shift :]
        scores = [s + b - a for s, a, b in zip(scores, first, last, strict=False)]
    return scores


def _forward_backward(
    begins: Sequence[float], ends: Sequence[float], says: Sequence[float]
) -> Turns:
    """The two states' probabilities, scaled at every word; scores are capped to stay finite."""
    take, give, hold = (list(map(_odds, scores)) for scores in (begins, ends, says))
    n = len(take)
    forward = [(0.5, 0.5)] * n
    for i in range(n):
        answering, asking = forward[i - 1] if i else (1.0, 1.0)
        stays = answering + asking * give[i] if i else 1.0
        asks = (asking + answering * take[i]) * hold[i] if i else hold[i]
        forward[i] = (stays / (stays + asks), asks / (stays + asks))
    asking_of, begins_of = [0.0] * n, [0.0] * n
    later, ask_later = 1.0, 1.0
    for i in range(n - 1, -1, -1):
        answering, asking = forward[i]
        whole = answering * later + asking * ask_later
        asking_of[i] = asking * ask_later / whole
        if i:
            before, asked_before = forward[i - 1]
            came = before * take[i]
            begins_of[i] = asking_of[i] * came / (came + asked_before)
            asks, stays = ask_later * hold[i], later
            later, ask_later = stays + take[i] * asks, give[i] * stays + asks
            largest = max(later, ask_later)
            later, ask_later = later / largest, ask_later / largest
    return Turns(asking_of, begins_of)


def _odds(score: float) -> float:
    return math.exp(-20.0 if score < -20.0 else 20.0 if score > 20.0 else score)


def smoothed(values: Sequence[float]) -> list[float]:
    """The sum of five neighbouring values: the exact word matters little."""
    sums = list(accumulate([0.0, 0.0, *values, 0.0, 0.0], initial=0.0))
    return [b - a for a, b in zip(sums, sums[5:], strict=False)]
