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


@dataclass(frozen=True, slots=True)
class Said:
    """Words as one text, in which patterns are looked for."""

    text: str
    begins: tuple[int, ...]
    """Where each word begins in it."""

    @classmethod
    def of(cls, words: Sequence[Word]) -> Said:
        """Folded, with single spaces; a sentence's end is a point of its own."""
        parts = [word.key + (" . " if word.after >= STOP else " ") for word in words]
        return cls("".join(parts), tuple(accumulate(map(len, parts), initial=0))[:-1])

    def heard(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """Where a pattern is said: the places of its first word and of the word after it."""
        for match in pattern.finditer(self.text):
            start, end = match.span()
            yield bisect.bisect_left(self.begins, start), bisect.bisect_left(self.begins, end)
