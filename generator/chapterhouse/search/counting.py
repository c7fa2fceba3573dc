"""lunr's index by counting: its builder's result at the speed of counting words.

The lunr package makes a token object of every word spoken and a set of all terms that nobody
writes down; that took most of the time of a large build. What goes into the file are counts and
BM25 scores, made here in the same order of operations, so that every rounded score is the same
(a test compares the two, another one compares with lunr.js).

Source: Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009,
with lunr's constants (lunr/builder.py, lunr/idf.py of the lunr package).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_K1, _B = 1.2, 0.75
"""How soon a word said again counts for less, and how much a long field does."""

_DIGITS = 3
"""Decimals of a score."""

Fields = Mapping[str, Sequence[str]]
"""Field -> the terms in it, as often as they are said."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How often which term stands in a field of a document."""

    ref: str
    field: str
    terms: Counter[str]


def inverted(counted: Sequence[Counted], fields: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Term -> where it stands, in the order in which terms come up, which `_index` tells."""
    made: dict[str, dict[str, Any]] = {}
    for each in counted:
        for term in each.terms:
            posting = made.get(term)
            if posting is None:
                posting = made[term] = {"_index": len(made), **{field: {} for field in fields}}
            posting[each.field][each.ref] = {}
    return made


def count(documents: Sequence[Fields]) -> list[Counted]:
    """Every field of every document; a document's ref is its number."""
    return [
        Counted(str(number), field, Counter(terms))
        for number, document in enumerate(documents)
        for field, terms in document.items()
    ]


def vectors(
    counted: Sequence[Counted],
    terms: Mapping[str, Mapping[str, Any]],
    boosts: Mapping[str, int],
    documents: int,
) -> list[list[Any]]:
    """[field/ref, [index, score, index, score, ...]] of every field of every document."""
    sums: Counter[str] = Counter()
    for each in counted:
        sums[each.field] += each.terms.total()
    average = {field: sums[field] / documents for field in boosts if documents}
    idf = {term: _idf(posting, boosts, documents) for term, posting in terms.items()}

    def scores(each: Counted) -> list[Any]:
        length = each.terms.total() / average[each.field] if each.terms else 0.0
        burden = _K1 * (1 - _B + _B * length)
        found = sorted(
            (terms[term]["_index"], idf[term] * ((_K1 + 1) * n) / (burden + n) * boosts[each.field])
            for term, n in each.terms.items()
        )
        return [value for index, score in found for value in (index, round(score, _DIGITS))]

    return [[f"{each.field}/{each.ref}", scores(each)] for each in counted]


def _idf(posting: Mapping[str, Any], fields: Mapping[str, int], documents: int) -> float:
    """lunr counts a document once for each of its fields."""
    found = sum(len(posting[field]) for field in fields)
    return math.log(1 + abs((documents - found + 0.5) / (found + 0.5)))
