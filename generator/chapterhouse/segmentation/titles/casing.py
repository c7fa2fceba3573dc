"""How the words of a title are written: sentence case, names as the transcript has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...model import Segment
from ...text import sentence_case
from .lexicon import INITIALISMS, NO_INITIALISMS, WRITTEN
from .spoken_words import COMMA, Word

_VOWELS = frozenset("aeiouy")
_LONGEST_INITIALISM = 5


@dataclass(frozen=True, slots=True)
class Casing:
    """How one transcript writes its words."""

    both: bool
    """Whether it has small letters and capitals, so that its own can be kept."""

    def title(self, words: Sequence[Word]) -> str:
        """The words as a title, in sentence case."""
        written = [self._written(word) for word in words]
        commas = ["," if word.after == COMMA else "" for word in words[:-1]]
        line = " ".join(map("".join, zip(written, [*commas, ""], strict=True)))
        return sentence_case(line)

    def _written(self, word: Word) -> str:
        if word.key == "i" or word.key.startswith("i'"):
            return "I" + word.text[1:]
        if self.both:
            return word.text
        return _initialism(word.key) or word.text.lower()


def casing_of(segments: Sequence[Segment]) -> Casing:
    """How a transcript writes its words, where it uses both cases."""
    sample = [word for segment in segments[:400] for word in segment.text.split()]
    capitals = sum(word[:1].isupper() for word in sample) > 0.02 * len(sample)
    small = sum(word.islower() for word in sample) > 0.3 * len(sample)
    return Casing(capitals and small)


def name_of_term(written: str, plain: bool) -> str:
    """How a term is called that stands alone: "machine learning" -> "Machine learning", "npm"
    and "GitHub" as they are. `plain` tells that the transcripts hold no capitals: what is read
    letter by letter gets them here.
    """
    words = [_initialism(word) or word for word in written.split()] if plain else written.split()
    name = " ".join(words)
    return sentence_case(name) if words and words[0].islower() and _said(words[0]) else name


def _said(word: str) -> bool:
    """Whether a word is spoken as one."""
    return not _VOWELS.isdisjoint(word)


def _initialism(key: str) -> str:
    """A word that is read letter by letter, in capitals; nothing for others."""
    single = key if key.endswith("ss") or len(key) < 3 else key.removesuffix("s")
    if single in WRITTEN:
        return WRITTEN[single] + key[len(single) :]
    plain = single.isascii() and single.isalpha() and 1 < len(single) <= _LONGEST_INITIALISM
    if plain and (single in INITIALISMS or not _VOWELS & set(single)) and key not in NO_INITIALISMS:
        return single.upper() + key[len(single) :]
    return ""
