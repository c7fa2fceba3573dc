"""What one episode offers as topics: the terms that it says again and again.

Small, so that a site of thousands of episodes can look at all of them together. A chapter
counts for a term only where it is really about it: where it says it several times, or has it
in a title that a person wrote. What is said in passing is only named: how often episodes
that mention a term are also about it tells a topic from a turn of phrase.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from ..model import Candidate, Candidates, Chapter, Episode, Mentions
from .wording import Known, Token, spoken, term_key, terms, tokens, written

OFTEN = 3
"""Mentions that make a chapter one about a term."""
SPARSE = 400
"""Words of a chapter for each of these, where it is a long one."""
AGAIN = 2
"""Mentions in an episode from which on it speaks of a term."""
AROUND = 3
"""Words on either side by which a mention is known again in another episode."""

Place = tuple[int, int]
"""A term's first word and the word after its last."""
Said = dict[str, list[Place]]
"""Key -> where a chapter says it."""


def find_candidates(episode: Episode) -> Candidates:
    """The terms of an episode. Pure, and small enough to be sent to another process."""
    known: Known = {}
    alone: Counter[str] = Counter()
    chapters = [tokens(spoken(chapter.segments), known) for chapter in episode.chapters]
    places = [_places(said, alone) for said in chapters]
    titles = [_titled(chapter, known) for chapter in episode.chapters]
    counts: Counter[str] = Counter()
    for said in places:
        counts.update({key: len(found) for key, found in said.items()})
    about: dict[str, list[int]] = {}
    for number, (words, said, titled) in enumerate(zip(chapters, places, titles, strict=True)):
        for key in _central(words, said, titled):
            about.setdefault(key, []).append(number)
    central = (
        _candidate(key, numbers, counts[key], alone[key], chapters, places, titles)
        for key, numbers in about.items()
    )
    passing = (key for key, times in counts.items() if times >= AGAIN and key not in about)
    whole = _keys(tokens(episode.title, known))
    return Candidates(
        tuple(sorted(central, key=lambda candidate: candidate.key)),
        "\n".join(sorted(passing)),
        frozenset(key for key in chain(whole, *titles) if key in counts),
    )


def _places(said: Sequence[Token], alone: Counter[str]) -> Said:
    """Where each term stands; those that stand by themselves are counted in `alone`."""
    found: Said = {}
    for start, end, by_itself in terms(said):
        key = said[start].stem if end == start + 1 else term_key(said[start:end])
        if key in found:
            found[key].append((start, end))
        else:
            found[key] = [(start, end)]
        if by_itself:
            alone[key] += 1
    return found


def _titled(chapter: Chapter, known: Known) -> frozenset[str]:
    return frozenset() if chapter.generated else frozenset(_keys(tokens(chapter.title, known)))


def _keys(said: Sequence[Token]) -> Iterable[str]:
    return (term_key(said[start:end]) for start, end, _ in terms(said))


def _central(words: Sequence[Token], said: Said, titled: frozenset[str]) -> Iterable[str]:
    """The terms that a chapter is about."""
    enough = max(OFTEN, len(words) / SPARSE)
    return (key for key, found in said.items() if len(found) >= enough or key in titled)


def _candidate(
    key: str,
    numbers: Sequence[int],
    said: int,
    alone: int,
    chapters: Sequence[Sequence[Token]],
    places: Sequence[Said],
    titles: Sequence[frozenset[str]],
) -> Candidate:
    spellings = Counter(
        written(chapters[number][start:end])
        for number in numbers
        for start, end in places[number][key]
    )
    spelling = min(spellings, key=lambda text: (-spellings[text], text))
    return Candidate(
        key=key,
        spelling=spelling,
        said=said,
        alone=alone,
        capital=all(not word[:2].islower() for word in spelling.split()),
        chapters=tuple(
            Mentions(
                number, key in titles[number], _surroundings(chapters[number], places[number][key])
            )
            for number in numbers
        ),
    )


def _surroundings(words: Sequence[Token], found: Iterable[Place]) -> bytes:
    return b"".join(_around(words, start, end).to_bytes(4, "big") for start, end in found)


def _around(words: Sequence[Token], start: int, end: int) -> int:
    near = (*words[max(0, start - AROUND) : start], *words[end : end + AROUND])
    return zlib.crc32(" ".join([word.key for word in near]).encode("utf-8", "replace"))
