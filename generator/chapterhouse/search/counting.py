"""From documents to postings, at the speed of counting words.

What stands between two white spaces is looked at once, however often it is said. The counts are
those of the lunr package, with which a test compares them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
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

MOST = 300_000
"""What a process remembers between shares, at most: so many texts between white spaces and terms
in them, about 60 MB. Without spaces between words nearly every text is another one."""

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
    seen = _seen(term)
    fields = [_Field(seen) for _ in FIELDS]
    for number, document in enumerate(documents, start):
        for field, text in zip(fields, fields_of(document), strict=True):
            field.add(number, text)
    sums = tuple(field.sum for field in fields)
    counted = Counted(tuple(_entries(fields, seen)), len(documents), sums)
    if seen.held > MOST:
        seen.clear()
    return counted


class _Raw(NamedTuple):
    """What stands between two white spaces, and is none, or more than one, of the index's terms."""

    terms: tuple[str, ...]
    words: tuple[str, ...]
    """Those that become these terms, one each."""


class _Seen(dict[str, str | _Raw]):
    """What stands between two white spaces -> the term or terms in it, found when first asked."""

    def __init__(self, term: TermMaker) -> None:
        self._term = term
        self.words: dict[str, str] = {}
        """The same, where it is one term -> the word that becomes it."""
        self.held = 0
        """How many texts and terms."""

    def __missing__(self, raw: str) -> str | _Raw:
        bare = raw.strip(_STOPS)
        if bare != raw:
            made = self[bare]
            if isinstance(made, str):
                self.words[raw] = self.words[bare]
        else:
            made = self._made(raw)
        self[raw] = made
        self.held += 1
        return made

    def _made(self, raw: str) -> str | _Raw:
        cut = [word[:LONGEST] for word in words(raw)]
        terms = [self._term(word) for word in cut]
        if len(cut) == 1 and terms[0]:
            self.words[raw] = cut[0]
            return terms[0]
        self.held += len(cut)
        return _Raw(tuple(filter(None, terms)), tuple(compress(cut, terms)))

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self.words.clear()
        self.held = 0

    def forms(self, raw: str) -> Iterator[tuple[str, str]]:
        """Its terms, each with the word that became it."""
        made = self[raw]
        if isinstance(made, str):
            yield made, self.words[raw]
        else:
            yield from zip(made.terms, made.words, strict=True)


@lru_cache(maxsize=1)
def _seen(term: TermMaker) -> _Seen:
    """What this process has seen: the next share's words are mostly the same."""
    return _Seen(term)


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
        terms = _counted(Counter(map(self._seen.__getitem__, raw)))
        found, length = self.found, sum(terms.values())
        for term, times in terms.items():
            found[term] += (document, times, length)
        self.sum += length


def _counted(made: Counter[str | _Raw]) -> Counter[str]:
    """Each term by itself."""
    terms: Counter[str] = made  # type: ignore[assignment]
    for several in [each for each in made if isinstance(each, _Raw)]:
        times = made.pop(several)
        for term in several.terms:
            terms[term] += times
    return terms


def _entries(fields: Sequence[_Field], seen: _Seen) -> Iterator[Entry]:
    forms = _forms(fields, seen)
    for term in sorted(forms, key=sort_key):
        postings = tuple(_packed(field.found.get(term)) for field in fields)
        yield Entry(term, postings, tuple(forms[term].items()))


def _forms(fields: Sequence[_Field], seen: _Seen) -> dict[str, dict[str, int]]:
    """Term -> the words that become it -> how often each is said in a text."""
    forms: dict[str, dict[str, int]] = defaultdict(dict)
    for name, field in zip(FIELDS, fields, strict=True):
        for raw, times in field.said.items():
            for term, word in seen.forms(raw):
                forms[term][word] = forms[term].get(word, 0) + (times if name == "text" else 0)
    return forms


def _packed(found: list[int] | None) -> Postings | None:
    return pack(found[::3], found[1::3], found[2::3]) if found else None
