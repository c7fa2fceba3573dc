"""A ledger as text: one fact a line, in an order that follows the episode, so that a change shows
what happened and two branches that add episodes never touch the same file.

    chapterhouse addresses 1
    page building-a-team                  the present address first
    page s01e03-building-ds-team
    source seeds/s01e03.txt
    title Building a team
    length 3412 seconds                   or: 9120 words
    landmarks 32                          one in so many
    chapter 126 intro                     126 seconds from the start
    at 12: 34 40 40-2                     the moments t754, t760, t760-2
    at 12 +60: 34                         t754 too, whose words are a minute later now
    moment 812 p-1a2b3c4d                 a moment without a time
    said 12: 34=1a2b3c4                   the landmark 1a2b3c4 at 754 seconds
    moved their-hobbies part-two          went to the episode whose file is part-two.txt
    lost an-old-anchor                    given up
    gone                                  the whole episode was given up
    ahead 2026-12-01                      will be published on that day; none of it counts before

Without times a place is a paragraph and how many words of it stand before:

    paragraph p-1a2b3c4d 57: 12=1a2b3c4   57 words; the landmark is 12 words into it
    chapter p-1a2b3c4d+0 intro
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..anchors import is_moment
from ..errors import ContentError, did_you_mean
from ..text import squash
from .types import Landmark, Ledger, Said

HEADER = "chapterhouse addresses 1"
_HOW = "take the file from the last commit (git checkout), or delete it and build"
_AHEAD = "ahead"
_ONE = ("source", "title", "length")
"""Facts of which an episode has one."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SECOND = re.compile(r"t(\d+)((?:-\d+)?)$")


# --- writing ------------------------------------------------------------------------------


def as_text(ledger: Ledger) -> str:
    """The file of a ledger."""
    return "".join(f"{line}\n" for line in _lines(ledger))


def without_day(text: str) -> str:
    """The file of a ledger whose day has come, as a build then writes it."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(f"{_AHEAD} "))


def _lines(ledger: Ledger) -> Iterator[str]:
    said, place = ledger.said, _place_writer(ledger)
    yield HEADER
    if ledger.gone:
        yield "gone"
    if ledger.ahead:
        yield f"{_AHEAD} {ledger.ahead.isoformat()}"
    yield from (f"page {slug}" for slug in ledger.pages)
    yield f"source {ledger.source}"
    yield f"title {squash(ledger.title)}"
    yield f"length {said.length} {'seconds' if said.timed else 'words'}"
    yield f"landmarks {said.every}"
    yield from _paragraph_lines(ledger)
    others = sorted((at, name) for name, at in ledger.places.items() if name not in _told(ledger))
    yield from (f"chapter {place(at)} {name}" for at, name in others if not is_moment(name))
    yield from _moment_lines(others, place, timed=said.timed)
    if said.timed:
        for minute, found in _by_minute(said.landmarks):
            yield f"said {minute}: {found}"
    yield from (f"moved {name} {key}" for name, key in sorted(ledger.moved.items()))
    yield from (f"lost {name}" for name in sorted(ledger.lost))


def _told(ledger: Ledger) -> frozenset[str]:
    """The moments that lines of their own tell."""
    return frozenset(ledger.paragraphs)


def _place_writer(ledger: Ledger) -> Callable[[int], str]:
    if ledger.said.timed:
        return str
    starts = [ledger.places[name] for name in ledger.paragraphs]

    def written(place: int) -> str:
        at = bisect.bisect_right(starts, place) - 1
        return f"{ledger.paragraphs[at]}+{place - starts[at]}" if at >= 0 else str(place)

    return written


def _paragraph_lines(ledger: Ledger) -> Iterator[str]:
    starts = [ledger.places[name] for name in ledger.paragraphs]
    within: dict[int, list[str]] = defaultdict(list)
    for place, mark in () if ledger.said.timed else ledger.said.landmarks:
        at = bisect.bisect_right(starts, place) - 1
        within[at].append(f" {place - starts[at]}={mark:07x}")
    ends = [*starts[1:], ledger.said.length]
    for at, name in enumerate(ledger.paragraphs):
        marks = "".join(within[at])
        yield f"paragraph {name} {ends[at] - starts[at]}{':' if marks else ''}{marks}"


def _moment_lines(
    found: Iterable[tuple[int, str]], place: Callable[[int], str], *, timed: bool
) -> Iterator[str]:
    """Moments with a time minute by minute, those first that are where they say."""
    runs: dict[tuple[bool, int, int], list[tuple[int, str]]] = defaultdict(list)
    for at, name in found:
        second = _SECOND.match(name) if timed else None
        if second:
            own = int(second[1])
            runs[at != own, at - own, own // 60].append((own % 60, second[2]))
        elif is_moment(name):
            yield f"moment {place(at)} {name}"
    for (away, shift, minute), seconds in sorted(runs.items()):
        tokens = " ".join(f"{second}{number}" for second, number in sorted(seconds))
        yield f"at {minute}{f' {shift:+}' if away else ''}: {tokens}"


def _by_minute(landmarks: Iterable[Landmark]) -> Iterator[tuple[int, str]]:
    runs: dict[int, list[str]] = defaultdict(list)
    for place, mark in landmarks:
        runs[place // 60].append(f"{place % 60}={mark:07x}")
    for minute, found in sorted(runs.items()):
        yield minute, " ".join(found)


# --- reading ------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reading:
    """What the lines of a file said so far."""

    pages: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    heard: int = 0
    """Words of the paragraphs so far."""
    landmarks: list[Landmark] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    doubled: int = 0
    rivals: list[str] = field(default_factory=list)


def parse(text: str, key: str, path: str) -> Ledger:
    """The ledger of a file's text. Raises ContentError with the line that can't be read.

    What stands there twice, as after a merge that kept both sides, counts once: the first time.
    """
    lines = text.split("\n")
    if not lines or lines[0] != HEADER:
        raise ContentError(f'this does not begin with "{HEADER}"', path=path, line=1, hint=_HOW)
    reading = _Reading()
    for number, line in enumerate(lines[1:], 2):
        try:
            _read_line(line, number, reading)
        except (ValueError, LookupError):
            said, hint = _trouble(line)
            raise ContentError(said, path=path, line=number, hint=hint) from None
    missing = [name for name in ("page", "source", "title", "length") if name not in reading.facts]
    if missing:
        said = f'there is no line that begins with "{missing[0]}"'
        raise ContentError(said, path=path, line=len(lines), hint=_HOW)
    return _made(reading, key)


def _trouble(line: str) -> tuple[str, str]:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        return "a merge is not finished here", "keep the lines of both sides"
    word = line.partition(" ")[0]
    if word not in _READERS:
        return f'"{word}" is no fact of a ledger', did_you_mean(word, sorted(_READERS))
    return f'what stands after "{word}" cannot be read', _HOW


def _made(reading: _Reading, key: str) -> Ledger:
    length, measure = reading.facts["length"].split(" ")
    ahead = reading.facts.get(_AHEAD)
    return Ledger(
        key=key,
        pages=tuple(reading.pages),
        source=reading.facts["source"],
        title=reading.facts["title"],
        said=Said(
            timed=measure == "seconds",
            length=int(length),
            every=int(reading.facts.get("landmarks", "1")),
            landmarks=tuple(sorted(dict.fromkeys(reading.landmarks))),
        ),
        places=reading.places,
        paragraphs=tuple(reading.paragraphs),
        moved=reading.moved,
        lost=frozenset(reading.lost),
        gone="gone" in reading.facts,
        ahead=date.fromisoformat(ahead) if ahead else None,
        doubled=reading.doubled,
        rivals=tuple(dict.fromkeys(reading.rivals)),
    )


def _read_line(line: str, number: int, reading: _Reading) -> None:
    word, _, rest = line.partition(" ")
    if line:
        _READERS[word](rest, reading)
        if word in _ONE and reading.facts.setdefault(word, rest) != rest:
            reading.doubled = reading.doubled or number
            reading.rivals += [rest] if word == "source" else []
        reading.facts.setdefault(word, rest)


def _fact(rest: str, reading: _Reading) -> None:
    """Kept as it stands."""


def _page(rest: str, reading: _Reading) -> None:
    if not is_slug(rest):
        raise ValueError(rest)
    if rest not in reading.pages:
        reading.pages.append(rest)


def is_slug(text: str) -> bool:
    """Whether it may be the last part of an episode's address: no path leads out of it."""
    return _SLUG.match(text) is not None


