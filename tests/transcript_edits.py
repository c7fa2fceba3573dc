"""What editors do to transcript files, with a note of which line is which.

A line keeps its origin, the file and line it came from, through every edit: so a test knows
where words are now without asking what it tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from random import Random

from chapterhouse.text import parse_clock

Origin = tuple[str, int]
"""The name of a file and a line of it, from 1; or what was added where, and its number."""

_TIME = re.compile(r"(?P<open>^\[?|\()(?P<clock>\d{1,2}(?::[0-5]\d){1,2})(?P<close>\] | |\)$)")
_WORD = re.compile(r"\b[a-z]{3,}\b")
_CLAIM = re.compile(r"^(Season|#)")


@dataclass(frozen=True)
class Line:
    """A line of a transcript."""

    text: str
    origin: Origin | None = None
    """None: nobody will ask for it."""

    @property
    def time(self) -> float | None:
        """In seconds, where it has one."""
        found = _TIME.search(self.text)
        return parse_clock(found["clock"]) if found else None

    def at(self, seconds: float) -> Line:
        """The same at another time, written in the same way."""

        def written(found: re.Match[str]) -> str:
            long = found["open"] == "[" or seconds >= 3600 or found["clock"].count(":") > 1
            minutes, rest = divmod(round(seconds), 60)
            pad = "02" if found["open"] == "[" else ""
            hours = f"{minutes // 60:{pad}}:{minutes % 60:02}" if long else f"{minutes}"
            return f"{found['open']}{hours}:{rest:02}{found['close']}"

        return replace(self, text=_TIME.sub(written, self.text, count=1))


Lines = tuple[Line, ...]
Edit = Callable[[Lines], Lines]


def lines_of(path: Path) -> Lines:
    """A transcript before any edit."""
    texts = path.read_text("utf-8").splitlines()
    return tuple(Line(text, (path.name, at)) for at, text in enumerate(texts, 1))


def text_of(lines: Iterable[Line]) -> str:
    return "".join(f"{line.text}\n" for line in lines)


def spoken(lines: Sequence[Line]) -> list[int]:
    """The positions of the lines with a time."""
    return [at for at, line in enumerate(lines) if line.time is not None]


# --- edits --------------------------------------------------------------------------------


def edited(lines: Lines, *edits: Edit) -> Lines:
    """After these edits, one after the other."""
    for edit in edits:
        lines = edit(lines)
    return lines


def correct(random: Random, one_in: int = 20) -> Edit:
    """Other words instead of one in so many that are said."""

    def word(found: re.Match[str]) -> str:
        return f"{found[0][::-1]}x" if random.randrange(one_in) == 0 else found[0]

    def edit(lines: Lines) -> Lines:
        return tuple(
            line if line.time is None else replace(line, text=_WORD.sub(word, line.text))
            for line in lines
        )

    return edit


def shift(seconds: float) -> Edit:
    """All times later by so much."""

    def edit(lines: Lines) -> Lines:
        return tuple(each if each.time is None else each.at(each.time + seconds) for each in lines)

    return edit


def cut(position: float, seconds: float) -> Edit:
    """Takes out the lines from there on (0: the beginning, 1: the end) that end within so many
    seconds, and what follows moves up."""

    def edit(lines: Lines) -> Lines:
        timed = spoken(lines)
        first = timed[int(position * len(timed))]
        start = lines[first].time or 0.0
        following = (at for at in timed if at >= first)
        *_, until = takewhile(lambda at: (lines[at].time or 0.0) <= start + seconds, following)
        gap = (lines[until].time or 0.0) - start
        return (*lines[:first], *shift(-gap)(lines[until:]))

    return edit


def add(position: float, seconds: float, texts: Sequence[str]) -> Edit:
    """Says more from there on, for so many seconds."""

    def edit(lines: Lines) -> Lines:
        timed = spoken(lines)
        at = timed[int(position * len(timed))]
        model, start = lines[at], lines[at].time or 0.0
        blank = [] if lines[at + 1].text else [Line("")]
        new = []
        for number, text in enumerate(texts):
            line = _saying(model, text).at(start + seconds * number / len(texts))
            new += [replace(line, origin=(f"added before {model.origin}", number)), *blank]
        return (*lines[:at], *new, *shift(seconds)(lines[at:]))

    return edit


def _saying(model: Line, text: str) -> Line:
    """A new line of the same layout."""
    found = _TIME.search(model.text)
    assert found
    if found["open"] == "(":
        speaker = model.text.partition(":")[0]
        return Line(f"{speaker}: {text} {found[0]}")
    return Line(f"{found[0]}{text}")


def replaced(old: str, new: str) -> Edit:
    """Another header or heading: a line of that text says something else now."""

    def edit(lines: Lines) -> Lines:
        assert any(line.text == old for line in lines), old
        return tuple(replace(line, text=new) if line.text == old else line for line in lines)

    return edit


def moved_down(heading: str) -> Edit:
    """A heading stands a paragraph later."""

    def edit(lines: Lines) -> Lines:
        at = next(at for at, line in enumerate(lines) if line.text == heading)
        after = next(each for each in spoken(lines) if each > at)
        return (
            *lines[:at],
            *lines[at + 1 : after + 1],
            Line(""),
            lines[at],
            *lines[after + 1 :],
        )

    return edit


def split(lines: Lines, position: float) -> tuple[Lines, Lines]:
    """Two parts; the second one begins at 0:00."""
    timed = spoken(lines)
    at = timed[int(position * len(timed))]
    return lines[:at], shift(-(lines[at].time or 0.0))(lines[at:])


def joined(first: Lines, second: Lines) -> Lines:
    """One conversation of two: the second one without its header, after the first."""
    last, begins = first[spoken(first)[-1]].time or 0.0, spoken(second)[0]
    return (*first, Line(""), *shift(last + 60)(second[begins:]))
