"""The texts of an episode in small pieces, from which a client shows what it has found."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .documents import Document
from .files import LEVEL, as_json

PIECE = 4000
"""A piece is full when so many bytes are said in it: one comes with a result that is shown."""

DIGEST = 5
"""Bytes."""


class Texts(NamedTuple):
    """The files of one episode."""

    digest: bytes
    """Of what is in them."""
    pieces: tuple[bytes, ...]
    chapters: tuple[int, ...]
    """How many are in each piece."""


def make_texts(chapters: Sequence[Document], about: Mapping[str, object]) -> Texts:
    """The texts of an episode's chapters. `about` is what every piece says of the episode."""
    pieces = [*_pieces(chapters)]
    contents = [as_json({**about, **_content(piece)}) for piece in pieces]
    return Texts(
        digest=hashlib.sha256(b"\n".join(contents)).digest()[:DIGEST],
        pieces=tuple(zlib.compress(content, LEVEL) for content in contents),
        chapters=tuple(map(len, pieces)),
    )


def _pieces(chapters: Sequence[Document]) -> Iterator[list[Document]]:
    piece: list[Document] = []
    size = 0
    for chapter in chapters:
        piece.append(chapter)
        size += len(chapter.text.encode())
        if size >= PIECE:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece


def _content(chapters: Sequence[Document]) -> dict[str, Any]:
    names: dict[str, int] = {}
    for chapter in chapters:
        for name in (*chapter.people, *(each.speaker for each in chapter.paragraphs)):
            if name is not None:
                names.setdefault(name, len(names))
    return {"chapters": [_chapter(each, names) for each in chapters], "people": [*names]}


def _chapter(chapter: Document, names: Mapping[str, int]) -> dict[str, Any]:
    said = chapter.paragraphs
    return {
        "title": chapter.chapter,
        "anchor": chapter.anchor,
        "start": chapter.start,
        "people": [names[name] for name in chapter.people],
        "ids": [each.anchor for each in said],
        "who": [-1 if each.speaker is None else names[each.speaker] for each in said],
        "said": [each.text for each in said],
    }
