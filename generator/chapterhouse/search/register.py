"""What a client has to know of every document and episode besides the terms: how long fields
are, whose chapters they are, where the texts lie, who speaks.

Filled episode by episode, and small: numbers, and each name once.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterator, Sequence

from ..model import Artifact
from .batch import Kept, Prepared
from .counting import FIELDS
from .files import as_json, digest_of, packed, plain
from .numbers import numbers
from .texts import DIGEST, Texts

_UNSIGNED = "Q"
"""Eight bytes: no field is too long."""


class Register:
    """All documents and episodes, in their order."""

    def __init__(self) -> None:
        """Empty."""
        self._lengths = [array(_UNSIGNED) for _ in FIELDS]
        self._texts = _Texts()
        self._facets = _Facets()

    def add(self, prepared: Prepared) -> Iterator[Artifact]:
        """The episodes that come next; gives the files of their texts."""
        for known, more in zip(self._lengths, prepared.counted.lengths, strict=True):
            known.extend(more)
        for kept in prepared.kept:
            self._facets.add(kept)
            yield from self._texts.add(kept.texts)

    @property
    def documents(self) -> int:
        """How many."""
        return len(self._lengths[0])

    @property
    def sums(self) -> tuple[int, ...]:
        """For each field, how many terms it has in all documents."""
        return tuple(map(sum, self._lengths))

    def files(self) -> tuple[Artifact, Artifact, Artifact]:
        """Lengths, episodes, facets."""
        facets = as_json(self._facets.content())
        return (
            packed("lengths", b"".join(map(_planes, self._lengths))),
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


def _planes(lengths: Sequence[int]) -> bytes:
    """How many bytes a length takes; then the lowest one of all, the next one of all, …"""
    count = (max(lengths, default=0).bit_length() + 7) // 8
    planes = (bytes(length >> 8 * plane & 255 for length in lengths) for plane in range(count))
    return numbers([count]) + b"".join(planes)
