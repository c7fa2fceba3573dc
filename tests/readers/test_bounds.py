"""No transcript takes long, whatever is in it: seconds of processor time for the whole way that
`chapterhouse inspect` goes, and for the paragraphs and corrections of the page.

What is tried is made from the sample of every reader, so that a new one is tried by itself.
A run of all tests takes a short form of it; `make bounds` takes 5 MB lines and 300,000 lines.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import time
from collections.abc import Iterable

import pytest

from chapterhouse.corrections import correct
from chapterhouse.errors import SourceError
from chapterhouse.inspection import Understanding, as_json, as_text, told_apart, understand
from chapterhouse.model import Source
from chapterhouse.paragraphs import turns
from chapterhouse.readers import READERS, Reader
from chapterhouse.timeline import repaired

FULL = bool(os.environ.get("CHAPTERHOUSE_BOUNDS"))
LINE = 5_000_000 if FULL else 12_000
"""Characters in a long line."""
MANY = 300_000 if FULL else 2_000
"""Short lines."""
WORST = 15.0 if FULL else 2.0
"""Seconds that nothing may take; twice what it takes on an idle machine, or more."""

Turn = tuple[int, str, str]
"""Second, name, words."""

_TIME = re.compile(r"\d{1,2}(?::\d\d){1,2}(?P<fraction>[.,]\d{3})?")
_SPEECH = "so we went on to build the machine and it was weaving numbers what do you think about it"
_SPOKEN = tuple(_SPEECH.split())
_NAMES = ("Ada Lovelace", "Grace Hopper")

UNITS = {
    "words": "so what do you think about the loom ",
    "no space": "a",
    "labels": "Ada: ",
    "colons": ":",
    "brackets": "[",
    "times": "[0:00] ",
    "times without space": "0:00",
    "arrows": "-->",
    "turns": ">> a ",
    "dashes": "a. - b ",
    "emphasis": "**a ",
    "stars": "*",
    "underlines": "_a ",
    "tags": "<v a>b ",
    "open tags": "<",
    "time tags": "<00:00:01.000>a ",
    "quotes": '"',
    "backslashes": "\\",
    "entities": "&a",
    "questions": "how do you a? ",
    "introductions": "our special guest is Ada and ",
    "numbers": "one hundred and ",
    "digits": "5",
    "stutter": "a a ",
    "no-break spaces": "\u00a0a",
    "combining marks": "\u0301",
}
"""What a long line is made of: marks of all layouts, and what is looked for in speech."""


def words(count: int, seed: int = 0) -> str:
    return " ".join(_SPOKEN[(7 * i + seed + i // 13) % len(_SPOKEN)] for i in range(count))


def talk(count: int, length: int, step: int) -> list[Turn]:
    return [(i * step, _NAMES[i % 2], words(length, i)) for i in range(count)]


def written(reader: Reader, said: Iterable[Turn]) -> str:
    """A transcript in a reader's layout: its sample again and again, with other times, names
    and words."""
    if reader.sample.startswith("{"):
        entries = [{"start": at, "speaker": name, "text": text} for at, name, text in said]
        return json.dumps({"segments": entries})
    if reader.name == "webvtt":
        return f"{reader.sample}\n\n" + "\n\n".join(
            _turn("00:00:01.500 --> 00:00:04.000", turn) for turn in said
        )
    return "\n\n".join(_turn(reader.sample, turn) for turn in said) + "\n"


def _turn(sample: str, turn: Turn) -> str:
    second, name, text = turn
    times = itertools.count(second, 2)

    def clock(match: re.Match[str]) -> str:
        at = next(times)
        fraction = f"{match['fraction'][0]}000" if match["fraction"] else ""
        return f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}{fraction}"

    made = _TIME.sub(clock, sample.replace(" / ", "\n")).replace("Name", name)
    return made.replace("text", text) if "text" in made else f"{made}\n{text}"


def the_whole_way(text: str, reader: Reader) -> Understanding | None:
    """What `inspect` and a page make of a file; None for a SourceError."""
    path = "talk.md" if reader.name == "markdown" else "talk.txt"
    try:
        understood = understand(Source(path, text.encode(), "0"))
    except SourceError as error:
        assert str(error).startswith(path) and "\n" not in str(error)
        return None
    (understood,) = told_apart([understood])
    assert json.dumps(as_json(understood)) and as_text(understood)
    assert [turns(chapter.segments) for chapter in understood.chapters]
    correct(understood.transcript, {"weaving loom": "weaving room", "Ada": "Eva"})
    repaired(understood.transcript.segments)
    return understood


def in_time(text: str, reader: Reader, seconds: float = WORST) -> Understanding | None:
    before = time.process_time()
    understood = the_whole_way(text, reader)
    assert time.process_time() - before < seconds
    return understood


each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
each_kind = pytest.mark.parametrize(
    "kinds", [[unit] for unit in UNITS] if FULL else [list(UNITS)], ids=UNITS if FULL else ["all"]
)
"""In the short form one file has lines of every kind."""


def lines(kinds: Iterable[str], length: int) -> list[str]:
    return [UNITS[kind] * (length // len(UNITS[kind])) for kind in kinds]


@each_reader
def test_the_sample_makes_a_transcript(reader: Reader) -> None:
    understood = the_whole_way(written(reader, talk(20, 15, 5)), reader)
    assert understood is not None and understood.transcript.format == reader.name
    assert [s.text for s in understood.transcript.segments] == [t for *_, t in talk(20, 15, 5)]


@each_reader
@each_kind
def test_a_very_long_line_of_speech(reader: Reader, kinds: list[str]) -> None:
    long = [
        (50 + i, "Ada Lovelace", f"well {line} yes") for i, line in enumerate(lines(kinds, LINE))
    ]
    in_time(written(reader, [*talk(10, 15, 5), *long, *talk(10, 15, 5)]), reader)


@each_reader
@pytest.mark.parametrize("place", ["above", "below", "alone"])
def test_long_lines_around_the_speech(reader: Reader, place: str) -> None:
    long = "\n\n".join(lines(UNITS, LINE // (10 if FULL else 3)))
    file = written(reader, talk(20, 15, 5))
    texts = {"above": f"{long}\n\n{file}", "below": f"{file}\n\n{long}\n", "alone": long}
    in_time(texts[place], reader, 2 * WORST)


@each_reader
def test_a_very_long_line_of_the_readers_own_sample(reader: Reader) -> None:
    unit = reader.sample.replace(" / ", " ") + " "
    said = talk(20, 15, 5)
    said[10] = (50, "Ada Lovelace", unit * (LINE // len(unit)))
    in_time(written(reader, said), reader)


@each_reader
@pytest.mark.parametrize(
    ("count", "length", "step"), [(12_000, 8, 3), (1_000, 100, 36)], ids=["captions", "paragraphs"]
)
def test_ten_hours(reader: Reader, count: int, length: int, step: int) -> None:
    part = 1 if FULL else 20
    understood = in_time(written(reader, talk(count // part, length, step)), reader, 5 / part + 0.5)
    assert understood is not None
    assert len(understood.transcript.segments) == count // part


@each_reader
def test_very_many_turns(reader: Reader) -> None:
    said = [(i // 9, _NAMES[i % 2], "yes") for i in range(MANY)]
    understood = in_time(written(reader, said), reader, 2 * WORST)
    assert understood is not None and len(understood.transcript.segments) == MANY


@each_reader
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["under each other", "apart"])
@pytest.mark.parametrize("line", ["yes no", "Yes no.", ">> Yes no.", "Ada: no"])
def test_one_turn_of_very_many_lines(reader: Reader, gap: str, line: str) -> None:
    said = talk(20, 15, 5)
    said[10] = (50, "Ada Lovelace", gap.join([line] * (MANY if FULL else MANY // 4)))
    in_time(written(reader, said), reader, 2 * WORST)
