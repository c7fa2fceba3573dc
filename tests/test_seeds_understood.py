"""The five transcripts in seeds/, exactly as a reader of the pages must find them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from chapterhouse.chapters import make_chapters
from chapterhouse.metadata import find_metadata
from chapterhouse.model import Found, Source, Transcript
from chapterhouse.names import match_voices
from chapterhouse.readers import read

NAMES = {
    "000": "000_13d477bd9c81ac5a.txt",
    "001": "001_baed40b49aa3a3fd.txt",
    "002": "002_594d34125cda1705.txt",
    "003": "003_05e28b43efa5f313.txt",
    "004": "004_4fae5f838649047d.txt",
}

TABLE: dict[str, dict[str, object]] = {
    "000": {
        "format": "labelled",
        "title": "Machine Learning & Data Science with Jesper Dramsch",
        "show": "Software World with Candost",
        "season": None,
        "number": 26,
        "date": None,
        "guests": ("Jesper Dramsch",),
        "hosts": ("Candost Dagdeviren",),
        "segments": 174,
        "headings": 0,
    },
    "001": {
        "format": "captions",
        "title": "Running from complexity",
        "show": None,
        "season": None,
        "number": None,
        "date": None,
        "guests": ("Ben Wilson",),
        "hosts": None,
        "segments": 2121,
        "headings": 0,
    },
    "002": {
        "format": "captions",
        "title": "The work of data scientists and expectations from them",
        "show": None,
        "season": None,
        "number": None,
        "date": None,
        "guests": ("Misra",),
        "hosts": None,
        "segments": 1905,
        "headings": 0,
    },
    "003": {
        "format": "edited",
        "title": "Lessons Learned About Data & AI at Enterprises",
        "show": "DataTalks.Club",
        "season": 10,
        "number": 4,
        "date": None,
        "guests": ("Alexander Hendorf",),
        "hosts": ("Alexey",),
        "segments": 105,
        "headings": 13,
    },
    "004": {
        "format": "edited",
        "title": "From Software Engineering to Machine Learning",
        "show": "DataTalks.Club",
        "season": 4,
        "number": 1,
        "date": None,
        "guests": ("Santiago Valdarrama",),
        "hosts": ("Alexey",),
        "segments": 135,
        "headings": 23,
    },
}


@pytest.fixture(scope="module")
def seeds(repository: Path) -> dict[str, Transcript]:
    files = {key: repository / "seeds" / name for key, name in NAMES.items()}
    return {
        key: read(Source(f"seeds/{path.name}", path.read_bytes(), "0"))
        for key, path in files.items()
    }


@pytest.mark.parametrize("key", TABLE)
def test_the_table_of_what_a_seed_tells(seeds: dict[str, Transcript], key: str) -> None:
    transcript = seeds[key]
    told = find_metadata(transcript)
    values: dict[str, object] = {
        "format": transcript.format,
        "segments": len(transcript.segments),
        "headings": len(transcript.headings),
    }
    for name in ("title", "show", "season", "number", "date", "guests", "hosts"):
        found: Found[object] | None = getattr(told, name)
        values[name] = None if found is None else found.value
    assert values == TABLE[key]


def test_it_says_where_each_value_was_found(seeds: dict[str, Transcript]) -> None:
    edited, spoken = find_metadata(seeds["003"]), find_metadata(seeds["001"])
    assert edited.title is not None and edited.title.origin == "line 5"
    assert edited.number is not None and edited.number.origin == "line 7"
    assert spoken.title is not None and spoken.title.origin == "said at 2:12"
    assert spoken.guests is not None and spoken.guests.origin == "said at 2:23"


def test_the_prose_before_the_speech_is_the_description(seeds: dict[str, Transcript]) -> None:
    told = find_metadata(seeds["000"]).description
    assert told is not None
    first, second, third = told.value.split("\n\n")
    assert first.startswith("On the season finale of The Software World, I welcome")
    assert second.startswith("In our conversation, Jesper talks about")
    assert third.endswith("completely different from software engineering.")
    assert all(find_metadata(seeds[key]).description is None for key in NAMES if key != "000")


def test_first_names_are_the_people_of_the_episode(seeds: dict[str, Transcript]) -> None:
    for key, label, person in (
        ("003", "Alexander", "Alexander Hendorf"),
        ("004", "Santiago", "Santiago Valdarrama"),
    ):
        labels = sorted({s.speaker for s in seeds[key].segments if s.speaker})
        assert labels == sorted({"Alexey", label})
        assert match_voices(labels, (person, "Alexey Grigorev")) == {
            "Alexey": "Alexey Grigorev",
            label: person,
        }


def test_headings_are_the_chapters(seeds: dict[str, Transcript]) -> None:
    third, fourth = make_chapters(seeds["003"]), make_chapters(seeds["004"])
    assert [c.generated for c in third] == [True] + [False] * 13
    assert (third[0].title, third[0].start) == ("Introduction", 122)
    assert (third[1].title, third[1].start) == ("Alexander’s background", 188)
    assert (third[-1].title, third[-1].start) == ("Finding Alexander online", 3667)
    assert [c.generated for c in fourth] == [True] + [False] * 23
    lessons = [c.title for c in fourth if re.match(r"Lesson \d – ", c.title)]
    assert [title[7] for title in lessons] == list("1234567")


@pytest.mark.parametrize("key", ["000", "001", "002"])
def test_without_headings_all_chapters_are_generated(
    seeds: dict[str, Transcript], key: str
) -> None:
    chapters = make_chapters(seeds[key])
    assert len(chapters) >= 10
    assert all(chapter.generated for chapter in chapters)
    assert chapters == make_chapters(seeds[key])


def test_the_slip_in_seed_003_keeps_every_word_and_is_pointed_out(
    seeds: dict[str, Transcript],
) -> None:
    around = [s for s in seeds["003"].segments if s.start == 16 * 60 + 31]
    assert [(s.speaker, s.text) for s in around[1:3]] == [
        ("Alexey", "17: 10"),
        ("Alexey", "Alexander"),
    ]
    assert [(d.line, d.level, d.message) for d in seeds["003"].diagnostics] == [
        (85, "warning", 'this paragraph is only a time, "17: 10"; kept as speech'),
        (
            87,
            "warning",
            'Alexey says only "Alexander"; what follows may be Alexander speaking',
        ),
    ]


def test_missing_times_in_seed_004_are_one_message(seeds: dict[str, Transcript]) -> None:
    first = seeds["004"].diagnostics[0]
    assert (first.line, first.level) == (57, "info")
    assert first.message.startswith("21 paragraphs have no time")


def test_banners_and_cookie_notices_are_neither_speech_nor_preamble(
    seeds: dict[str, Transcript],
) -> None:
    for key in ("003", "004"):
        notices = [line.text for line in seeds[key].lines if line.kind == "notice"]
        for part in ("Zoomcamp", "Did you like this episode?", "newsletter", "We use cookies."):
            assert any(part in text for text in notices), (key, part)
        assert not any("Zoomcamp:" in line.text for line in seeds[key].preamble)
        assert seeds[key].closing == ()


# --- every word, counted without the readers ------------------------------------------


def spoken_in(text: str, key: str) -> list[str]:
    """The spoken words of a seed's raw text, found by the marks of its own layout alone."""
    said: list[str] = []
    for line in text.split("\n"):
        if key == "000":
            stamped = re.match(
                r"\[\d\d:\d\d:\d\d\] (?:Candost Dagdeviren: |Jesper Dramsch: )?(.*)", line
            )
            said += stamped[1].split() if stamped else []
        elif key in ("001", "002"):
            said += line.split(" ")[1:]
        elif line.startswith(("Alexey: ", "Alexander: ", "Santiago: ")):
            said += re.sub(r" \([\d:]+\)$", "", line.partition(": ")[2]).split()
    return said


@pytest.mark.parametrize("key", NAMES)
def test_every_spoken_word_is_kept_in_order(
    seeds: dict[str, Transcript], repository: Path, key: str
) -> None:
    raw = (repository / "seeds" / NAMES[key]).read_text(encoding="utf-8")
    kept = [word for s in seeds[key].segments for word in s.text.split()]
    expected = spoken_in(raw, key)
    assert len(expected) > 5000
    assert kept == expected
