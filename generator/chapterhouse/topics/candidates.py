"""What one episode offers as topics: the terms that it says again and again.

Small, so that a site of thousands of episodes can look at all of them together. A chapter
counts for a term only where it is really about it: where it says it several times, or has it
in a title that a person wrote. What is said in passing is only named: how often episodes
that mention a term are also about it tells a topic from a turn of phrase.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ..model import Candidate, Candidates, Chapter, Episode, Mentions
from ..text import fold
from .wording import Token, key_of, spoken, term_key, terms, tokens, written

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


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A chapter taken apart."""

    words: Sequence[Token]
    said: Said
    titled: frozenset[str]
    """Keys of the terms in its title, if a person wrote that."""

    def central(self) -> Iterable[str]:
        """The terms that it is about."""
        enough = max(OFTEN, len(self.words) / SPARSE)
        said = self.said.items()
        return (key for key, found in said if len(found) >= enough or key in self.titled)


def find_candidates(episode: Episode, language: str, everything: bool = True) -> Candidates:
    """The terms of an episode. Pure, and small enough to be sent to another process.

    Without `everything`, or where its `language` (BCP 47) is not English, whose words of closed
    classes are known here, they are those that the episode itself declares.
    """
    found = everything and language.partition("-")[0].lower() == "en"
    alone: Counter[str] = Counter()
    declared = [said for name in episode.topics if (said := _named(name))]
    chapters = [_taken_apart(each, alone, declared, found) for each in episode.chapters]
    counts: defaultdict[str, int] = defaultdict(int)
    for chapter in chapters:
        for key, places in chapter.said.items():
            counts[key] += len(places)
    about: dict[str, list[int]] = {}
    for number, chapter in enumerate(chapters):
        for key in chapter.central():
            about.setdefault(key, []).append(number)
    central = (
        _candidate(key, numbers, counts[key], alone[key], chapters)
        for key, numbers in sorted(about.items())
    )
    people = _people(episode)
    passing = (key for key, times in counts.items() if times >= AGAIN and key not in about)
    titles = chain(_keys(tokens(episode.title)), *(each.titled for each in chapters))
    return Candidates(
        tuple(c for c in central if not people.issuperset(fold(c.spelling).split())),
        "\n".join(sorted(passing)),
        frozenset(key for key in titles if key in counts),
    )


def _people(episode: Episode) -> frozenset[str]:
    """The words of the names and labels of those who speak."""
    labels = {segment.speaker for segment in episode.segments if segment.speaker}
    names = (*episode.hosts, *episode.guests, *episode.voices.values(), *sorted(labels))
    return frozenset(word for name in names for word in fold(name).split())


def _taken_apart(
    chapter: Chapter,
    alone: Counter[str],
    declared: Iterable[tuple[str, ...]],
    found: bool,
) -> _Chapter:
    words = tokens(spoken(chapter.segments))
    title = [] if chapter.generated else tokens(chapter.title)
    said = _places(words, alone) if found else {}
    titled = set(_keys(title)) if found else set()
    for name in declared:
        key = key_of(" ".join(name))
        if key not in said and (places := _spelt(words, name)):
            said[key] = places
        if _spelt(title, name):
            titled.add(key)
    return _Chapter(words, said, frozenset(titled))


def _named(name: str) -> tuple[str, ...]:
    """The words of a declared topic."""
    return tuple(token.key for token in tokens(name) if token.key)


def _spelt(words: Sequence[Token], name: tuple[str, ...]) -> list[Place]:
    """Where these very words stand: a host may name what is no term for a machine."""
    size = len(name)
    return [
        (at, at + size)
        for at, word in enumerate(words)
        if word.key == name[0] and tuple(each.key for each in words[at : at + size]) == name
    ]


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


def _keys(said: Sequence[Token]) -> Iterable[str]:
    return (term_key(said[start:end]) for start, end, _ in terms(said))


def _candidate(
    key: str,
    numbers: Sequence[int],
    said: int,
    alone: int,
    chapters: Sequence[_Chapter],
) -> Candidate:
    about = [(number, chapters[number]) for number in numbers]
    spellings = Counter(
        written(chapter.words[start:end])
        for _, chapter in about
        for start, end in chapter.said[key]
    )
    spelling = min(spellings, key=lambda text: (-spellings[text], text))
    return Candidate(
        key=key,
        spelling=spelling,
        said=said,
        alone=alone,
        capital=all(not word[:2].islower() for word in spelling.split()),
        chapters=tuple(
            Mentions(number, key in chapter.titled, _surroundings(chapter, key))
            for number, chapter in about
        ),
    )


def _surroundings(chapter: _Chapter, key: str) -> bytes:
    signs = (_around(chapter.words, start, end) for start, end in chapter.said[key])
    return b"".join(sign.to_bytes(4, "big") for sign in signs)


def _around(words: Sequence[Token], start: int, end: int) -> int:
    near = (*words[max(0, start - AROUND) : start], *words[end : end + AROUND])
    return zlib.crc32(" ".join([word.key for word in near]).encode("utf-8", "replace"))
