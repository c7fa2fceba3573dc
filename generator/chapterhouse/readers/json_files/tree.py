"""JSON as a tree in which every object knows its line.

Python's own parser is fast but gives no positions, so they are found beside it: it finishes
its objects in the order of their closing braces, and one pass over strings and braces tells
on which line each of these was opened. A ten-hour transcript with a time for every word takes
a second or two this way.

Several documents in one file (JSON Lines) are read as a list of them. JSON: RFC 8259.
"""

from __future__ import annotations

import itertools
import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...errors import SourceError
from ..script import Script

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}]', re.DOTALL)
_NOT_BLANK = re.compile(r"\S")
_LONGEST_INTEGER = 18
"""Digits; Python refuses to read thousands of them, and no time or number needs more."""


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object."""

    values: dict[str, object]
    line: int
    """Of its opening brace."""
    repeated: tuple[str, ...] = ()
    """Keys that stand in it more than once; the last one counts."""

    def get(self, *keys: str) -> object:
        """The value of the first of these keys that has one, else None."""
        return next((v for key in keys if (v := self.values.get(key)) is not None), None)

    def items(self, *keys: str) -> list[object]:
        """The first of these keys that holds a list; an empty one when none does."""
        return next((v for key in keys if isinstance(v := self.values.get(key), list)), [])

    def record(self, key: str) -> Record | None:
        """The object under a key."""
        value = self.values.get(key)
        return value if isinstance(value, Record) else None


def parse(script: Script) -> object:
    """The document, or a list of them where a file holds several.

    Raises SourceError, with the line, for what is no JSON.
    """
    text = "\n".join(script.lines)
    try:
        documents = list(_documents(text))
    except json.JSONDecodeError as error:
        raise _broken(script.path, text, error) from None
    except RecursionError:
        raise SourceError(
            "brackets stand too deep",
            path=script.path,
            line=1,
            hint="a transcript needs a handful of levels; export it again",
        ) from None
    return documents[0] if len(documents) == 1 else documents


def records(items: list[object]) -> list[Record]:
    """Those of the items that are objects."""
    return [item for item in items if isinstance(item, Record)]


def walk(tree: object) -> Iterator[tuple[str, object, int]]:
    """(key, value, line of the object) for every value in the tree, in order.

    The values of a list have the list's key. Works without recursion, however deep it goes.
    """
    waiting: list[tuple[str, object, int]] = [("", tree, 1)]
    while waiting:
        key, value, line = waiting.pop()
        yield key, value, line
        if isinstance(value, Record):
            inner = [(name, each, value.line) for name, each in value.values.items()]
            waiting.extend(reversed(inner))
        elif isinstance(value, list):
            waiting.extend((key, each, line) for each in reversed(value))


def _documents(text: str) -> Iterator[object]:
    opened = _opening_lines(text)

    def record(pairs: list[tuple[str, object]]) -> Record:
        values, line = dict(pairs), next(opened, 1)
        if len(values) == len(pairs):
            return Record(values, line)
        counts = Counter(key for key, _ in pairs)
        return Record(values, line, tuple(key for key, count in counts.items() if count > 1))

    decoder = json.JSONDecoder(object_pairs_hook=record, parse_int=_integer, strict=False)
    end = 0
    while found := _NOT_BLANK.search(text, end):
        value, end = decoder.raw_decode(text, found.start())
        yield value


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _opening_lines(text: str) -> Iterator[int]:
    """The line of the opening brace, for every closing brace in order."""
    if "\n" not in text:
        return itertools.repeat(1)
    ends = [found.start() for found in re.finditer("\n", text)]
    return _matched(text, ends)


def _matched(text: str, ends: list[int]) -> Iterator[int]:
    opened: list[int] = []
    for token in _TOKEN.finditer(text):
        sign = text[token.start()]
        if sign == "{":
            opened.append(token.start())
        elif sign == "}" and opened:
            yield 1 + bisect_left(ends, opened.pop())


def _broken(path: str, text: str, error: json.JSONDecodeError) -> SourceError:
    what = error.msg[:1].lower() + error.msg[1:]
    if error.pos >= len(text.rstrip()) or what.startswith("unterminated"):
        message, hint = f"the JSON breaks off: {what}", "export or download the file again"
    else:
        message = f"this is not JSON: {what} (column {error.colno})"
        hint = "look for a missing comma, quote or bracket here or just before"
    return SourceError(message, path=path, line=error.lineno, hint=hint)
