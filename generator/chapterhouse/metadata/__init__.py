"""What one transcript says about its episode: a table of small finders for every value.

A finder looks in one place and answers with the value and where it stood, or None; the first
that answers wins. The order is that of trust: what the file declares, the page's own header,
the file's name, what is said. content/ overrides all of it, elsewhere. Nothing here knows a
show, a person or a file: the patterns are ways in which people write and speak.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from ..model import Diagnostic, Found, Metadata, Transcript
from ..names import is_anonymous, match_voices
from . import announcement, declared, filename, header, spoken

T = TypeVar("T")
Finder = Callable[[Transcript], Found[T] | None]


def find_metadata(transcript: Transcript) -> Metadata:
    """All that the header, the file name and the speech tell."""
    guests, release = _first(_GUESTS, transcript), find_release(transcript)
    return Metadata(
        title=_first(_TITLE, transcript),
        show=find_show(transcript),
        season=_first(_SEASON, transcript),
        number=_first(_NUMBER, transcript),
        date=release or _said_day(transcript),
        guests=guests,
        hosts=declared.hosts(transcript)
        or keyed_hosts(transcript)
        or _other_voices(transcript, guests)
        or spoken.find_host(spoken.opening(transcript.segments)),
        description=_first(_DESCRIPTION, transcript),
        topics=declared.topics(transcript),
        draft=find_draft(transcript),
        release=release,
    )


def find_show(transcript: Transcript) -> Found[str] | None:
    """The show alone, for those who need it before the rest."""
    return _first(_SHOW, transcript)


def find_place(transcript: Transcript) -> tuple[int | None, int | None]:
    """Season and number alone."""
    season, number = _first(_SEASON, transcript), _first(_NUMBER, transcript)
    return season.value if season else None, number.value if number else None


def find_draft(transcript: Transcript) -> Found[bool] | None:
    """Whether the transcript itself says that it is a draft."""
    return declared.draft(transcript)


def doubtful_draft(transcript: Transcript) -> Diagnostic | None:
    """A warning where nobody can tell whether the transcript says that it is a draft."""
    return declared.unclear_draft(transcript)


def find_release(transcript: Transcript) -> Found[date] | None:
    """The date that is written down: what is only said of a day ahead holds nothing back."""
    return _first(_DATE, transcript)


def _first(finders: Iterable[Finder[T]], transcript: Transcript) -> Found[T] | None:
    return next((found for find in finders if (found := find(transcript)) is not None), None)


# --- the page's header ----------------------------------------------------------------


def _header_title(transcript: Transcript) -> Found[str] | None:
    """The title in the numbered line, or right above it, or alone at the top."""
    numbered = header.numbering(transcript)
    if numbered is None:
        line = header.lone_title(transcript)
        return None if line is None else Found(line.text, f"line {line.line}")
    if numbered.title is not None:
        return Found(numbered.title, f"line {numbered.line.line}")
    above = header.line_before(transcript, numbered.line)
    return None if above is None else Found(above.text, f"line {above.line}")


def _header_show(transcript: Transcript) -> Found[str] | None:
    """The show in the numbered line, or the line above a title with a number."""
    numbered = header.numbering(transcript)
    if numbered is None:
        return None
    if numbered.show is not None:
        return Found(numbered.show, f"line {numbered.line.line}")
    above = header.line_before(transcript, numbered.line) if numbered.title else None
    if above is None or not header.is_show(above.text):
        return None
    return Found(above.text, f"line {above.line}")


def _header_season(transcript: Transcript) -> Found[int] | None:
    numbered = header.numbering(transcript)
    if numbered is None or numbered.season is None:
        return None
    return Found(numbered.season, f"line {numbered.line.line}")


def _header_number(transcript: Transcript) -> Found[int] | None:
    numbered = header.numbering(transcript)
    return None if numbered is None else Found(numbered.number, f"line {numbered.line.line}")


def _header_guests(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    numbered = header.numbering(transcript)
    if numbered is None or not numbered.guests:
        return None
    return Found(numbered.guests, f"line {numbered.line.line}")


_WITH = re.compile(r".*\b(?:with|feat\.|featuring|w/)\s+(\S.*)", re.IGNORECASE)


def _guests_in_title(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    """The X of "... with X", if X are people who speak here, or who are called so."""
    title = _header_title(transcript) or filename.title(transcript)
    match = _WITH.fullmatch(title.value) if title else None
    if title is None or match is None:
        return None
    named = header.people(match[1].rstrip(")"))
    if named and len(match_voices(named, voices_of(transcript))) == len(named):
        return Found(named, title.origin)
    heard = spoken.opening(transcript.segments)
    called = named and all(spoken.is_called(name, heard) for name in named)
    return Found(named, title.origin) if called else None


def _keyed_title(transcript: Transcript) -> Found[str] | None:
    return header.keyed(transcript, "title", "episode title")


def _keyed_show(transcript: Transcript) -> Found[str] | None:
    return header.keyed(transcript, "show", "podcast", "podcast name", "series")


def _keyed_guests(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    return _people(header.keyed(transcript, "guest", "guests"))


def keyed_hosts(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    """The names in a "Host: ..." line before the speech."""
    return _people(header.keyed(transcript, "host", "hosts", "hosted by"))


def _people(found: Found[str] | None) -> Found[tuple[str, ...]] | None:
    return None if found is None else Found(header.people(found.value), found.origin)


# --- what is said ---------------------------------------------------------------------


def _said_title(transcript: Transcript) -> Found[str] | None:
    return spoken.find_topic(spoken.opening(transcript.segments))


def _said_show(transcript: Transcript) -> Found[str] | None:
    return announcement.find_show(spoken.opening(transcript.segments))


def _said_number(transcript: Transcript) -> Found[int] | None:
    return announcement.find_number(spoken.opening(transcript.segments))


def _said_day(transcript: Transcript) -> Found[date] | None:
    return announcement.find_day(spoken.opening(transcript.segments))


def _said_guests(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    """The guests who are introduced, by the fuller name where a label has it."""
    heard = spoken.opening(transcript.segments)
    found = spoken.find_guests(heard)
    if found is None:
        return None
    labels = match_voices(found.value, voices_of(transcript))
    fuller = (max(name, labels.get(name, name), key=len) for name in found.value)
    return Found(tuple(spoken.with_surname(name, heard) for name in fuller), found.origin)


# --- who speaks -----------------------------------------------------------------------

_FEW = 0.02
"""A voice with less than this share of the paragraphs, and fewer than three, is a slip."""
_CLEARLY = 2
"""One of two voices asks at least so many times as many questions as the other."""


def voices_of(transcript: Transcript) -> list[str]:
    """The speakers' labels, in order of appearance, without slips and without those that
    name nobody."""
    counts = Counter(
        s.speaker for s in transcript.segments if s.speaker and not is_anonymous(s.speaker)
    )
    few = _FEW * counts.total()
    return [label for label, count in counts.items() if count > 2 or count > few]


def _questions(transcript: Transcript, label: str) -> int:
    return sum(s.text.count("?") for s in transcript.segments if s.speaker == label)


def _answering_voice(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    """Of exactly two voices, the one that is asked."""
    voices = sorted(voices_of(transcript), key=lambda label: _questions(transcript, label))
    if len(voices) != 2:
        return None
    fewer, more = (_questions(transcript, label) for label in voices)
    if more < _CLEARLY * max(1, fewer) or more < 2 * _CLEARLY:
        return None
    return Found((voices[0],), "answers the questions")


def _other_voices(
    transcript: Transcript, guests: Found[tuple[str, ...]] | None
) -> Found[tuple[str, ...]] | None:
    """The hosts: everybody who speaks and is not a guest.

    A guest whose label is another name ("Elena" for Eleni) is one of those who ask least.
    """
    if guests is None:
        return None
    voices = voices_of(transcript)
    known = match_voices(voices, guests.value)
    others = [label for label in voices if label not in known]
    unheard = len(set(guests.value) - set(known.values()))
    asking = sorted(others, key=lambda label: -_questions(transcript, label))
    hosts = set(asking[: max(1, len(others) - unheard)])
    named = tuple(label for label in others if label in hosts)
    return Found(named, "speaks, and is not a guest") if named else None


_TITLE: Sequence[Finder[str]] = (
    declared.title,
    _keyed_title,
    _header_title,
    filename.title,
    _said_title,
)
_SHOW: Sequence[Finder[str]] = (
    declared.show,
    _keyed_show,
    _header_show,
    header.show_about_itself,
    _said_show,
)
_SEASON: Sequence[Finder[int]] = (declared.season, _header_season, filename.season)
_NUMBER: Sequence[Finder[int]] = (declared.number, _header_number, filename.number, _said_number)
_DATE: Sequence[Finder[date]] = (declared.day, header.written_date, filename.day)
_GUESTS: Sequence[Finder[tuple[str, ...]]] = (
    declared.guests,
    _keyed_guests,
    _header_guests,
    _guests_in_title,
    _said_guests,
    _answering_voice,
)
_DESCRIPTION: Sequence[Finder[str]] = (declared.description, header.prose)
