"""What front matter and file headers declare by name: `title: ...`, `speakers: [...]`.

A declared value wins over everything that could be read out of the text. Keys go by many
names; those of static site generators, of podcast hosts and of feeds are known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..model import Diagnostic, Field, Found, Transcript
from ..names import match_voices
from ..readers.markdown.inline import plain
from ..text import excerpt, fold, squash
from . import header
from .dates import find_date

_TITLE = ("title", "episode_title", "name", "headline")
_SHOW = ("show", "podcast", "show_title", "show_name", "podcast_name", "podcast_title", "series")
_SEASON = ("season", "season_number")
_NUMBER = (
    *("episode", "episode_number", "number", "ep", "episode_id", "episode_no", "episodenumber"),
    *("episode.number", "issue"),
)
_DATE = (
    *("date", "pub_date", "pubdate", "published", "publish_date", "published_at", "date_published"),
    *("publication_date", "published_on", "release_date", "released", "air_date", "aired"),
    *("recorded", "recorded_on", "recording_date"),
)
_GUESTS = ("guests", "guest", "interviewee", "interviewees")
_SPEAKERS = ("speakers", "speaker", "people", "participants", "voices")
_HOSTS = ("hosts", "host", "interviewer", "interviewers", "hosted_by")
_DESCRIPTION = ("description", "summary", "subtitle", "excerpt", "abstract")
_TOPICS = ("topics", "topic", "tags", "tag", "keywords", "categories", "category", "subjects")
_DRAFT = (("draft", True), ("published", False))
"""Names, and the value that makes a draft."""
_SWITCH = {
    **dict.fromkeys(("true", "yes", "on", "y", "1"), True),
    **dict.fromkeys(("false", "no", "off", "n", "0"), False),
}
_STATUS = ("status", "post_status")
_UNPUBLISHED = {"draft", "private", "unpublished"}
"""States that keep something to oneself; what other words mean is the host's own affair."""
_NOTHING = ("", "null", "~")
_SHOWN = 30
"""Characters of a value that a warning repeats."""
_PARTS = ("", ".name", ".title", ".full_name", ".number")
"""A value may be a mapping: `guests: [{name: ...}]`."""

_INTEGER = re.compile(r"(?:#|no\.?|episode|ep\.?|season|s)?\s*(\d{1,5})", re.IGNORECASE)
_SEASON_EPISODE = re.compile(r"s(\d{1,3})\s*e(\d{1,5})", re.IGNORECASE)
_NUMBERED_TITLE = re.compile(
    r"(?P<sign>(?:(?:season\s*|s)(?P<season>\d{1,3})[\s,:–—-]*)?"
    r"(?:episode\s*#?|ep\.?\s*#?|e(?=\d)|#))?(?P<number>\d{1,5})\s*(?::|\||[–—-](?=\s)|\.\s)\s*"
    r"(?P<title>\S.*)",
    re.IGNORECASE,
)
_LONGEST_TOPIC = 60
"""Characters; longer ones are sentences."""
_YEARS = range(1900, 2100)
_AFFILIATION = re.compile(r"\s*(?:\([^()]*\)|<[^<>]*>)$")


def title(transcript: Transcript) -> Found[str] | None:
    """The title, without the episode's number in front of it."""
    found = _text(transcript, _TITLE)
    if found is None:
        return None
    match = _numbered(transcript, found.value)
    return Found(match["title"], found.origin) if match else found


def show(transcript: Transcript) -> Found[str] | None:
    """The show's name."""
    return _text(transcript, _SHOW)


def season(transcript: Transcript) -> Found[int] | None:
    """The season, or the S2 of an episode "S2E5"."""
    if found := _integer(transcript, _SEASON):
        return found
    if both := _season_episode(transcript):
        return Found(both.value[0], both.origin)
    titled = _text(transcript, _TITLE)
    match = _numbered(transcript, titled.value) if titled else None
    if titled is None or match is None or match["season"] is None:
        return None
    return Found(int(match["season"]), titled.origin)


def number(transcript: Transcript) -> Found[int] | None:
    """The episode's number, under its own name or in front of the title."""
    if found := _integer(transcript, _NUMBER):
        return found
    if both := _season_episode(transcript):
        return Found(both.value[1], both.origin)
    titled = _text(transcript, _TITLE)
    match = _numbered(transcript, titled.value) if titled else None
    return Found(int(match["number"]), titled.origin) if titled and match else None


def day(transcript: Transcript) -> Found[date] | None:
    """The date, in any of the usual written forms."""
    for field in _fields(transcript, _DATE):
        for value in _values(field):
            if found := find_date(value):
                return Found(found, _origin(field))
    return None


def draft(transcript: Transcript) -> Found[bool] | None:
    """Whether it is not to be published yet: `draft: true`, `published: false`, `status: draft`.

    One of them is enough; so is a value that can't be understood, which `unclear_draft` tells.
    """
    found = list(_switches(transcript))
    held = next((each for each in found if each.value), None)
    return held or (found[0] if found else None)


