"""What a key of site.toml or front matter may hold: each type with the check that makes it one.

The checks are for people: what comes out is tidy, and what can't be used is said in words,
with the form it should have had.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from ..errors import ContentError
from ..iri import as_uri
from ..model import ListedChapter
from ..schema import misfit
from ..text import CLOCK, CONTROL, masked, parse_clock, slug, squash

SLUG_LENGTH = 200
"""Characters of a chosen slug; a file name has 255 bytes at most."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_CHAPTER = re.compile(rf"({CLOCK})\s+(\S.*)\Z")
_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}\Z")
_VIDEO_PATH = re.compile(r"/(?:embed|live|shorts|v)/([^/]+)/?\Z")


def _line(value: str) -> str:
    if not (squashed := squash(value)):
        raise misfit("must not be empty")
    return squashed


def _slug(value: str) -> str:
    if len(value) > SLUG_LENGTH:
        raise misfit(f"must not be longer than {SLUG_LENGTH} characters, and has {len(value)}")
    made = slug(value, "", SLUG_LENGTH)
    if made.startswith(f"{value}-"):
        raise misfit(f'must not be "{value}", a name that Windows keeps', f'write "{made}"')
    if value != made:
        hint = f'write "{made}"' if made else None
        raise misfit("may hold lower-case letters, digits and single hyphens only", hint)
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.match(value):
        raise misfit(f'must be a language code, not "{value}"', 'such as "en" or "pt-BR"')
    return value


def _day(value: object) -> datetime.date:
    try:
        if isinstance(value, str) and _DAY.match(value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        raise misfit(f"is {value}, a day that no calendar has") from None
    raise misfit(f"must be a date such as 2021-06-22, not {value}")


def check_address(value: str) -> str:
    """The site's address, as given outside of site.toml. Raises ContentError."""
    try:
        return _site_address(address(value))
    except PydanticCustomError as error:
        hint = (error.context or {}).get("hint")
        raise ContentError(error.message(), hint=hint) from None


def address(value: str) -> str:
    """A web address as it may stand in a page, or a misfit."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018  (raises ValueError for one that is none)
        whole = parts.scheme in ("http", "https") and parts.hostname is not None
    except ValueError:
        whole = False
    if not whole or CONTROL.search(value) or re.search(r"[\s\"<>\\^`{|}]", value):
        hint = "it begins with https:// and holds no spaces"
        raise misfit(f'must be a web address, not "{masked(value)}"', hint)
    return value


def _site_address(value: str) -> str:
    """Everything in the site stands below it, and it stands in everything: nothing in it may be
    a secret, or may lead elsewhere once something is put behind it."""
    if not value:
        return value
    parts = urlsplit(address(value))
    if "@" in parts.netloc:
        better = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        raise misfit("must not hold a user's name or password", f'write "{masked(better)}"')
    if re.search(r"[?#]", value):
        raise misfit("must end before any ? or #", f'write "{re.split("[?#]", value)[0]}"')
    if "%" in parts.netloc:
        raise misfit("must name its host without percent signs", "write the letters themselves")
    _check_path(parts)
    try:
        return as_uri(value)
    except ValueError:
        hint = "look for a slip in it, or write it in the form that begins with xn--"
        raise misfit(f'names a host that there can\'t be: "{parts.hostname}"', hint) from None


def _check_path(parts: SplitResult) -> None:
    """No segment of the path may be empty, "." or "..", nor, unescaped, hold a slash."""
    segments = parts.path.removeprefix("/").split("/")
    segments = segments[:-1] if segments[-1] == "" else segments
    wrong = [each for each in segments if not _is_segment(unquote(each))]
    if wrong:
        path = "/".join(["", *(each for each in segments if each not in wrong), ""])
        said = f'"{wrong[0]}" in its path' if wrong[0] else "two slashes in a row"
        raise misfit(f"must not have {said}", f'such as "{parts._replace(path=path).geturl()}"')


def _is_segment(text: str) -> bool:
    return text not in ("", ".", "..") and not re.search(r"[/\\]", text)


def _edit_address(value: str) -> str:
    if not value:
        return value
    address(value.replace("{path}", "path"))
    if "#" in value:
        raise misfit("must end before any #", f'write "{value.split("#")[0]}"')
    return value if "{path}" in value else f"{value.rstrip('/')}/{{path}}"


def video(value: str) -> str:
    """The id of a video, from itself or from an address that YouTube gives to people."""
    found = value if "/" not in value else _video_in(address(value))
    if not _VIDEO.match(found):
        hint = "it has 11 characters and stands after v= in the video's address"
        raise misfit(f'must be a YouTube video\'s id or address, not "{value}"', hint)
    return found


def _video_in(url: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("music.")
    if host == "youtu.be":
        return parts.path.strip("/")
    if host not in ("youtube.com", "youtube-nocookie.com"):
        return ""
    inside = _VIDEO_PATH.match(parts.path)
    return inside[1] if inside else parse_qs(parts.query).get("v", [""])[0]


def _chapter(value: object) -> ListedChapter:
    found = _CHAPTER.match(value) if isinstance(value, str) else None
    if found is None:
        raise misfit("must be times and titles", 'such as "- 3:08 Career journey"')
    return ListedChapter(squash(found[2]), parse_clock(found[1]), 0)


Line = Annotated[str, AfterValidator(_line)]
"""One line of text, not empty, single spaces."""
Slug = Annotated[str, AfterValidator(_slug)]
"""Lower-case letters, digits and single hyphens: part of an address."""
Language = Annotated[str, AfterValidator(_language)]
"""A BCP 47 code: "en", "pt-BR"."""
Day = Annotated[datetime.date, BeforeValidator(_day)]
"""Written as 2021-06-22."""
Address = Annotated[str, AfterValidator(address)]
"""Begins with http:// or https://."""
SiteAddress = Annotated[str, AfterValidator(_site_address)]
"""An address without ? and #, or "". It comes out in ASCII: "https://xn--bcher-kva.example/"."""
EditAddress = Annotated[str, AfterValidator(_edit_address)]
"""An address with {path} in it, or ""; without {path} a file's path stands at its end."""
Video = Annotated[str, AfterValidator(video)]
"""A YouTube video's id, 11 characters; written as the id or as any address of the video."""
Chapter = Annotated[ListedChapter, PlainValidator(_chapter)]
"""Written as a time and a title: "3:08 Career journey"."""
Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""A whole number from 0."""
Text = Annotated[str, AfterValidator(str.strip)]
"""Plain text without blank lines at its ends."""
