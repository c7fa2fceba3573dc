"""What the first words of a chapter offer as its title: a question asked, a topic named."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from .spoken_words import STOP, Word


@dataclass(frozen=True, slots=True)
class Offer:
    """What a chapter could be called, in words that are said at its beginning."""

    words: tuple[Word, ...]
    at: int
    """The place of the first of them."""
    sure: float
    """How clearly it is asked or named: 0 to 1, more where the words alone tell."""
    question: bool


def cue(pattern: str) -> re.Pattern[str]:
    """A pattern over folded words with single spaces that begins where a word does."""
    return re.compile(rf"(?:^|(?<= )){pattern}")


def heard(pattern: re.Pattern[str], words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where a pattern is said: the places of its first word and of the word after it."""
    parts = [word.key + (" . " if word.after >= STOP else " ") for word in words]
    begins = [0, *accumulate(len(part) for part in parts)][:-1]
    for match in pattern.finditer("".join(parts)):
        yield bisect.bisect_left(begins, match.start()), bisect.bisect_left(begins, match.end())
