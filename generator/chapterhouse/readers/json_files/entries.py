"""Entries: what all JSON transcripts have in common, whoever wrote them.

An object with some text, mostly with a start, an end, a speaker, and a list of its words with
the same. Only the names of the keys differ, so they stand here in one table each; a value of
the wrong type is reported and its entry kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...text import CLOCK, CONTROL, parse_clock, squash
from .tally import Tally
from .tree import Record, records

TEXT = ("text", "body", "transcript", "content", "caption", "sentence", "utterance")
WORD = ("punctuated_word", "word", *TEXT, "value", "utf8")
START = ("start", "startTime", "start_time", "begin", "from", "offset", "ts")
END = ("end", "endTime", "end_time", "until", "to", "end_ts")
START_MS = ("start_ms", "startMs", "tStartMs", "begin_ms", "offset_ms")
END_MS = ("end_ms", "endMs", "until_ms")
LENGTH = ("duration", "dur")
PAIR = ("timestamp", "offsets", "timestamps")
SPEAKER = (
    "speaker_name",
    "speakerName",
    "voice",
    "speaker",
    "speaker_label",
    "speakerLabel",
    "speaker_id",
    "speakerId",
    "speaker_tag",
    "speakerTag",
)
TIMES = (*START, *START_MS, *PAIR)

_CLOCK = re.compile(rf"{CLOCK}(?:[.,]\d{{1,9}})?")
_LONGEST_NUMBER = 40
"""Characters."""
_LONGEST_TIME = 1e7
"""Seconds: four months. More is another unit, or nonsense."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, or a piece of one, with its own times in seconds."""

    text: str
    """As written, with the spaces around it."""
    line: int
    start: float | None = None
    end: float | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of speech as the source has it."""

    text: str
    line: int
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    words: tuple[Word, ...] = ()


def read_entries(
    items: Sequence[object], tally: Tally, per_second: int = 1, line: int = 1
) -> list[Entry]:
    """The entries of a list, `per_second` being the unit of its times (1000: milliseconds).

    A bare text counts as an entry without a time; `line` is where the list begins.
    """
    found = []
    for item in items:
        if isinstance(item, Record):
            line = item.line
            found.append(read_entry(item, tally, per_second))
        elif isinstance(item, str) and item.strip():
            found.append(Entry(clean(item, tally, line), line))
        else:
            tally.add("warning", "an entry that is not an object was left out", line)
    return found


def read_entry(record: Record, tally: Tally, per_second: int = 1) -> Entry:
    """One entry of whatever vendor, with its words where it has them."""
    start, end = read_times(record, tally, per_second)
    items = record.items("words") or records(record.items("tokens"))
    words = tuple(read_words(items, tally, per_second))
    return Entry(
        text=read_text(record, TEXT, tally) or clean(spelt(words), tally, record.line),
        line=record.line,
        start=start,
        end=end,
        speaker=read_speaker(record.get(*SPEAKER), tally, record.line),
        words=words,
    )


def spelt(words: Sequence[Word]) -> str:
    """Words as a text; those that bring their own spaces get no others."""
    spaced = any(word.text[:1].isspace() for word in words[1:])
    return ("" if spaced else " ").join(word.text for word in words)


def read_words(items: Sequence[object], tally: Tally, per_second: int = 1) -> Iterator[Word]:
    """The words of a list of objects; what is not an object is reported."""
    for item in items:
        if not isinstance(item, Record):
            tally.add("info", "a word that is not an object was left out", 1)
            continue
        text = _raw_text(item.get(*WORD), tally, item.line)
        if not is_mark(text):
            start, end = read_times(item, tally, per_second)
            speaker = read_speaker(item.get(*SPEAKER), tally, item.line)
            yield Word(text, item.line, start, end, speaker)


def is_mark(text: str) -> bool:
    """Whether this is one of whisper.cpp's own signs, such as "[_BEG_]", and no word."""
    return text.startswith("[_") and text.endswith("]")


def read_text(record: Record, keys: Sequence[str], tally: Tally) -> str:
    """The text under the first of these keys, on one line."""
    return clean(_raw_text(record.get(*keys), tally, record.line), tally, record.line)


def clean(text: str, tally: Tally, line: int) -> str:
    """On one line, without characters that no page can hold (half of a surrogate pair)."""
    said, count = CONTROL.subn("\ufffd", squash(text))
    if count:
        tally.add("warning", "a character that no page can hold became “\ufffd”", line)
    return said


def _raw_text(value: object, tally: Tally, line: int) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return " ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    tally.add("warning", "a text that is not text was left out", line)
    return ""


# --- times ------------------------------------------------------------------------------


def read_times(
    record: Record, tally: Tally, per_second: int = 1
) -> tuple[float | None, float | None]:
    """Start and end in seconds, each None where the object has none that can be used."""

    def read(value: object, unit: int) -> float | None:
        seconds = read_seconds(value, unit)
        if seconds is None and value is not None:
            tally.add("warning", "a time that cannot be read was left out", record.line)
        return seconds

    if (pair := record.get(*PAIR)) is not None:
        first, last = _pair(pair)
        return read(first, per_second), read(last, per_second)
    start = read(record.get(*START), per_second)
    end = read(record.get(*END), per_second)
    if start is None:
        start = read(record.get(*START_MS), 1000)
    if end is None:
        end = read(record.get(*END_MS), 1000)
    if end is None and start is not None:
        length = read(record.get(*LENGTH), per_second)
        end = None if length is None else round(start + length, 3)
    return start, end


def _pair(value: object) -> tuple[object, object]:
    """[0.0, 3.2], {"from": 0, "to": 3200} or a start alone."""
    if isinstance(value, list):
        return (*value, None, None)[0], (*value, None, None)[1]
    if isinstance(value, Record):
        return value.get(*START), value.get(*END)
    return value, None


def read_seconds(value: object, per_second: int = 1) -> float | None:
    """Seconds of 12.3, "12.3", "12.3s" or "00:00:12,300"; None for anything else."""
    if isinstance(value, str):
        text = value.strip()
        if _CLOCK.fullmatch(text):
            return parse_clock(text)
        value = _number(text.removesuffix("s"))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / per_second
    return seconds if math.isfinite(seconds) and 0 <= seconds <= _LONGEST_TIME else None


def _number(text: str) -> float | None:
    try:
        return float(text) if len(text) <= _LONGEST_NUMBER else None
    except ValueError:
        return None


def in_milliseconds(items: Sequence[object], texts: Sequence[str]) -> bool:
    """Whether the times of a list can only be milliseconds.

    They are whole numbers, and in seconds a word would take as long as a song's verse.
    """
    starts = [record.get(*START) for record in records(list(items))]
    numbers = [start for start in starts if isinstance(start, int) and not isinstance(start, bool)]
    if not numbers or len(numbers) < sum(start is not None for start in starts):
        return False
    return max(numbers) - min(numbers) > _SLOWEST * max(1, sum(len(t.split()) for t in texts))


_SLOWEST = 20
"""Seconds a word, over a whole recording; people take a third of one."""


# --- people -----------------------------------------------------------------------------


def read_speaker(value: object, tally: Tally, line: int) -> str | None:
    """A label as written; "Speaker 0" for a number, None for "?"."""
    if isinstance(value, Record):
        value = value.get("name", "label", "id")
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        tally.add("warning", "a speaker that is not a name was left out", line)
        return None
    if value is None:
        return None
    label = clean(f"{value:g}" if isinstance(value, float) else str(value), tally, line)
    return f"Speaker {label}" if label.isdecimal() else (label.strip("?") and label) or None
