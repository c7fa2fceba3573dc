"""A conversation as the other modules look at it: word after word, with its clock and pace.

Words are folded, so that captions (lower case, no punctuation) and edited text read the same.
The clock runs in seconds and only forwards: where a time is missing, runs backwards or leaps,
an ordinary one takes its place, so that every transcript has lengths to reckon with.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Segment
from .pace import breaks

_WORDS_A_SECOND = 2.4
_LONGEST_LINE = 60.0
"""Seconds; a line of few words that seems to last longer is followed by a gap or a wrong time."""
_SHORT_LINE = 16
"""Words; a text whose lines are longer on average comes in paragraphs, and has no pace."""
_UNKNOWN_PACE = -0.5
"""About what the places have at which people turn to a new subject."""
_ROUGH = -0.5
"""On average. Where it is more, the times are rough: everything seems to break."""
_SAMPLE = 300
"""Lines that show whether times are rough."""
_STEEPEST = 2.3
_MARKS = ".,?!:;\"()[]{}“”„…–—-'‘’*_"


@dataclass(frozen=True, slots=True)
class Talk:
    """The spoken words of all segments."""

    words: tuple[str, ...]
    segment: tuple[int, ...]
    """Word -> the position of its segment."""
    clock: tuple[float, ...]
    """Word -> seconds since the first, never falling."""
    pace: tuple[float, ...]
    """Word -> how surely the pace breaks with its line or the next: log odds, a third of them."""


def listen(segments: Sequence[Segment]) -> Talk:
    """The talk of the segments; words that are only punctuation are left out."""
    rows = [[word for raw in s.text.split() if (word := folded(raw))] for s in segments]
    starts, counts = [s.start for s in segments], [len(row) for row in rows]
    pace = _pace(starts, counts)
    return Talk(
        tuple(word for row in rows for word in row),
        tuple(at for at, count in enumerate(counts) for _ in range(count)),
        tuple(_clock(starts, counts)),
        tuple(pace[at] for at, count in enumerate(counts) for _ in range(count)),
    )


def folded(word: str) -> str:
    """Lower case, straight apostrophes, no punctuation around it."""
    return word.casefold().replace("’", "'").strip(_MARKS)


def _clock(starts: Sequence[float | None], counts: Sequence[int]) -> Iterator[float]:
    """Word -> seconds; the words of a line are spread evenly over it."""
    now = 0.0
    for start, after, count in zip(starts, [*starts[1:], None], counts, strict=True):
        usual = count / _WORDS_A_SECOND
        known = start is not None and after is not None
        told = (after or 0.0) - (start or 0.0) if known else usual
        lasts = max(0.0, min(max(_LONGEST_LINE, 2 * usual), told))
        yield from (now + lasts * number / count for number in range(count))
        now += lasts


def _pace(starts: Sequence[float | None], counts: Sequence[int]) -> list[float]:
    """Segment -> its pace; unknown where lines are long, times rough or missing."""
    times = [start for start in starts if start is not None]
    if len(times) < len(starts) or sum(counts) > _SHORT_LINE * len(counts):
        return [_UNKNOWN_PACE] * len(starts)
    words = [max(1, count) for count in counts]
    if _is_rough(_breaking(times[:_SAMPLE], words[:_SAMPLE])):
        return [_UNKNOWN_PACE] * len(starts)
    return _breaking(times, words)


def _breaking(times: Sequence[float], words: Sequence[int]) -> list[float]:
    """Line -> how surely the pace breaks with it or the next."""
    odds = [_third_of_log_odds(p) for p in breaks(times, words)]
    return [max(pair) for pair in zip(odds, [*odds[1:], -_STEEPEST], strict=True)]


def _is_rough(pace: Sequence[float]) -> bool:
    return sum(pace) > _ROUGH * len(pace)


def _third_of_log_odds(p: float) -> float:
    inside = min(0.999, max(0.001, p))
    return math.log(inside / (1 - inside)) / 3
