"""Reads the files of search as docs/search.md describes them, and knows nothing else of them.

On purpose not made of what writes them.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from chapterhouse.model import Artifact

Postings = dict[str, list[dict[int, tuple[int, int]]]]
"""Term -> for each field, document -> how often, and how many terms the field has there."""


class Reader:
    """Reads numbers and strings from the beginning of some bytes to their end."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def numbers(self, count: int) -> list[int]:
        return [self.number() for _ in range(count)]

    def take(self, count: int) -> bytes:
        self.at += count
        assert self.at <= len(self.data)
        return self.data[self.at - count : self.at]

    def string(self) -> str:
        return self.take(self.number()).decode()

    def terms(self, count: int) -> list[str]:
        made: list[bytes] = [b""]
        for _ in range(count):
            shared = self.number()
            made.append(made[-1][:shared] + self.take(self.number()))
        return [term.decode() for term in made[1:]]

    @property
    def ended(self) -> bool:
        return self.at == len(self.data)


@dataclass
class SearchFiles:
    """Everything, decoded."""

    table: dict[str, Any]
    ranges: list[Postings]
    words: list[dict[str, tuple[str, int]]]
    """For each file, term -> the form to show, documents in whose text it is."""
    pieces: list[list[dict[str, Any]]]
    """For each episode, its pieces of text."""
    facets: dict[str, Any]
    names: set[str] = field(default_factory=set)
    """Of all files that the table leads to."""

    @property
    def whole(self) -> Postings:
        return {term: where for each in self.ranges for term, where in each.items()}

    @property
    def postings(self) -> dict[str, list[dict[int, int]]]:
        """Term -> for each field, document -> how often."""
        return {
            term: [{document: count for document, (count, _) in field.items()} for field in where]
            for term, where in self.whole.items()
        }

    @property
    def lengths(self) -> list[list[int]]:
        """For each field, how many terms each document has in it, as every posting says."""
        fields = range(len(self.table["fields"]))
        made = [[0] * self.table["documents"] for _ in fields]
        for where in self.whole.values():
            for at in fields:
                for document, (_, length) in where[at].items():
                    assert made[at][document] in (0, length)
                    made[at][document] = length
        return made

    @property
    def chapters(self) -> list[dict[str, Any]]:
        """One for each document."""
        return [c for pieces in self.pieces for piece in pieces for c in piece["chapters"]]

    def serialized(self) -> dict[str, Any]:
        """lunr's serialised index."""
        table = self.table
        fields = [each["name"] for each in table["fields"]]
        postings = self.postings
        index = {term: at for at, term in enumerate(postings)}
        return {
            "version": table["lunr"],
            "fields": fields,
            "pipeline": table["pipeline"],
            "fieldVectors": list(self._vectors(index)),
            "invertedIndex": [
                [
                    term,
                    {
                        "_index": index[term],
                        **{
                            name: {str(document): {} for document in found}
                            for name, found in zip(fields, where, strict=True)
                        },
                    },
                ]
                for term, where in postings.items()
            ],
        }

    def _vectors(self, index: Mapping[str, int]) -> Iterator[list[Any]]:
        documents = self.table["documents"]
        vectors: dict[tuple[int, int], list[float]] = {
            (at, document): []
            for document in range(documents)
            for at in range(len(self.table["fields"]))
        }
        for term, where in self.whole.items():
            found = sum(map(len, where))
            idf = math.log(1 + abs((documents - found + 0.5) / (found + 0.5)))
            for at, counts in enumerate(where):
                about = self.table["fields"][at]
                for document, (count, length) in counts.items():
                    average = about["sum"] / documents
                    burden = 1.2 * (0.25 + 0.75 * (length / average))
                    score = idf * 2.2 * count / (burden + count) * about["boost"]
                    vectors[at, document] += (index[term], round(score, 3))
        for (at, document), vector in vectors.items():
            yield [f"{self.table['fields'][at]['name']}/{document}", vector]


def read_search(files: Iterable[Artifact]) -> SearchFiles:
    """Decodes files of search, and asserts that each is read to its last byte."""
    data = {file.path.removeprefix("search/data/"): file.data for file in files}
    table = json.loads(data["table.json"])
    names = {table[kind] for kind in ("engine", "episodes", "facets")}
    fields = len(table["fields"])

    def opened(name: str) -> Reader:
        names.add(name)
        return Reader(zlib.decompress(data[name]))

    return SearchFiles(
        table=table,
        ranges=[_range(opened(f"range-{digest}.bin"), fields) for _, digest in table["ranges"]],
        words=[_words(opened(f"words-{digest}.bin")) for _, digest in table["words"]],
        pieces=[
            [json.loads(opened(name).data) for name in pieces]
            for pieces in _texts(opened(table["episodes"]), table["documents"])
        ],
        facets=json.loads(data[table["facets"]]),
        names=names,
    )


def _range(reader: Reader, fields: int) -> Postings:
    terms = reader.terms(reader.number())
    found = [reader.numbers(fields) for _ in terms]
    sizes = reader.numbers(len(terms))
    made = {}
    for term, counts, size in zip(terms, found, sizes, strict=True):
        end = reader.at + size
        made[term] = [_postings(reader, count) for count in counts]
        assert reader.at == end
    assert reader.ended
    return made


def _postings(reader: Reader, count: int) -> dict[int, tuple[int, int]]:
    """Document -> how often the term stands there, and the field's length."""
    documents, document = [], 0
    for distance in reader.numbers(count):
        document += distance
        documents.append(document)
    counts = reader.numbers(count)
    planes = [reader.take(count) for _ in range(3)] if count else []
    lengths = (
        sum(byte << 8 * at for at, byte in enumerate(each)) for each in zip(*planes, strict=True)
    )
    return dict(zip(documents, zip(counts, lengths, strict=True), strict=True))


def _words(reader: Reader) -> dict[str, tuple[str, int]]:
    terms = reader.terms(reader.number())
    ends = [(reader.number(), reader.string()) for _ in terms]
    forms = [term[: len(term) - cut] + end for term, (cut, end) in zip(terms, ends, strict=True)]
    counts = reader.numbers(len(terms))
    assert reader.ended
    return dict(zip(terms, zip(forms, counts, strict=True), strict=True))


def _texts(reader: Reader, documents: int) -> list[list[str]]:
    """For each episode, the names of its pieces."""
    episodes = reader.number()
    chapters = reader.numbers(episodes)
    pieces = reader.numbers(episodes)
    sizes = iter(reader.numbers(sum(pieces)))
    for count, number in zip(chapters, pieces, strict=True):
        assert sum(next(sizes) for _ in range(number)) == count
    assert sum(chapters) == documents
    digests = [reader.take(5).hex() for _ in range(episodes)]
    assert reader.ended
    return [
        [f"texts/{digest}-{number}.bin" for number in range(count)]
        for digest, count in zip(digests, pieces, strict=True)
    ]
