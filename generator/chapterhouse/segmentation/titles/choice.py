"""Names for generated chapters, from the words with which each begins.

A reader chooses a chapter by the question that is asked or the topic that is named. Both are
looked for in the chapter's first words and weighed against the phrases that tell the chapter
from the others. A title is never a bare number and never invented: its words were said there,
or up to a line before, because a chapter found by a machine may begin a moment late.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, pairwise

from ...model import Segment
from ...text import excerpt, fold, sentence_case
from .casing import Casing, casing_of
from .lexicon import JOINING, POSSESSIVES, listed
from .offers import Offer
from .phrases import Phrase, key_phrases
from .questions import questions
from .spoken_words import Word, named_stem, spoken
from .topics import announced, put_off, topics
from .vocabulary import Vocabulary, vocabularies

_OPENING, _BEFORE = 130, 5
"""Words of a chapter, and before it, in which its question or topic is looked for."""
_ANNOUNCING = 500
"""Words of the first chapter in which the whole conversation's topic is looked for."""
_LONGEST = 90
"""Characters in a title."""
_BEGINNING, _WHOLE = 6, 8
"""Words with which a chapter begins that has nothing better to be called; all of a short one."""

# What a candidate is worth, in units of its most telling word.
_TELLING = (0.6, 0.25, 0.2)
_SURE, _QUESTION, _TOPIC = 0.75, 0.35, -0.1
_OFFERED_EARLY, _SAID_EARLY = (1.3, 55), (1.2, 40)
"""What the first place adds, and within how many words that fades (to 1/e)."""
_OFTEN = 0.3
_POINTING, _LONG, _LONG_FROM = -0.4, -0.05, 6
_ONE_OFFERED, _ONE_SAID, _SELDOM = -0.35, -0.6, -1.0
"""For a single word: after a cue, said often, said seldom or in most chapters."""
_EVERYWHERE = -0.25
_JOINED_ONCE, _STRUNG_ONCE = -0.05, -0.15
"""For words that stand together by chance: joined by "of" or "and"; strung together."""
_POINTERS = listed("this that it these those them there they he she him her")
_DUMMIES = frozenset({("is", "it"), ("does", "it")})


@dataclass(frozen=True, slots=True)
class _Candidate:
    words: tuple[Word, ...]
    value: float
    question: bool = False


def make_titles(segments: Sequence[Segment], positions: Sequence[int]) -> list[str]:
    """A title for every chapter, all different; `positions` are those of the first segments."""
    ends = [*positions[1:], len(segments)][: len(positions)]
    parts = [segments[a:b] for a, b in zip(positions, ends, strict=True)]
    chapters = [spoken(part) for part in parts]
    lead_ins = [(), *(words[-_BEFORE:] for words in chapters)][: len(chapters)]
    casing = casing_of(segments)
    taken: set[str] = set()
    made: list[str] = []
    known = vocabularies(chapters)
    for part, before, words, vocabulary in zip(parts, lead_ins, chapters, known, strict=True):
        candidates = _candidates(before, words, vocabulary, first=not made)
        fitting = (name for each in candidates if len(name := _title(each, casing)) <= _LONGEST)
        names = chain(fitting, _beginnings(part))
        title = next(name for name in names if _same(name) not in taken)
        taken.add(_same(title))
        made.append(title)
    return made


def _title(candidate: _Candidate, casing: Casing) -> str:
    return casing.title(candidate.words) + ("?" if candidate.question else "")


def _same(title: str) -> str:
    """What is equal in titles that a reader could not tell apart: "Team", "The teams?"."""
    words = fold(title).rstrip("?").split()
    telling = [word if word[-1] == ")" else named_stem(word) for word in words]
    return " ".join(sorted(filter(None, telling)) or words)


def _beginnings(part: Sequence[Segment]) -> Iterator[str]:
    """The first words of a chapter, without end."""
    said = " ".join(segment.text for segment in part).split()
    cut = said[: _BEGINNING if len(said) > _WHOLE else _WHOLE]
    start = sentence_case(excerpt(" ".join(cut), _LONGEST - 10))
    yield start
    yield from (f"{start} ({number})" for number in count(2))


# --- what could be a title ------------------------------------------------------------


def _candidates(
    before: Sequence[Word], words: Sequence[Word], vocabulary: Vocabulary, first: bool
) -> list[_Candidate]:
    """What a chapter could be called, the best first."""
    opening = [*before, *words[:_OPENING]]
    start = len(before)
    later = put_off(opening[start:])
    whole = announced(words[:_ANNOUNCING], vocabulary) if first else ()
    found = [
        *(_offered(o, vocabulary, 0) for o in whole),
        *(_offered(o, vocabulary, start) for o in questions(opening)),
        *(
            _offered(o, vocabulary, start)
            for o in topics(opening, vocabulary)
            if o.at - start not in later
        ),
        *(_said(p, vocabulary) for p in key_phrases(words, vocabulary) if p.at not in later),
    ]
    return sorted(found, key=lambda candidate: -candidate.value)


def _offered(offer: Offer, vocabulary: Vocabulary, start: int) -> _Candidate:
    """A question or topic; the chapter begins with the word at `start`."""
    telling = _telling(offer.words, vocabulary)
    if not telling and offer.sure <= 1:
        return _Candidate(offer.words, _SELDOM, offer.question)
    size = len(offer.words)
    bare = size == 1 or (size == 2 and offer.words[0].key in POSSESSIVES)
    value = (
        telling
        + _SURE * offer.sure
        + (_QUESTION if offer.question else _TOPIC)
        + _early(offer.at - start, _OFFERED_EARLY)
        + _POINTING * _pointing(offer.words)
        + _LONG * max(0, size - _LONG_FROM)
        + (_ONE_OFFERED / size if bare else 0.0)
    )
    return _Candidate(offer.words, value, offer.question)


def _said(phrase: Phrase, vocabulary: Vocabulary) -> _Candidate:
    """A phrase of the chapter."""
    stems = {word.stem for word in phrase.words if word.stem}
    value = (
        _telling(phrase.words, vocabulary)
        + _early(phrase.at, _SAID_EARLY)
        + _OFTEN * math.log(phrase.times)
        + (_EVERYWHERE if stems <= vocabulary.everywhere else 0.0)
        + (_by_chance(phrase, len(stems)) if phrase.times == 1 else 0.0)
    )
    if len(phrase.words) == 1:
        value += _ONE_SAID if phrase.alone else _SELDOM
    return _Candidate(phrase.words, value)


def _by_chance(phrase: Phrase, telling: int) -> float:
    keys = {word.key for word in phrase.words}
    joined = _JOINED_ONCE * (len(keys & JOINING) + len(keys & {"to", "and", "or"}))
    return joined + (_STRUNG_ONCE if telling > 2 else 0.0)


def _telling(words: Sequence[Word], vocabulary: Vocabulary) -> float:
    """What the most telling words are worth together."""
    weights = sorted(({w.stem: vocabulary.weight(w) for w in words}).values(), reverse=True)
    return sum(weight * part for weight, part in zip(weights, _TELLING, strict=False))


def _early(at: int, worth: tuple[float, int]) -> float:
    most, fades = worth
    return most * math.exp(-max(0, at) / fades)


def _pointing(words: Sequence[Word]) -> int:
    """How many words point to what a title's reader can't see; "it" counts twice."""
    keys = [word.key for word in words]
    pointers = [key for key in keys if key in _POINTERS]
    if any(pair in _DUMMIES for pair in pairwise(keys)):
        return len(pointers) - 1
    return len(pointers) + pointers.count("it")
