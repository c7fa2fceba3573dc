"""From documents to postings, at the speed of counting words.

What stands between two white spaces is looked at once, however often it is said. The counts are
those of the lunr package, with which a test compares them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, compress
from typing import NamedTuple

from ..terms.words import words
from .documents import Document
from .postings import Entry, Postings, pack, sort_key

BOOSTS: Mapping[str, int] = {"title": 1, "chapter": 2, "people": 1, "text": 1}
"""Field -> how much a word in it counts. `title` is the episode's."""

FIELDS = tuple(BOOSTS)

LONGEST = 64
"""Letters (code points) after which a word is cut: nobody types more, and one of ten thousand
would fill a file."""

_STOPS = '.,?!:;()"“”…–—'
"""Signs that end a word (see `words`): taken off first, so that a word is looked at once, not with
every one of them."""

TermMaker = Callable[[str], str | None]


class Counted(NamedTuple):
    """What some documents, one after the other, give to the index."""

    entries: tuple[Entry, ...]
    """In the terms' order."""
    documents: int
    """How many they are."""
    sums: tuple[int, ...]
    """For each field, how many terms it has in all of them."""


def fields_of(document: Document) -> tuple[str, ...]:
    """The texts of the fields, in the order of `FIELDS`."""
    return document.title, document.chapter, ", ".join(document.people), document.text


def count(documents: Sequence[Document], term: TermMaker, start: int = 0) -> Counted:
    """Everything in these documents, of which the first has the number `start`."""
    seen = _Seen(term)
    fields = [_Field(seen) for _ in FIELDS]
    for number, document in enumerate(documents, start):
        for field, text in zip(fields, fields_of(document), strict=True):
            field.add(number, text)
    sums = tuple(field.sum for field in fields)
    return Counted(tuple(_entries(fields, seen)), len(documents), sums)


class _Seen(dict[str, tuple[str, ...]]):
    """What stands between two white spaces -> the terms in it, found when first asked for."""

    def __init__(self, term: TermMaker) -> None:
        self._term = term
        self.words: dict[str, tuple[str, ...]] = {}
        """The same -> the words that become these terms, one each."""

    def __missing__(self, raw: str) -> tuple[str, ...]:
        bare = raw.strip(_STOPS)
        if bare != raw:
            terms = self[bare]
            self.words[raw] = self.words[bare]
        else:
            cut = [word[:LONGEST] for word in words(raw)]
            made = [self._term(word) for word in cut]
            self.words[raw] = tuple(compress(cut, made))
            terms = tuple(filter(None, made))
        self[raw] = terms
        return terms


class _Field:
    """What is found in one field, document after document."""

    def __init__(self, seen: _Seen) -> None:
        self._seen = seen
        self.found: dict[str, list[int]] = defaultdict(list)
        """Term -> document, count, the field's length there, document, …"""
        self.said: Counter[str] = Counter()
        """What stands between white spaces, how often in all."""
        self.sum = 0
        """Of the lengths."""

    def add(self, document: int, text: str) -> None:
        raw = text.split()
        self.said.update(raw)
        terms = Counter(chain.from_iterable(map(self._seen.__getitem__, raw)))
        found, length = self.found, terms.total()
        for term, times in terms.items():
            found[term] += (document, times, length)
        self.sum += length


def _entries(fields: Sequence[_Field], seen: _Seen) -> Iterator[Entry]:
    forms = _forms(fields[FIELDS.index("text")].said, seen)
    for term in sorted(forms, key=sort_key):
        postings = tuple(_packed(field.found.get(term)) for field in fields)
        yield Entry(term, postings, tuple(forms[term].items()))


def _forms(said: Mapping[str, int], seen: _Seen) -> dict[str, dict[str, int]]:
    """Term -> the words that become it -> how often each is said."""
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for raw, terms in seen.items():
        times = said.get(raw, 0)
        for term, word in zip(terms, seen.words[raw], strict=True):
            forms[term][word] = forms[term].get(word, 0) + times
    return forms


def _packed(found: list[int] | None) -> Postings | None:
    return pack(found[::3], found[1::3], found[2::3]) if found else None
