"""What the lines around the speech say about the episode.

Pages and show notes put it in few ways: "Season 4, episode 1 of the ... podcast with ...",
"#26: Title with Guest" under the show's name, "Guest: ..." lines, prose, a date. Each
function looks for one of them and answers None when it isn't there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..model import Found, Line, Transcript
from ..text import fold
from .dates import find_date

_TITLE_LENGTH, _TITLE_WORDS = 160, 25
_SHOW_LENGTH = 80
_PROSE_WORDS = 8
"""A line of at least so many words that ends like a sentence is prose, not a title."""

_NUMBERED = re.compile(
    r"(?:(?:season\s*(?P<season>\d{1,3})|s(?P<s>\d{1,3}))\s*[,:–—-]?\s*)?"
    r"(?:episode\s*(?:number\s*|no\.?\s*)?#?|ep\.?\s*#?|e(?=\d)|#)\s*(?P<number>\d{1,5})\b"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_REST_TITLE = re.compile(r"\s*[:.|–—-]\s*(?P<title>\S.*)")
_REST_SHOW = re.compile(
    r"\s*(?:of|on|from)\s+(?:the\s+)?(?:(?P<podcast>.+?)\s+podcast|(?P<show>.+?))"
    r"(?:\s+with\s+(?P<guests>.+))?",
    re.IGNORECASE,
)
_REST_GUESTS = re.compile(r",?\s*with\s+(?P<guests>.+)", re.IGNORECASE)
_KEY = re.compile(
    r"((?:episode )?title|show|series|podcast(?: name)?|guests?|hosts?|hosted by|date|published"
    r"(?: on)?|recorded(?: on)?|duration|author|by)\s*:\s+(\S.*)",
    re.IGNORECASE,
)
_ABOUT_SHOW = re.compile(r"(.{2,60}?) is an? (?:[\w-]+ ){0,4}(?:podcast|show)\b")
_AND = re.compile(r"\s*(?:,\s*(?:and|&)\s|,|;|\s(?:and|&)\s)\s*")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The line that numbers the episode, taken apart."""

    line: Line
    number: int
    season: int | None = None
    title: str | None = None
    show: str | None = None
    guests: tuple[str, ...] = ()


def numbering(transcript: Transcript) -> Numbering | None:
    """The first line of the preamble that begins with the episode's number."""
    for line in transcript.preamble:
        match = _NUMBERED.fullmatch(line.text)
        if match and len(line.text) <= _TITLE_LENGTH:
            return _taken_apart(line, match)
    return None


def _taken_apart(line: Line, match: re.Match[str]) -> Numbering:
    season = match["season"] or match["s"]
    number, rest = int(match["number"]), match["rest"]
    made = Numbering(line, number, None if season is None else int(season))
    if titled := _REST_TITLE.fullmatch(rest):
        return Numbering(line, made.number, made.season, title=titled["title"])
    if shown := _REST_SHOW.fullmatch(rest):
        show = shown["podcast"] or shown["show"]
        return Numbering(line, made.number, made.season, None, show, people(shown["guests"]))
    if guested := _REST_GUESTS.fullmatch(rest):
        return Numbering(line, made.number, made.season, guests=people(guested["guests"]))
    return made


def people(text: str | None) -> tuple[str, ...]:
    """The names of "Ada Lovelace, Grace Hopper and Karen Spärck Jones"."""
    return tuple(name for name in _AND.split(text or "") if name)


def line_before(transcript: Transcript, line: Line) -> Line | None:
    """The line of the preamble right before another one, when it reads like a title."""
    lines = transcript.preamble
    position = lines.index(line)
    before = lines[position - 1] if position else None
    return before if before is not None and _can_be_title(before.text) else None


def lone_title(transcript: Transcript) -> Line | None:
    """The first line of a preamble without numbers that reads like a title."""
    lines = (line for line in transcript.preamble if _can_be_title(line.text))
    return next((line for line in lines if not is_prose(line.text)), None)


def keyed(transcript: Transcript, *keys: str) -> Found[str] | None:
    """The value of the first "Key: value" line before the speech with one of these keys."""
    for line in transcript.preamble:
        match = _KEY.fullmatch(line.text)
        if match and fold(match[1]) in keys:
            return Found(match[2], f"line {line.line}")
    return None


def prose(transcript: Transcript) -> Found[str] | None:
    """The paragraphs before the speech that are whole sentences, without titles and stubs."""
    numbered = numbering(transcript)
    above = line_before(transcript, numbered.line) if numbered else None
    lines = [line for line in transcript.preamble if is_prose(line.text) and line != above]
    if not lines:
        return None
    return Found("\n\n".join(line.text for line in lines), f"line {lines[0].line}")


def show_about_itself(transcript: Transcript) -> Found[str] | None:
    """The X of "X is a podcast for ..." around the speech."""
    for line in (*transcript.preamble, *transcript.closing):
        match = _ABOUT_SHOW.match(line.text)
        if match and match[1][0].isupper() and fold(match[1]) not in ("this", "it", "the show"):
            return Found(match[1], f"line {line.line}")
    return None


def written_date(transcript: Transcript) -> Found[date] | None:
    """The first date in a short line before the speech."""
    for line in transcript.preamble:
        day = None if is_prose(line.text) else find_date(line.text)
        if day is not None:
            return Found(day, f"line {line.line}")
    return None


def is_prose(text: str) -> bool:
    """Whether a line is whole sentences rather than a title, a label or a stub."""
    return len(text.split()) >= _PROSE_WORDS and text.rstrip("\"'”’)").endswith(
        (".", "!", "?", "…")
    )


def _can_be_title(text: str) -> bool:
    short = len(text) <= _TITLE_LENGTH and len(text.split()) <= _TITLE_WORDS
    return short and find_date(text) is None and not _KEY.fullmatch(text)


def is_show(text: str) -> bool:
    """Whether a line above the episode's title can be the show's name."""
    return len(text) <= _SHOW_LENGTH and not is_prose(text) and not _KEY.fullmatch(text)
