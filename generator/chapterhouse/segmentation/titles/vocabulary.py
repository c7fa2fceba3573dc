"""What the words of one chapter are worth, against the rest of the episode.

How telling a word is: its log-likelihood ratio in the chapter (T. Dunning 1993, Accurate
Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19). What
kind of word it is, the episode itself shows: by what people say before and after it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .lexicon import DETERMINERS, ENDS_A_NAME, PREPOSITIONS, PRONOUNS, listed
from .spoken_words import OPEN, Word

_EVERYWHERE = 0.35
"""What a word is worth that every chapter shares, of one that is nowhere else."""
_TO_VERB = PRONOUNS | listed("people to will would can could should don't didn't not")
_TO_NOUN = DETERMINERS | PREPOSITIONS


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of one chapter are worth there."""

    weights: Mapping[str, float]
    """Stem -> 0 to 1."""
    everywhere: frozenset[str]
    """Stems that most chapters share: none names one of them alone."""
    verbs: frozenset[str]
    """Words that are said as verbs in this episode."""
    modifiers: frozenset[str]
    """Words that mostly stand before a noun."""
    pairs: Mapping[tuple[str, str], int]
    """How often two naming words stand side by side in the episode."""
    counts: Mapping[str, int]
    """How often each naming word is said in the episode."""

    def names(self, word: Word) -> bool:
        """Whether a word can stand at an end of a phrase that names something."""
        return bool(word.stem) and word.key not in self.verbs

    def weight(self, word: Word) -> float:
        """Of one word, 0 for those that name nothing."""
        return self.weights.get(word.stem, 0.0)

    def torn(self, first: Word, second: Word) -> bool:
        """Whether a cut between two neighbours would tear a term: "machine | learning"."""
        together = self.pairs.get((first.key, second.key), 0)
        rarer = min(self.counts.get(first.key, 0), self.counts.get(second.key, 0))
        return first.after == OPEN and together > 1 and together >= 0.25 * rarer


def vocabularies(chapters: Sequence[Sequence[Word]]) -> list[Vocabulary]:
    """One for each chapter of an episode."""
    counts = [_counts(words) for words in chapters]
    whole = Counter[str]()
    for counted in counts:
        whole.update(counted)
    spread = Counter(word for counted in counts for word in counted)
    everywhere = frozenset(w for w, n in spread.items() if n > 3 and n > 0.6 * len(counts))
    pairs, said = _pairs(chapters), Counter(w.key for words in chapters for w in words)
    verbs, modifiers = _verbs(chapters), _modifiers(pairs, said)
    return [
        Vocabulary(_weights(counted, whole), everywhere, verbs, modifiers, pairs, said)
        for counted in counts
    ]


def _counts(words: Sequence[Word]) -> Counter[str]:
    return Counter[str](word.stem for word in words if word.stem)


def _weights(counted: Counter[str], whole: Counter[str]) -> dict[str, float]:
    """How telling each stem is, the most telling 1."""
    said, total = counted.total(), whole.total()
    worth = {
        word: math.log(1 + times)
        * (_EVERYWHERE + _keyness(times, said, whole[word] - times, total - said))
        for word, times in counted.items()
    }
    most = max(worth.values(), default=1.0) or 1.0
    return {word: value / most for word, value in worth.items()}


def _keyness(here: int, said: int, there: int, elsewhere: int) -> float:
    """Dunning's ratio, its root set to 0 to 1, for what is said more here than elsewhere."""
    if here * elsewhere <= there * said:
        return 0.0 if elsewhere else 1.0
    expected = (here + there) / (said + elsewhere)
    ratio = here * math.log(here / (said * expected))
    ratio += there * math.log(there / (elsewhere * expected)) if there else 0.0
    return min(1.0, math.sqrt(max(0.0, 2 * ratio)) / 6)


def _pairs(chapters: Sequence[Sequence[Word]]) -> Counter[tuple[str, str]]:
    return Counter[tuple[str, str]](
        (first.key, second.key)
        for words in chapters
        for first, second in pairwise(words)
        if first.after == OPEN and first.stem and (second.stem or second.key in ENDS_A_NAME)
    )


def _verbs(chapters: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Words that stand more often behind a pronoun or "to" than behind "the", "of", "your"."""
    lean = Counter[str]()
    for words in chapters:
        for before, word in pairwise(words):
            if before.key in _TO_VERB:
                lean[word.key] += 1
            elif before.key in _TO_NOUN:
                lean[word.key] -= 1
    return frozenset(key for key, times in lean.items() if times > 0 and not key.endswith("ing"))


def _modifiers(pairs: Mapping[tuple[str, str], int], said: Mapping[str, int]) -> frozenset[str]:
    """Words that a noun follows nearly always."""
    leading = Counter[str]()
    for (first, _), times in pairs.items():
        leading[first] += times
    return frozenset(key for key, times in leading.items() if times >= 0.6 * said[key])
