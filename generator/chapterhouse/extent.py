"""How much room a chapter takes on its page, before anybody has laid it out.

A browser that leaves out what is far from the window needs to know how high that would be, or
the page jumps when it comes near. The measure is letters: a line holds a number of them, and
the end of a paragraph or a speaker's name take as much room as some more would. What a unit is
worth on a phone and on a desk is the theme's business; tools/fit_heights.py measures it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .model import Segment
from .paragraphs import Turn
from .views import SizeView

UNIT = 100
"""Letters of one unit of size."""
LARGEST = 999
"""Units: some two hours in one chapter."""

_PARAGRAPH, _NAME = 55, 75
"""Letters that would take as much room as the end of a paragraph, as the name above a turn:
between the 38 and 50 of a phone and the 71 and 97 of a desk."""

_NAMING, _NAMED = 90, 78
"""The same for the list of chapters of other episodes, and for each of these."""

_WIDE = re.compile("[\u1100-\u115f\u2e80-\uff60]")
"""Letters as wide as two (Unicode Standard Annex 11, the blocks of East Asian scripts)."""


def size(turns: Iterable[Turn], others: int = 0) -> SizeView:
    """Of a chapter of these turns, below which so many others are named."""
    below = _NAMING + others * _NAMED if others else 0
    units = min(LARGEST, round((sum(map(_room, turns)) + below) / UNIT))
    return SizeView(units // 100, units // 10 % 10, units % 10)


def _room(turn: Turn) -> int:
    """In letters."""
    name = _NAME if turn.speaker else 0
    return name + sum(_PARAGRAPH + _letters(said) for said in turn.paragraphs)


def _letters(said: Sequence[Segment]) -> int:
    return sum(len(segment.text) + len(_WIDE.findall(segment.text)) + 1 for segment in said)