def unclear_draft(transcript: Transcript) -> Diagnostic | None:
    """A warning where it is held back by what is neither yes nor no: `draft: ture`."""
    for name, _ in _DRAFT:
        for field in _fields(transcript, (name,)):
            if _is_unclear(field):
                wrote = f'"{field.name}: {excerpt(_plain_value(field), _SHOWN)}"'
                neither = "neither true nor false" + (", nor a day" if name == "published" else "")
                message = f"{wrote} is {neither}: taken for a draft"
                return Diagnostic(field.line, "warning", message)
    return None


def _switches(transcript: Transcript) -> Iterator[Found[bool]]:
    for name, wanted in _DRAFT:
        for field in _fields(transcript, (name,)):
            if (value := _plain_value(field).casefold()) in _SWITCH:
                yield Found(_SWITCH[value] == wanted, _origin(field))
            elif _is_unclear(field):
                yield Found(True, _origin(field))
    for field in _fields(transcript, _STATUS):
        if _plain_value(field).casefold() in _UNPUBLISHED:
            yield Found(True, _origin(field))


def _is_unclear(field: Field) -> bool:
    """Nothing at all says nothing, and `published` may have a day."""
    value = _plain_value(field)
    known = value.casefold() in (*_SWITCH, *_NOTHING) or find_date(value) is not None
    return not known


def _plain_value(field: Field) -> str:
    return squash(" ".join(_values(field)))


def guests(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    """The guests; where only speakers are declared, those who are not declared as hosts."""
    if found := _people(transcript, _GUESTS):
        return found
    speaking = _people(transcript, _SPEAKERS)
    hosting = hosts(transcript)
    if speaking is None or hosting is None:
        return speaking
    same = match_voices(speaking.value, hosting.value)
    others = tuple(name for name in speaking.value if name not in same)
    return Found(others, speaking.origin) if others else None


def hosts(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    """The hosts."""
    return _people(transcript, _HOSTS)


def description(transcript: Transcript) -> Found[str] | None:
    """What the episode is about."""
    return _text(transcript, _DESCRIPTION)


def topics(transcript: Transcript) -> Found[tuple[str, ...]] | None:
    """What the episode is about; of several such fields, all."""
    found: dict[str, str] = {}
    origins = []
    for field in _fields(transcript, _TOPICS):
        written = _values(field) if not isinstance(field.value, str) else field.value.split(",")
        for value in written:
            if (name := squash(plain(value)).removeprefix("#")) and len(name) <= _LONGEST_TOPIC:
                found.setdefault(fold(name), name)
        origins.append(_origin(field))
    return Found(tuple(found.values()), ", ".join(origins)) if found else None


def _fields(transcript: Transcript, names: tuple[str, ...]) -> Iterator[Field]:
    """The fields of these names, in the order of the names."""
    wanted = [name + part for name in names for part in _PARTS]
    fields = {re.sub(r"[\s-]", "_", field.name): field for field in reversed(transcript.fields)}
    yield from (fields[name] for name in wanted if name in fields)


def _values(field: Field) -> tuple[str, ...]:
    return (field.value,) if isinstance(field.value, str) else field.value


def _origin(field: Field) -> str:
    return f'"{field.name}" in line {field.line}'


def _text(transcript: Transcript, names: tuple[str, ...]) -> Found[str] | None:
    for field in _fields(transcript, names):
        if isinstance(field.value, str) and (value := squash(plain(field.value))):
            return Found(value, _origin(field))
    return None


def _integer(transcript: Transcript, names: tuple[str, ...]) -> Found[int] | None:
    for field in _fields(transcript, names):
        match = _INTEGER.fullmatch(squash(_values(field)[0])) if _values(field) else None
        if match:
            return Found(int(match[1]), _origin(field))
    return None


def _season_episode(transcript: Transcript) -> Found[tuple[int, int]] | None:
    for field in _fields(transcript, _NUMBER):
        match = _SEASON_EPISODE.fullmatch(squash("".join(_values(field))))
        if match:
            return Found((int(match[1]), int(match[2])), _origin(field))
    return None


def _numbered(transcript: Transcript, text: str) -> re.Match[str] | None:
    """The title "108: Systems check" taken apart, unless the number is part of it.

    A number that looks like a year counts only if it is declared or marked as a number.
    """
    match = _NUMBERED_TITLE.fullmatch(text)
    if match is None:
        return None
    declared = _integer(transcript, _NUMBER)
    if declared is not None:
        return match if declared.value == int(match["number"]) else None
    return match if match["sign"] or int(match["number"]) not in _YEARS else None


def _people(transcript: Transcript, names: tuple[str, ...]) -> Found[tuple[str, ...]] | None:
    for field in _fields(transcript, names):
        one_line = isinstance(field.value, str)
        written = header.people(squash(plain("".join(field.value)))) if one_line else field.value
        cleaned = (_AFFILIATION.sub("", squash(plain(name))).lstrip("@") for name in written)
        people = tuple({fold(name): name for name in cleaned if name}.values())
        if people:
            return Found(people, _origin(field))
    return None
