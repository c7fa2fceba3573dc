"""The phrases that set one part of a conversation apart from the others.

Term frequency times inverse document frequency (K. Spärck Jones 1972, A statistical
interpretation of term specificity, Journal of Documentation 28), over words and pairs of
neighbouring words, with the parts of one conversation as the documents.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .cohesion import content_words

Stems = tuple[str, ...]

_MOST = 4
_PAIR_WEIGHT = 2.5
"""A pair of words names a thing far better than a single word."""
_SELDOM = 0.2
"""What a pair is worth that is said only once, or a word that is said only twice."""
_MARKS = '.,?!:;"()[]“”…'


def telling_phrases(texts: Sequence[str]) -> list[list[str]]:
    """For every text up to four phrases, best first, as they were said there."""
    spoken = [text.split() for text in texts]
    folded = [content_words(words) for words in spoken]
    counts = [_counts(stems) for stems in folded]
    spread = Counter(stems for counted in counts for stems in counted)
    return [
        [_as_said(phrase, words, stems) for phrase in _best(counted, spread, len(texts))]
        for counted, words, stems in zip(counts, spoken, folded, strict=True)
    ]


def _counts(stems: Sequence[str | None]) -> Counter[Stems]:
    singles = [(stem,) for stem in stems if stem]
    pairs = [(a, b) for a, b in pairwise(stems) if a and b and a != b]
    return Counter[Stems]([*singles, *pairs])


def _best(counts: Counter[Stems], spread: Counter[Stems], texts: int) -> list[Stems]:
    """The weightiest phrases, none with a word of another."""
    weights = {
        stems: _worth(stems, said) * math.log((texts + 1) / spread[stems])
        for stems, said in counts.items()
    }
    chosen: list[Stems] = []
    for stems in sorted(weights, key=lambda stems: (-weights[stems], stems)):
        if len(chosen) < _MOST and not any(set(stems) & set(other) for other in chosen):
            chosen.append(stems)
    return chosen


def _worth(stems: Stems, said: int) -> float:
    """What saying a phrase so often is worth."""
    if len(stems) == 2:
        return _PAIR_WEIGHT * (said if said > 1 else _SELDOM)
    return said if said > 2 else _SELDOM


def _as_said(phrase: Stems, words: Sequence[str], stems: Sequence[str | None]) -> str:
    """The first place where the phrase's stems stand next to each other, without punctuation."""
    size = len(phrase)
    for at in range(len(words) - size + 1):
        if stems[at] == phrase[0] and tuple(stems[at : at + size]) == phrase:
            return " ".join(word.strip(_MARKS) for word in words[at : at + size])
    return " ".join(phrase)
