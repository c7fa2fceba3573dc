"""Pure functions on text and times: clocks, white space, slugs, excerpts.

No podcast rules and no file access here.
"""

from __future__ import annotations

import re
import unicodedata

from slugify import slugify

CLOCK = r"\d{1,3}(?::[0-5]\d){1,2}"
"""A time as people write it: m:ss, mm:ss or h:mm:ss (no fraction)."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no page, feed or file name can hold."""

_SECRET_USER = re.compile(r"(?<=://)[^/\s]+(?=@)")
_SECRET_VALUE = re.compile(
    r"([?&][^=&\s]*(?:token|key|secret|pass|auth|sig)[^=&\s]*=)[^&#\s\"']+", re.IGNORECASE
)

_SLUG_WORDS = (("'", ""), ("\u2019", ""), ("\u02bc", ""), ("&", " and "), ("+", " plus "))
_SLUG_LENGTH = 80
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
"""Names that no file or folder can have on Windows."""


def parse_clock(clock: str) -> float:
    """Seconds of "3:08", "1:01:07" or "00:01:07.250".

    Raises ValueError for anything else.
    """
    seconds = 0.0
    parts = clock.replace(",", ".").split(":")
    if not 2 <= len(parts) <= 3:
        raise ValueError(f"not a time: {clock!r}")
    for part in parts:
        seconds = seconds * 60 + float(part)
    return seconds


def format_clock(seconds: float) -> str:
    """ "3:08" or "1:01:07": whole seconds, as YouTube and podcast players write them."""
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def iso_duration(seconds: float) -> str:
    """ "PT1H1M7S" (ISO 8601), for the `datetime` attribute of <time>."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + f"{rest}S"


def squash(text: str) -> str:
    """One line, single spaces, none at the ends."""
    return " ".join(text.split())


def masked(text: str) -> str:
    """The text without the names, passwords and tokens in its addresses.

    >>> masked("https://me:s3cret@example.org/x?token=abc")
    'https://***@example.org/x?token=***'
    """
    return _SECRET_VALUE.sub(r"\1***", _SECRET_USER.sub("***", text))


def counted(number: int, noun: str) -> str:
    """ "1 file", "2,000 files"; of "chapter and moment" both words are in the plural."""
    return f"{number:,} {noun if number == 1 else noun.replace(' and ', 's and ') + 's'}"


def words(text: str) -> list[str]:
    """The words of a text as they stand, split at white space."""
    return text.split()


def slug(text: str, otherwise: str = "untitled", length: int = _SLUG_LENGTH) -> str:
    """A short ASCII name for addresses: "Alexander’s background" -> "alexanders-background".

    `otherwise` stands in when nothing of the text can be written that way. At most `length`
    characters, cut after a word.
    """
    made = slugify(
        text, replacements=_SLUG_WORDS, max_length=length, word_boundary=True, save_order=True
    )
    return f"{made}-1" if made in _DEVICES else made or otherwise


def fold(text: str) -> str:
    """For comparing names: no case, no accents, no doubled spaces ("Mısra" == "misra")."""
    if text.isascii():
        return squash(text.lower())  # the same, and most names of thousands of episodes
    plain = unicodedata.normalize("NFKD", text.casefold().replace("\u0131", "i"))
    return squash("".join(c for c in plain if not unicodedata.combining(c)))


def sentence_case(text: str) -> str:
    """The first letter upper case, the rest as it stands."""
    return text[:1].upper() + text[1:]


def excerpt(text: str, length: int) -> str:
    """At most `length` characters, cut after a word, with an ellipsis when cut."""
    line = squash(text)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space else cut).rstrip(" ,;:\u2013\u2014-") + "\u2026"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text, each on one line."""
    return [squash(part) for part in re.split(r"\n\s*\n", text) if part.strip()]


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
