"""The phrases that could name a chapter: runs of naming words, as the chapter says them.

What counts as one term follows the idea of the C-value (K. Frantzi, S. Ananiadou and H. Mima
2000, Automatic recognition of multi-word terms, International Journal on Digital Libraries 3):
a run that is mostly said as part of a longer one is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .lexicon import ENDS_A_NAME, JOINING, KEEPS_ADJECTIVE
from .spoken_words import OPEN, Word
from .vocabulary import Vocabulary

Stems = tuple[str, ...]

_MOST_WORDS, _MOST_TELLING, _MOST_JOINED = 6, 3, 4
"""Words in a phrase; of them telling ones, without and with a joining word."""
_OFTEN, _OFTEN_DONE = 3, 5
"""How often a single word is said that stands alone; the same for one in -ing."""
_PAST = re.compile(r"[^e]ed$")
"""The end of what was done, seldom of a name."""
_NOT_ALONE = ("ed", "able", "ible", "ful", "ous", "less", "ive")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words that could name a chapter."""

    words: tuple[Word, ...]
    at: int
    """How many words of the chapter come before it."""
    times: int
    """How often it is said in the chapter."""
    alone: bool
    """For a single word: whether it is said often, as a noun, and not in most chapters."""


def key_phrases(words: Sequence[Word], vocabulary: Vocabulary) -> list[Phrase]:
    """All phrases that could name a chapter, in the order in which they are first said."""
    found: dict[Stems, tuple[int, int]] = {}
    times = Counter[Stems]()
    for start, end in _spans(words, vocabulary):
        stems = tuple(word.stem or word.key for word in words[start:end])
        found.setdefault(stems, (start, end))
        times[stems] += 1
    return [
        Phrase(
            tuple(words[start:end]),
            start,
            times[stems],
            end - start > 1 or _stands_alone(words[start], times[stems], vocabulary),
        )
        for stems, (start, end) in found.items()
    ]


def _stands_alone(word: Word, times: int, vocabulary: Vocabulary) -> bool:
    """Whether one word names the chapter: said often, as a noun, and not everywhere else."""
    return (
        times >= (_OFTEN_DONE if word.key.endswith("ing") else _OFTEN)
        and word.key not in vocabulary.modifiers
        and not word.key.endswith(_NOT_ALONE)
        and word.stem not in vocabulary.everywhere
    )


def _spans(words: Sequence[Word], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Runs that begin and end with a naming word, with a joining one inside at most once."""
    for start, first in enumerate(words):
        opens = vocabulary.names(first)
        if not opens and first.key not in KEEPS_ADJECTIVE:
            continue
        if start and vocabulary.torn(words[start - 1], first):
            continue
        for end in _ends(words, start, vocabulary):
            if end == len(words) or not vocabulary.torn(words[end - 1], words[end]):
                yield start, end


def _may_end(run: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether several words make a name, as far as the last and a repetition can tell."""
    before, last = run[-2], run[-1]
    if _PAST.search(last.key) or len({word.key for word in run}) < len(run):
        return False
    known = vocabulary.pairs.get((before.key, last.key), 0) > 1
    if known or last.key in ENDS_A_NAME:
        return True
    if last.key in vocabulary.modifiers:
        return False
    return not last.key.endswith("ing") or before.key in JOINING


def _ends(words: Sequence[Word], start: int, vocabulary: Vocabulary) -> Iterator[int]:
    """Where a phrase that begins at a word could end."""
    telling, joined = int(vocabulary.names(words[start])), False
    if telling:
        yield start + 1
    for at in range(start + 1, min(start + _MOST_WORDS, len(words))):
        word, before = words[at], words[at - 1]
        if before.after != OPEN or telling == (_MOST_JOINED if joined else _MOST_TELLING):
            return
        if vocabulary.names(word) or (word.key in ENDS_A_NAME and before.stem):
            telling += 1
            if _may_end(words[start : at + 1], vocabulary):
                yield at + 1
        elif word.key in JOINING and not joined and telling:
            joined = True
        elif word.key not in KEEPS_ADJECTIVE:
            return