def _length(rest: str, _: _Reading) -> None:
    length, measure = rest.split(" ")
    if measure not in ("seconds", "words"):
        raise ValueError(measure)
    _number(length)


def _every(rest: str, _: _Reading) -> None:
    if _number(rest) < 1:
        raise ValueError(rest)


def _anchor(rest: str, reading: _Reading) -> None:
    place, name = rest.split(" ")
    reading.places.setdefault(name, _place(place, reading))


def _place(written: str, reading: _Reading) -> int:
    paragraph, plus, words = written.rpartition("+")
    return (reading.places[paragraph] if plus else 0) + _number(words)


def _at(rest: str, reading: _Reading) -> None:
    where, _, tokens = rest.partition(": ")
    minute, _, shift = where.partition(" ")
    for token in tokens.split(" "):
        second, dash, number = token.partition("-")
        own = 60 * _number(minute) + _number(second)
        place = max(0, own + int(shift or "0"))
        reading.places.setdefault(f"t{own}{dash}{number}", place)


def _said(rest: str, reading: _Reading) -> None:
    minute, _, tokens = rest.partition(": ")
    reading.landmarks += _marks(tokens, 60 * _number(minute))


def _paragraph(rest: str, reading: _Reading) -> None:
    where, _, tokens = rest.partition(": ")
    name, words = where.split(" ")
    if name in reading.places:
        return
    reading.paragraphs.append(name)
    reading.places[name] = reading.heard
    reading.landmarks += _marks(tokens, reading.heard)
    reading.heard += _number(words)


def _marks(tokens: str, start: int) -> Iterator[Landmark]:
    for token in tokens.split(" ") if tokens else ():
        place, _, mark = token.partition("=")
        yield start + _number(place), int(mark, 16)


def _moved(rest: str, reading: _Reading) -> None:
    name, key = rest.split(" ")
    if not is_slug(key):
        raise ValueError(key)
    reading.moved.setdefault(name, key)


def _lost(rest: str, reading: _Reading) -> None:
    reading.lost.add(rest)


def _day(rest: str, _: _Reading) -> None:
    if date.fromisoformat(rest).isoformat() != rest:
        raise ValueError(rest)


def _number(written: str) -> int:
    if not written.isdecimal():
        raise ValueError(written)
    return int(written)


_READERS: Mapping[str, Callable[[str, _Reading], None]] = {
    "page": _page,
    "source": _fact,
    "title": _fact,
    "length": _length,
    "landmarks": _every,
    "paragraph": _paragraph,
    "chapter": _anchor,
    "moment": _anchor,
    "at": _at,
    "said": _said,
    "moved": _moved,
    "lost": _lost,
    "gone": _fact,
    _AHEAD: _day,
}
