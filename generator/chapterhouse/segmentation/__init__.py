"""Chapters for a transcript that has no headings: where the conversation turns.

People set a chapter where the one who asks opens a new subject. So this package first works
out who asks (`asking`), then looks at every place where the asker may take the word for signs
of a new subject (`signs`), and at last decides about all places together (`cut`). What the
signs are worth was learnt from interviews whose chapters people had set (`habits`). In a
language whose phrases aren't known the words alone must do (`tiling`). Titles are another
matter and made elsewhere, from the text alone (`titles`).

docs/chapters.md compares this with the methods that were tried besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Segment
from .asking import hear_turns, read_turns
from .cut import choose, probabilities
from .habits import Habits, read_habits
from .signs import find_places
from .talk import Talk, listen
from .tiling import tile
from .titles import make_titles

_LEAST_KNOWN = 0.2
"""The share of everyday phrases among the words, below which a talk isn't in English."""


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
    talk = listen(segments)
    if not talk.words or len(segments) == 1:
        return [0]
    words, chances = _candidates(talk, segments, read_habits())
    chosen = choose([talk.clock[word] for word in words], chances, talk.clock[-1])
    return [0, *sorted({talk.segment[words[number]] for number in chosen} - {0})]


def _candidates(
    talk: Talk, segments: Sequence[Segment], habits: Habits
) -> tuple[list[int], list[float]]:
    """Words with which chapters could begin, and how probable each is."""
    if sum(word in habits.phrases for word in talk.words) < _LEAST_KNOWN * len(talk.words):
        return tile(talk, _openings(talk))
    turns = read_turns(talk, segments, habits) or hear_turns(talk, habits)
    places = find_places(talk, turns, habits)
    return [place.word for place in places], probabilities(places, talk, habits)


def _openings(talk: Talk) -> list[int]:
    """The words that begin a segment."""
    return [i for i, at in enumerate(talk.segment) if i == 0 or at != talk.segment[i - 1]]
