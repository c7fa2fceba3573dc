"""What a transcript declares about itself in front matter: YAML in `---`, TOML in `+++`.

Any layout may stand under it, so it is taken off before a reader is chosen: the lines that
it stood on are left blank, and all others keep their numbers. YAML that cannot be read is
mended by reading it line by line, with a warning: most often it is a title with a colon in
it, and a host should not lose an episode over that. What isn't `key: value` even then is
kept as a line before the speech.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..errors import ContentError
from ..front_matter import read_front_matter
from ..model import Diagnostic, Field, Line
from ..text import CONTROL, squash
from ..toml_lines import toml_lines
from .script import Script

_CLOSING = {"---": ("---", "..."), "+++": ("+++",)}
_KEY = re.compile(r"(?:[\"']?([\w][\w .-]{0,40}?)[\"']?)\s*[:=](?:\s+|$)(.*)")
_ENTRY = re.compile(r"\s*-\s+(\S.*)")
_TABLE = re.compile(r"\[\[?[\w.-]+\]\]?$")
_TOML_LINE = re.compile(r"\(at line (\d+)")
_LONGEST = 300_000
"""Characters; more than that is no front matter that a person wrote, and would take long."""
_USUAL_LIST = (
    "date description episode guest guests host hosts layout media number podcast season show "
    "speaker speakers summary tags title url"
)
_USUAL = frozenset(_USUAL_LIST.split())

LineOf = Callable[[tuple[str | int, ...]], int | None]


def take_front_matter(script: Script) -> Script:
    """The script with its front matter as `fields`, and blank where it stood."""
    lines = script.lines
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    ends = _CLOSING.get(lines[first].rstrip())
    if ends is None:
        return script
    last = next((n for n in range(first + 1, len(lines)) if lines[n].rstrip() in ends), None)
    if last is None or not _looks_declared(lines[first + 1 : last]):
        return script
    fields, aside, diagnostics = _declared(script.path, lines[: last + 1], first)
    return dataclasses.replace(
        script,
        lines=("",) * (last + 1) + lines[last + 1 :],
        fields=fields,
        aside=aside,
        diagnostics=(*script.diagnostics, *diagnostics),
    )


def _looks_declared(block: Sequence[str]) -> bool:
    """Whether keys stand between the fences, not speech between two horizontal rules.

    "Jane: Hello." is speech: keys are written in lower case, or are the usual ones.
    """
    told = [line for line in block if line.strip() and not line.lstrip().startswith("#")]
    if not told or not (_KEY.match(told[0]) or _TABLE.match(told[0])):
        return not told
    keys = [match[1] for line in told if (match := _KEY.match(line))]
    return not keys or any(key[0].islower() or key.casefold() in _USUAL for key in keys)


def _declared(
    path: str, lines: Sequence[str], first: int
) -> tuple[tuple[Field, ...], tuple[Line, ...], tuple[Diagnostic, ...]]:
    try:
        if sum(map(len, lines)) > _LONGEST:
            raise ContentError("it is too long", path=path, line=first + 1)
        if lines[first].rstrip() == "+++":
            return tuple(_toml_fields(path, lines, first)), (), ()
        found = read_front_matter("\n".join(lines), path)
        return tuple(_fields(found.values, found.line, (), first + 1)), (), ()
    except ContentError as error:
        message = f"front matter, read line by line: {error.message}"
        message += f"; {error.hint}" if error.hint else ""
        fields, aside = _line_by_line(lines[:-1], first + 1)
        return fields, aside, (Diagnostic(error.line or first + 1, "warning", message),)


def _toml_fields(path: str, lines: Sequence[str], first: int) -> Iterator[Field]:
    """Raises ContentError with the line for what isn't TOML (https://toml.io/en/v1.0.0)."""
    text = "\n" * (first + 1) + "\n".join(lines[first + 1 : -1])
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _TOML_LINE.search(str(error))
        line = int(at[1]) if at else first + 1
        said = str(error).partition(" (at ")[0]
        raise ContentError(f"TOML cannot be read: {said}", path=path, line=line) from None
    return _fields(values, toml_lines(text), (), first + 1)


def _fields(
    values: Mapping[str, object], line_of: LineOf, under: tuple[str, ...], otherwise: int
) -> Iterator[Field]:
    """One field for every key with a value; a key in a mapping is "outer.inner"."""
    for key, value in values.items():
        path = (*under, key)
        line = line_of(path) or otherwise
        name = ".".join(path).lower()
        if isinstance(value, Mapping):
            yield from _fields(value, line_of, path, line)
        elif isinstance(value, list):
            yield from _list_fields(name, value, line)
        elif (text := _text(value)).strip():
            yield Field(name, text, line)


def _list_fields(name: str, values: Sequence[object], line: int) -> Iterator[Field]:
    """`guests: [{name: A}, {name: B}]` is the field "guests.name" with two values."""
    keys = dict.fromkeys(key for value in values if isinstance(value, Mapping) for key in value)
    for key in keys:
        told = [value[key] for value in values if isinstance(value, Mapping) and key in value]
        yield Field(f"{name}.{key}".lower(), tuple(map(_text, told)), line)
    if plain := tuple(_text(value) for value in values if not isinstance(value, Mapping)):
        yield Field(name, plain, line)


def _text(value: object) -> str:
    """Escapes may stand for what no page can hold; everything else is clean already."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else CONTROL.sub("\ufffd", str(value))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key of broken front matter with the texts that stand under it."""

    name: str
    line: int
    texts: list[str]
    listed: list[str]

    def field(self) -> Field:
        said = squash(" ".join(self.texts))
        if not self.listed:
            return Field(self.name, said, self.line)
        return Field(self.name, (*([said] if said else []), *self.listed), self.line)


def _line_by_line(lines: Sequence[str], first: int) -> tuple[tuple[Field, ...], tuple[Line, ...]]:
    """`key: value` and `- entry` lines; indented ones belong to the value above them."""
    entries: list[_Entry] = []
    aside: list[Line] = []
    for number, raw in enumerate(lines[first:], first + 1):
        if match := _KEY.match(raw):
            entries.append(_Entry(match[1].lower(), number, [_unquoted(match[2])], []))
        elif entries and (entry := _ENTRY.match(raw)):
            entries[-1].listed.append(_unquoted(entry[1]))
        elif entries and raw[:1].isspace() and not entries[-1].listed:
            entries[-1].texts.append(raw)
        elif raw.strip():
            aside.append(Line(squash(raw), number))
    fields = (entry.field() for entry in entries)
    return tuple(field for field in fields if field.value), tuple(aside)


def _unquoted(text: str) -> str:
    text = text.strip()
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text
