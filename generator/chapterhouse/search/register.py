"""What a client has to know of every document and episode besides the terms: whose chapters they
are, where the texts lie, who speaks.

Filled episode by episode, and small: numbers, and each name once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from operator import add

from ..model import Artifact
from .batch import Kept, Prepared
from .counting import FIELDS
from .files import as_json, digest_of, packed, plain
from .numbers import numbers
from .texts import DIGEST, Texts


class Register:
    """All documents and episodes, in their order."""

    def __init__(self) -> None:
        """Empty."""
        self.documents = 0
        """How many."""
        self.sums = [0 for _ in FIELDS]
        """For each field, how many terms it has in all documents."""
        self._texts = _Texts()
        self._facets = _Facets()

    def add(self, prepared: Prepared) -> Iterator[Artifact]:
        """The episodes that come next; gives the files of their texts."""
        self.documents += prepared.counted.documents
        self.sums = [*map(add, self.sums, prepared.counted.sums)]
        for kept in prepared.kept:
            self._facets.add(kept)
            yield from self._texts.add(kept.texts)

    def files(self) -> tuple[Artifact, Artifact]:
        """Episodes, facets."""
        facets = as_json(self._facets.content())
        return (
            packed("episodes", self._texts.content()),
            plain(f"facets-{digest_of(facets)}.json", facets),
        )


class _Texts:
    """Which chapters and pieces are whose."""

    def __init__(self) -> None:
        self._chapters: list[int] = []
        self._pieces: list[int] = []
        self._in_pieces: list[int] = []
        self._digests: dict[bytes, None] = {}

    def add(self, texts: Texts) -> Iterator[Artifact]:
        digest = texts.digest
        while digest in self._digests:
            digest = hashlib.sha256(digest).digest()[:DIGEST]
        self._digests[digest] = None
        self._chapters.append(sum(texts.chapters))
        self._pieces.append(len(texts.chapters))
        self._in_pieces.extend(texts.chapters)
        for number, piece in enumerate(texts.pieces):
            yield plain(f"texts/{digest.hex()}-{number}.bin", piece)

    def content(self) -> bytes:
        columns = ([len(self._chapters)], self._chapters, self._pieces, self._in_pieces)
        return b"".join((*map(numbers, columns), *self._digests))


class _Facets:
    """By what results can be filtered."""

    def __init__(self) -> None:
        self._people: dict[str, int] = {}
        self._shows: dict[str, int] = {}
        self._kept: list[tuple[int | None, int | None, int | None]] = []
        self._speakers: list[list[list[int]]] = []

    def add(self, kept: Kept) -> None:
        show = None if kept.show is None else _place(kept.show, self._shows)
        self._kept.append((show, kept.season, kept.year))
        self._speakers.append([[_place(n, self._people) for n in names] for names in kept.people])

    def content(self) -> dict[str, object]:
        return {
            "people": [*self._people],
            "shows": [*self._shows],
            "show": [show for show, _, _ in self._kept],
            "season": [season for _, season, _ in self._kept],
            "year": [year for _, _, year in self._kept],
            "speakers": self._speakers,
        }


def _place(name: str, places: dict[str, int]) -> int:
    """In the order in which names come up."""
    return places.setdefault(name, len(places))
