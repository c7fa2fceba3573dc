"""From words to terms; English word stems, exactly as lunr.js makes them.

An index is only found by the stems that the page makes of a query, and there lunr.js makes
them. The stemmer of the lunr package is Porter's too, but it ends "way", "money" and "try"
differently: lunr.js writes "way", "money" and "tri", the package "wai", "monei" and "try", so
about one word in a hundred would be in the index and never be found. The three rules in which
they differ are set right here; a test compares the stems with those of lunr.js itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

from lunr.stemmer import PorterStemmer  # type: ignore[import-untyped]
from lunr.stop_word_filter import (  # type: ignore[import-untyped]
    WORDS,
    stop_word_filter,
)

from .snowball import snowball, tongue_of


class _AsLunrJs(PorterStemmer):  # type: ignore[misc]
    """`b` is the word, `k` the index of its last letter, `j` of the last before a suffix."""

    b: str
    j: int
    k: int

    def ends(self, s: str) -> bool:
        """A suffix leaves at least one letter: "ies" alone is not a plural of nothing."""
        before = self.k - len(s)
        if before < 0 or not self.b.endswith(s, 0, self.k + 1):
            return False
        self.j = before
        return True

    def doublec(self, j: int) -> bool:
        """A double y is not a double consonant."""
        return bool(self.b[j] != "y" and super().doublec(j))

    def step1c(self) -> None:
        """A final y becomes i after a consonant that is not the first letter ("try", "by"),
        and stays after a vowel ("play"): M. Porter's later form of the rule."""
        if self.k >= 2 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


def stem(word: str) -> str:
    """The stem of a folded word (see `words.fold`).

    Source: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980.
    """
    return str(_AsLunrJs().stem(word))


_remembering = lru_cache(maxsize=200_000)
"""Words, about 30 MB of them for each language."""


@cache
def term_maker(language: str) -> Callable[[str], str | None]:
    """A function from a folded word to its term in the search index; None where it has none.

    `language` is BCP 47. English words are stemmed and the commonest left out; those of the
    languages in `snowball` are stemmed; others stand as they are. Each word is looked at once,
    however often it is said: a language has one maker in a process, which remembers what it was
    last asked.
    Not for two threads: Snowball's stemmers aren't.
    """
    if _is_english(language):
        return _remembering(_english)
    tongue = tongue_of(language)
    return _remembering(snowball(tongue)) if tongue else str


def pipeline(language: str) -> list[str]:
    """What lunr calls the functions that make terms of a query's words."""
    if _is_english(language):
        return ["stemmer"]
    tongue = tongue_of(language)
    return [f"stemmer-{tongue.code}"] if tongue else []


def stop_words(language: str) -> list[str]:
    """The words that have no term, because everybody says them all the time."""
    return sorted(WORDS) if _is_english(language) else []


def _english(word: str) -> str | None:
    return stem(word) if stop_word_filter(word) else None


def _is_english(language: str) -> bool:
    return language.lower().split("-")[0] == "en"
