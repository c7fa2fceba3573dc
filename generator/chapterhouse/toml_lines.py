"""Reads TOML, and says where each of its keys stands.

`tomllib` gives values without lines, and a complaint without a line sends its reader
searching. This looks for keys only, in a text that `tomllib` has already accepted, so that
it needs no second TOML parser: it steps over values as wholes and leaves their meaning alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping

from .errors import ChapterhouseError

KeyPath = tuple[str | int, ...]
"""("shows", 1, "name"): the name in the second [[shows]] table."""

Lines = Callable[[KeyPath], int | None]
"""The line of a key, counted from 1; of the nearest thing around it; or None."""

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")
_UNCLOSED = re.compile(
    r"""(?:Illegal|Found invalid) character '\\n'\Z|Unterminated string|Expected (?:"'+"|'"+')\Z"""
)
"""What tomllib says where a text goes on over the end of its line, or of the file."""
_PART = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_KEY = re.compile(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*")
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_HEADER = re.compile(rf"(\[\[?)[ \t]*({_KEY.pattern})[ \t]*\]\]?")
_VALUE = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:""?)?'
    r"|'''.*?'''(?:''?)?"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|\#[^\n]*"
    r"|[\[{]|[\]}]|\n"
    r"|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


def read_toml(text: str, path: str, error: type[ChapterhouseError]) -> dict[str, object]:
    """The values of a document. Raises `error` with the line of what can't be read."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        raise _explained(str(broken), text, path, error) from None
    except RecursionError:
        raise error("brackets stand too deep", path=path) from None


def _explained(
    said: str, text: str, path: str, error: type[ChapterhouseError]
) -> ChapterhouseError:
    """tomllib's own words, with the place where our errors have it."""
    place = _PLACE.search(said)
    line = None if place is None else int(place[1] or text.rstrip().count("\n") + 1)
    message = said[: place.start()] if place else said
    hint = 'text stands in quotes: key = "value"' if message == "Invalid value" else None
    if _UNCLOSED.match(message):
        line = line if place and place[1] else _opened(text)
        message, hint = "a text does not end", "close the quotation mark"
    message = message[:1].lower() + message[1:]
    return error(f"TOML cannot be read: {message}", path=path, line=line, hint=hint)


def _opened(text: str) -> int:
    """The line of the quotation mark after which no other one comes."""
    signs = [sign for sign in ('"""', "'''") if text.count(sign) % 2] or ['"', "'"]
    return text.count("\n", 0, max(text.rfind(sign) for sign in signs)) + 1


def toml_lines(text: str) -> Lines:
    """The lines of all keys in `text`, a document that tomllib accepts.

    What stands inside of an array or an inline table has the line of the key it belongs to.
    """
    text = text.replace("\r\n", "\n")
    found: dict[KeyPath, int] = {}
    entries: dict[KeyPath, int] = {}
    table: KeyPath = ()
    at = _after(_BLANK, text, 0)
    while at < len(text):
        line = text.count("\n", 0, at) + 1
        if header := _HEADER.match(text, at):
            table = _resolve((), _parts(header[2]), entries, header[1] == "[[")
            _note(table, line, found)
            at = header.end()
        else:
            key = _KEY.match(text, at)
            if key is None:
                break
            _note(_resolve(table, _parts(key[0]), entries, False), line, found)
            at = _skip_value(text, key.end())
        at = _after(_BLANK, text, at)
    return lambda path: nearest(path, found)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _parts(key: str) -> list[str]:
    """The names in a dotted key, unquoted: 'a."b.c"' -> ["a", "b.c"]."""
    parts: list[str] = []
    table: object = tomllib.loads(f"{key} = 0")
    while isinstance(table, dict):
        name, table = next(iter(table.items()))
        parts.append(name)
    return parts


def _resolve(
    table: KeyPath, parts: list[str], entries: dict[KeyPath, int], new_entry: bool
) -> KeyPath:
    """The path of a key, where the name of an array of tables means its latest entry."""
    path = table
    for part in parts[:-1]:
        path = _latest((*path, part), entries)
    path = (*path, parts[-1])
    if new_entry:
        entries[path] = entries.get(path, 0) + 1
    return _latest(path, entries)


def _latest(path: KeyPath, entries: dict[KeyPath, int]) -> KeyPath:
    return (*path, entries[path] - 1) if path in entries else path


def _note(path: KeyPath, line: int, found: dict[KeyPath, int]) -> None:
    """A key stands where it is named first, and so do the tables it opens."""
    for length in range(1, len(path) + 1):
        found.setdefault(path[:length], line)


def _skip_value(text: str, at: int) -> int:
    """The end of the line on which a value ends."""
    depth = 0
    while token := _VALUE.match(text, at):
        at = token.end()
        if token[0] in ("[", "{"):
            depth += 1
        elif token[0] in ("]", "}"):
            depth -= 1
        elif token[0] == "\n" and depth == 0:
            break
    return at


def nearest(path: KeyPath, found: Mapping[KeyPath, int]) -> int | None:
    """The line of a key, or of the nearest thing around it that has one."""
    for length in range(len(path), 0, -1):
        if path[:length] in found:
            return found[path[:length]]
    return None
