"""From documents to postings, at the speed of counting words.

What stands between two white spaces is looked at once, however often it is said. The counts are
those of the lunr package, with which a test compares them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..terms.words import words
from .documents import Document
from .postings import Entry, Postings, pack, sort_key

BOOSTS: Mapping[str, int] = {"title": 2, "chapter": 4, "people": 2, "text": 1}
"""Field -> how much a word in it counts. `title` is the episode's."""

LONGEST = 64
"""Letters (code points) after which a word is cut: nobody types more, and one of ten thousand
would fill a file."""

_TEXT = 3
"""The place of `text` among the fields."""

TermMaker = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """What some documents, one after the other, give to the index."""

    entries: tuple[Entry, ...]
    """In the terms' order; documents count from `start`."""
    lengths: tuple[tuple[int, ...], ...]
    """For each field, how many terms it has in each document."""


def fields_of(document: Document) -> tuple[str, ...]:
    """The texts of the fields, in the order of `BOOSTS`."""
    return document.title, document.chapter, ", ".join(document.people), document.text


def count(documents: Sequence[Document], term: TermMaker, start: int = 0) -> Counted:
    """Everything in these documents, of which the first has the number `start`."""
    seen = _Seen(term)
    made = [_Field() for _ in BOOSTS]
    for at, document in enumerate(documents):
        for field, text in zip(made, fields_of(document), strict=True):
            field.add(at, text, seen)
    return Counted(tuple(_entries(made, seen, start)), tuple(tuple(f.lengths) for f in made))


class _Seen(dict[str, tuple[str, ...]]):
    """What stands between two white spaces -> the terms in it; made when it is first asked for."""

    def __init__(self, term: TermMaker) -> None:
        self.term = term
        self.forms: dict[str, dict[str, int]] = defaultdict(dict)
        """Term -> the words that become it, with 0 for each."""

    def __missing__(self, raw: str) -> tuple[str, ...]:
        made = tuple(self._terms(raw))
        self[raw] = made
        return made

    def _terms(self, raw: str) -> Iterator[str]:
        for word in words(raw):
            cut = word[:LONGEST]
            if made := self.term(cut):
                self.forms[made][cut] = 0
                yield made


class _Field:
    """What is found in one field, document after document."""

    def __init__(self) -> None:
        self.found: dict[str, list[int]] = defaultdict(list)
        """Term -> document, count, document, count, …"""
        self.said: Counter[str] = Counter()
        """What stands between white spaces, how often in all."""
        self.lengths: list[int] = []

    def add(self, document: int, text: str, seen: _Seen) -> None:
        raw = Counter(text.split())
        terms: dict[str, int] = {}
        for each, times in raw.items():
            for term in seen[each]:
                terms[term] = terms.get(term, 0) + times
        for term, times in terms.items():
            self.found[term] += (document, times)
        self.lengths.append(sum(terms.values()))
        self.said += raw


def _entries(fields: Sequence[_Field], seen: _Seen, start: int) -> Iterator[Entry]:
    for raw, times in fields[_TEXT].said.items():
        for word in words(raw):
            cut = word[:LONGEST]
            if made := seen.term(cut):
                seen.forms[made][cut] += times
    for term in sorted(seen.forms, key=sort_key):
        packed = tuple(_packed(field.found.get(term), start) for field in fields)
        yield Entry(term, packed, tuple(seen.forms[term].items()))


def _packed(found: list[int] | None, start: int) -> Postings | None:
    return pack(found[::2], found[1::2], start) if found else None
