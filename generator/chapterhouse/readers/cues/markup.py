"""The words of a cue, without its markup.

Voices, classes, italics, ruby and the HTML that SubRip files borrow are taken off; a time
tag gives the words after it their time; entities are decoded once. What only looks like
markup ("<3", "<laughs>") was said or is worth reading: it stays.

https://www.w3.org/TR/webvtt1/#webvtt-cue-text-parsing-rules
"""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ...text import parse_clock, squash
from .blocks import Numbered

_MARKUP = re.compile(
    r"<(?P<close>/?)(?:"
    r"(?P<name>(?:v|c|i|b|u|s|lang|ruby|rt|rp|font|span|em|strong|br|p))"
    r"(?P<more>[.\s/][^<>]*)?"
    r"|(?P<time>(?:[0-9]{1,4}:)?[0-9]{1,2}:[0-9]{2}[.,][0-9]{1,3})"
    r")>"
    r"|\{\\[^{}]*\}"
    r"|(?<!:)(?-i:\\N)",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_CLASSES = re.compile(r"^(?:\.[^\s.]*)*")
_WORD = re.compile(r"\S+")
_IN_PLACE = {"br": " ", "p": " ", "/p": " ", "\\N": " ", "rt": "(", "/rt": ")"}
"""What stands for a tag: a space where it breaks a line, and parentheses around the reading
of a ruby character, as HTML's <rp> does it."""


@dataclass(frozen=True, slots=True)
class Row:
    """The words on one line of a cue, said by one voice."""

    line: int
    words: tuple[str, ...]
    starts: tuple[float | None, ...]
    """Seconds, one for every word; None before the first time tag of its line."""
    voice: str | None = None
    """The name in a <v> tag."""
    marked: bool = False
    """Whether a dash or ">>" says that somebody else begins to speak."""

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(self.words)

    def part(self, first: int, end: int | None = None) -> Row:
        """The row of the words from `first` to before `end`."""
        words, starts = self.words[first:end], self.starts[first:end]
        return Row(self.line, words, starts, self.voice, self.marked)


@dataclass(slots=True)
class _Pen:
    """The rows while the tags of a cue are gone through; lives for one call of `rows`."""

    lines: Sequence[Numbered]
    at: int = 0
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    """Of all pieces."""
    times: list[tuple[int, float | None]] = field(default_factory=lambda: [(0, None)])
    """(Position in the line's text, the time of what stands from there on)."""
    voice: str | None = None
    done: list[Row] = field(default_factory=list)

    def write(self, text: str) -> None:
        for i, part in enumerate(text.split("\n")):
            if i:
                self.end_row()
                self.at += 1
            self.put(decode(part))

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def end_row(self) -> None:
        text = "".join(self.pieces)
        if words := tuple(text.split()):
            starts = self._starts(text) if len(self.times) > 1 else (None,) * len(words)
            self.done.append(Row(self.lines[self.at][0], words, starts, self.voice))
        self.pieces, self.length, self.times = [], 0, [(0, None)]

    def _starts(self, text: str) -> tuple[float | None, ...]:
        places = [place for place, _ in self.times]
        begins = (match.start() for match in _WORD.finditer(text))
        return tuple(self.times[bisect.bisect_right(places, at) - 1][1] for at in begins)

    def tag(self, match: re.Match[str]) -> None:
        name = (match["name"] or "").lower()
        if match["time"]:
            self.times.append((self.length, parse_clock(match["time"])))
        elif name == "v":
            self.end_row()
            self.voice = None if match["close"] else _voice(match["more"] or "")
        else:
            self.put(_IN_PLACE.get((match["close"] or "") + (name or match[0]), ""))


def rows(lines: Sequence[Numbered]) -> tuple[Row, ...]:
    """The rows of a cue's lines that have words."""
    pen = _Pen(lines)
    for tag, text in _pieces("\n".join(line for _, line in lines)):
        if tag is not None:
            pen.tag(tag)
        else:
            pen.write(text)
    pen.end_row()
    return tuple(pen.done)


def decode(text: str) -> str:
    """With entities as the characters they stand for, once: "&amp;lt;" is "&lt;"."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _pieces(payload: str) -> Iterator[tuple[re.Match[str] | None, str]]:
    """Tags, and the text between them."""
    end = 0
    for match in _MARKUP.finditer(payload):
        yield None, payload[end : match.start()]
        yield match, ""
        if "\n" in match[0]:
            yield None, "\n" * match[0].count("\n")
        end = match.end()
    yield None, payload[end:]


def _voice(more: str) -> str | None:
    """ "Jane Doe" of ".loud Jane Doe"."""
    return squash(decode(_CLASSES.sub("", more, count=1))) or None
