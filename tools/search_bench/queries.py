"""The queries that are asked: a list in a file, or some drawn from a built site.

A list holds on any corpus of its field; drawn queries let the measurement run on any other.
They are drawn by a checksum, so that nobody chose them and everybody gets the same.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

LISTED = Path(__file__).with_name("queries.txt")
_NAMES = 0.3
"""The share of drawn queries that are names of people; the others are titles of chapters."""
_CHAPTER = re.compile(r'<h2 id="[^"]+">(.*?)</h2>')
_PERSON = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FILTER = re.compile(r"\b(?:speaker|show|season|year):")


def listed(file: Path = LISTED) -> tuple[str, ...]:
    """The queries of a file: one a line, without those that begin with #."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("#"))


def drawn(output: Path, count: int) -> tuple[str, ...]:
    """So many queries from a built site: titles of chapters and names."""
    names = _drawn(_found(output / "people", _PERSON), round(count * _NAMES))
    titles = _drawn(_found(output / "episodes", _CHAPTER), count - len(names))
    return (*titles, *names)


def without_filters(query: str) -> str:
    """The query for an engine that doesn't know filters: the words that they name."""
    bare = _FILTER.sub("", query)
    return query if bare == query else bare.replace('"', "")


def _found(folder: Path, pattern: re.Pattern[str]) -> Iterator[str]:
    for page in sorted(folder.glob("*/index.html")):
        for text in pattern.findall(page.read_text(encoding="utf-8")):
            yield " ".join(unescape(_TAG.sub("", text)).split())


def _drawn(texts: Iterable[str], count: int) -> list[str]:
    return sorted({text for text in texts if text}, key=_lot)[:count]


def _lot(text: str) -> tuple[int, str]:
    return zlib.crc32(text.encode()), text
