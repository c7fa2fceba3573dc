"""Chapters for a transcript that has no headings: where the conversation turns.

Two signs are weighed at every place where a chapter could begin: how little the words before
and after have in common (TextTiling, Hearst 1997, in `cohesion`), and what interviewers say
when they open a new part (`cues`). Of all ways to cut, the one is taken whose places score
best together and whose chapters have lengths that a reader can use, by dynamic programming.
Titles are another matter and made elsewhere, from the text alone.

Length is counted in words, not in seconds: transcripts without times work the same way, and
times that run backwards do no harm.
"""

from __future__ import annotations

import bisect
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..model import Segment
from .cohesion import GAP, depths
from .cues import Cue, find_cues
from .titles import make_titles

_IDEAL = 500
"""Words in a chapter: three minutes and a bit."""
_SHORTEST = 120
"""Words; a chapter with fewer is worth its title only for a very clear turn."""
_TOO_SHORT_COST = 5.0
_LENGTH_COST = 1.0
"""Of a chapter e times (2.7 times) longer or shorter than ideal."""
_LONGEST_SEARCH = 4000
"""Words; no chapter is considered that is longer, if there is a choice."""
_BIAS = -1.4
"""The score of a place without any sign."""
_DEPTH_WEIGHT = 2.7
_CUE_REACH = 35
"""Words after a place in which cues count for it."""
_CUE_NEAR = 14
"""Words within which a place needs a cue, unless its depth alone stands out."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Boundary:
    """A generated chapter: where it begins and what it is called."""

    position: int
    """Of its first segment."""
    title: str


def segment(segments: Sequence[Segment]) -> tuple[Boundary, ...]:
    """The chapters of a conversation; the first begins with the first segment."""
    if not segments:
        return ()
    positions = find_boundaries(segments)
    titles = make_titles(segments, positions)
    return tuple(map(Boundary, positions, titles))


def find_boundaries(segments: Sequence[Segment]) -> list[int]:
    """The positions of the segments with which chapters begin, 0 among them."""
    places = [_Place(0, 0, 0.0), *_places(segments)]
    total = sum(len(s.text.split()) for s in segments)
    return [place.position for place in _best_cut(places, total)]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a chapter could begin."""

    position: int
    word: int
    """How many words are spoken before it."""
    score: float


# --- the places and their scores ------------------------------------------------------


def _places(segments: Sequence[Segment]) -> list[_Place]:
    """Every segment after the first that a cue or a change of words makes a candidate."""
    text = " ".join(s.text for s in segments)
    words = text.split()
    before = [0, *accumulate(len(s.text.split()) for s in segments)]
    cues = _cues_by_word(text)
    cue_words = [word for word, _ in cues]
    depth = depths(words)
    deep = _standing_out(depth)
    openings = _openings(segments)
    every = len(openings) < len(segments) - 1
    made = []
    for position in openings:
        word = before[position]
        gap = round(word / GAP)
        near = bisect.bisect_left(cue_words, word - 1)
        cued = near < len(cues) and cue_words[near] <= word + _CUE_NEAR
        if every or cued or gap in deep:
            ahead = cues[near : bisect.bisect_left(cue_words, word + _CUE_REACH)]
            here = max(depth[max(0, gap - 1) : gap + 2], default=0.0)
            score = _BIAS + _DEPTH_WEIGHT * here + _cue_score(cue for _, cue in ahead)
            made.append(_Place(position, word, score))
    return made


def _cues_by_word(text: str) -> list[tuple[int, Cue]]:
    """The cues with the number of words before each, in order."""
    begins = [match.start() for match in _WORD.finditer(text)]
    numbered = [(bisect.bisect_right(begins, cue.position) - 1, cue) for cue in find_cues(text)]
    return sorted(numbered, key=lambda pair: (pair[0], pair[1].kind))


def _cue_score(cues: Iterable[Cue]) -> float:
    """Each kind counts once."""
    return sum({cue.kind: cue.weight for cue in cues}.values())


def _standing_out(depth: Sequence[float]) -> set[int]:
    """The gaps that are local peaks above mean plus half a deviation (Hearst's cutoff)."""
    if not depth:
        return set()
    mean = sum(depth) / len(depth)
    deviation = math.sqrt(sum((d - mean) ** 2 for d in depth) / len(depth))
    return {
        gap
        for gap, d in enumerate(depth)
        if d > mean + deviation / 2 and d == max(depth[max(0, gap - 2) : gap + 3])
    }


def _openings(segments: Sequence[Segment]) -> list[int]:
    """The positions at which a chapter may begin.

    Captions: every line. Where speakers are known: where the one who asks takes the word.
    """
    asker = _asker(segments)
    turns = [i for i in range(1, len(segments)) if segments[i].speaker != segments[i - 1].speaker]
    asked = [i for i in turns if asker is not None and segments[i].speaker == asker]
    return asked or turns or list(range(1, len(segments)))


def _asker(segments: Sequence[Segment]) -> str | None:
    """The speaker who asks most questions, if anybody does."""
    asked: Counter[str] = Counter()
    for s in segments:
        if s.speaker is not None:
            asked[s.speaker] += s.text.count("?")
    return max(asked, key=lambda label: asked[label]) if asked.total() else None


# --- the best cut ---------------------------------------------------------------------


def _best_cut(places: Sequence[_Place], total: int) -> list[_Place]:
    """The places, the first among them, whose scores and chapter lengths are best together."""
    value = [0.0] * len(places)
    previous = [0] * len(places)
    for here in range(1, len(places)):
        previous[here], best = _best_before(places, value, here)
        value[here] = best + places[here].score
    ends = [v - _length_cost(total - p.word) for v, p in zip(value, places, strict=True)]
    at = ends.index(max(ends))
    cut = [places[at]]
    while at:
        at = previous[at]
        cut.append(places[at])
    return cut[::-1]


def _best_before(places: Sequence[_Place], value: Sequence[float], here: int) -> tuple[int, float]:
    """The best place for the chapter before `here` to begin, and what all up to it is worth."""
    best, best_value = here - 1, -math.inf
    for before in range(here - 1, -1, -1):
        length = places[here].word - places[before].word
        if length > _LONGEST_SEARCH and best_value > -math.inf:
            break
        worth = value[before] - _length_cost(length)
        if worth > best_value:
            best, best_value = before, worth
    return best, best_value


def _length_cost(words: int) -> float:
    if words < _SHORTEST:
        return _TOO_SHORT_COST
    return _LENGTH_COST * math.log(words / _IDEAL) ** 2
