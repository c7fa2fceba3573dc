"""Chapter lists beside a transcript: every notation, what is wrong with them, where they cut."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapterhouse.chapter_lists import read_chapter_list, read_together
from chapterhouse.chapters import OPENING, make_chapters
from chapterhouse.errors import SourceError
from chapterhouse.model import ChapterList, ListedChapter, Source, Transcript
from chapterhouse.text import format_clock


def listed(text: str, name: str = "seeds/talk.chapters.txt") -> ChapterList:
    return read_chapter_list(Source(name, text.encode(), "0"))


def told(found: ChapterList) -> list[tuple[str, float]]:
    return [(entry.title, entry.start) for entry in found.entries]


def messages(found: ChapterList) -> list[str]:
    return [f"{d.path}:{d.line}: {d.level}: {d.message}" for d in found.diagnostics]


def error_of(text: str, name: str = "seeds/talk.chapters.txt") -> str:
    with pytest.raises(SourceError) as caught:
        listed(text, name)
    return str(caught.value)


# --- notations --------------------------------------------------------------------------

EXPECTED = [("A boat & a tide", 0.0), ("Who paints bridges?", 75.0), ("Part 2: 1984", 3725.0)]

NOTATIONS = {
    "YouTube's description": """
        Ada talks with Ben about boats, live from 10:30.

        00:00 A boat & a tide
        01:15 Who paints bridges?
        1:02:05 Part 2: 1984

        More at https://example.org.
        """,
    "a dash": "0:00 - A boat & a tide\n1:15 – Who paints bridges?\n1:02:05 — Part 2: 1984",
    "brackets": "(0:00) A boat & a tide\n[1:15] Who paints bridges?\n(1:02:05) - Part 2: 1984",
    "a list": "- 0:00: A boat & a tide\n* 1:15: Who paints bridges?\n• 1:02:05 | Part 2: 1984",
    "numbers": "1. 0:00 A boat & a tide\n2. 1:15 Who paints bridges?\n3. 1:02:05 Part 2: 1984",
    "links": "[0:00](https://e.org?t=0) A boat & a tide\n[1:15](#) Who paints bridges?\n"
    "[1:02:05](https://e.org?t=3725) Part 2: 1984",
    "ranges": "0:00 - 1:15 A boat & a tide\n1:15-1:02:05 Who paints bridges?\n"
    "1:02:05 - 1:10:00 Part 2: 1984",
    "the title first": "Subscribe!\nA boat & a tide - 0:00\n2) Who paints bridges? (1:15)\n"
    "Part 2: 1984 1:02:05",
    "Podlove": "00:00:00.000 A boat & a tide <https://example.org/a?b=1>\n"
    "00:01:15.000 Who paints bridges?\n01:02:05.000 Part 2: 1984",
    "Audacity": "0.000000\t75.000000\tA boat & a tide\n\\\t120.0\t240.0\n"
    "75.000000\t75.000000\tWho paints bridges?\n3725.000000\t4000.000000\tPart 2: 1984",
    "WebVTT": "WEBVTT\n\nNOTE by hand\n\n1\n00:00.000 --> 01:15.000\nA boat &amp; a tide\n\n"
    "00:01:15.000 --> 01:02:05.000 align:start\nWho paints\nbridges?\n\n"
    "01:02:05.000 --> 01:10:00.000\nPart 2: 1984",
    "Podcasting 2.0": json.dumps(
        {
            "version": "1.2.0",
            "chapters": [
                {"startTime": 0, "title": "A boat & a tide"},
                {"startTime": 75, "title": "Who paints bridges?", "endTime": 3725.0},
                {"startTime": 3725, "title": " Part 2: 1984"},
            ],
        },
        indent=1,
    ),
    "Podlove's JSON": json.dumps(
        [
            {"start": "00:00:00.000", "title": "A boat & a tide", "href": "", "image": ""},
            {"start": "00:01:15.000", "title": "Who paints bridges?"},
            {"start": "01:02:05", "title": "Part 2: 1984"},
        ]
    ),
}


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_notations_give_the_same_list(notation: str, end: str) -> None:
    assert told(listed(NOTATIONS[notation].replace("\n", end))) == EXPECTED


def test_what_a_notation_says_besides_is_kept() -> None:
    assert listed(NOTATIONS["Podlove"]).entries[0].url == "https://example.org/a?b=1"
    assert [e.end for e in listed(NOTATIONS["Audacity"]).entries] == [75.0, None, 4000.0]
    assert [e.end for e in listed(NOTATIONS["ranges"]).entries] == [75.0, 3725.0, 4200.0]
    item = {
        "startTime": 5.5,
        "title": "Quiet",
        "img": "https://e.org/a.png",
        "url": "https://e.org",
        "toc": False,
    }
    (only,) = listed(json.dumps({"chapters": [item]})).entries
    assert only == ListedChapter(
        "Quiet", 5.5, 1, None, "https://e.org", "https://e.org/a.png", False
    )


def test_every_entry_knows_its_line() -> None:
    assert [e.line for e in listed(NOTATIONS["YouTube's description"]).entries] == [4, 5, 6]
    assert [e.line for e in listed(NOTATIONS["WebVTT"]).entries] == [6, 9, 13]
    assert [e.line for e in listed(NOTATIONS["Podcasting 2.0"]).entries] == [4, 8, 13]


# --- what is wrong with them ------------------------------------------------------------


def test_times_that_run_backwards_are_sorted_with_a_warning() -> None:
    found = listed("0:00 A\n5:00 C\n3:00 B\n")
    assert told(found) == [("A", 0.0), ("B", 180.0), ("C", 300.0)]
    assert messages(found) == [
        "seeds/talk.chapters.txt:3: warning: times run backwards: 3:00 after 5:00; sorted"
    ]


def test_lines_that_are_no_chapters_are_told() -> None:
    assert messages(listed("Chapters:\n0:00 A\n1:00\n2:00 B\nthe end\n")) == [
        "seeds/talk.chapters.txt:1: info: this line is no chapter (2 times, also line 5)",
        "seeds/talk.chapters.txt:3: warning: a time without a title; left out",
    ]


def test_a_description_is_no_list_only_because_of_a_time_of_day() -> None:
    text = "10:30 is when we met.\nHe left at 11:45.\nIt was cold."
    assert listed(text, "seeds/talk.description.txt") == ChapterList(
        "seeds/talk.description.txt", ()
    )
    description = NOTATIONS["YouTube's description"]
    assert messages(listed(description, "seeds/talk.description")) == []


def test_entries_of_a_json_list_that_cannot_be_used_are_told() -> None:
    chapters = [
        {"startTime": "soon", "title": "A"},
        {"startTime": 5},
        {"startTime": 6, "toc": False, "img": "a.png"},
        {"startTime": 7, "title": "B"},
    ]
    found = listed(json.dumps({"chapters": chapters}))
    assert told(found) == [("B", 7.0)]
    assert messages(found) == [
        "seeds/talk.chapters.txt:1: warning: a chapter without a time that can be read; left out",
        "seeds/talk.chapters.txt:1: warning: a time without a title; left out",
    ]


NO_CHAPTER = (
    "seeds/talk.chapters.txt:1: there is no chapter in it; "
    'write a line for each, such as "12:34 What the chapter is about"'
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Nothing here.", NO_CHAPTER),
        ('{"chapters": []}', NO_CHAPTER),
        ('{"chapters": 5}', NO_CHAPTER),
        ("WEBVTT\n\nhello", NO_CHAPTER),
        ("", "seeds/talk.chapters.txt:1: the file is empty; put the transcript into it"),
        (
            '{"chapters": [\n{"startTime": 1,]}',
            "seeds/talk.chapters.txt:2: this is not JSON: expecting property name enclosed in "
            "double quotes (column 17); look for a missing comma, quote or bracket here or just "
            "before",
        ),
    ],
)
def test_a_list_that_cannot_be_read_is_one_clear_line(text: str, message: str) -> None:
    assert error_of(text) == message


# --- where they cut ---------------------------------------------------------------------

CAPTIONS = "".join(f"{format_clock(n * 10)} caption {n}\n" for n in range(1, 10))


def together(list_text: str, transcript: str = CAPTIONS, **more: str) -> Transcript:
    companions = [Source("seeds/talk.chapters.txt", list_text.encode(), "0")]
    companions += [Source(f"seeds/talk.{k}.json", text.encode(), "0") for k, text in more.items()]
    return read_together(Source("seeds/talk.txt", transcript.encode(), "0", tuple(companions)))


def cut(transcript: Transcript) -> list[tuple[str, float | None, int, bool]]:
    made = make_chapters(transcript, transcript.listed)
    return [(c.title, c.start, len(c.segments), c.generated) for c in made]


def doubts(transcript: Transcript) -> list[str]:
    return [f"{d.path}:{d.line}: {d.level}: {d.message}" for d in transcript.diagnostics]


def test_a_list_wins_over_generated_chapters() -> None:
    found = together("0:00 A\n0:40 B\n0:58 C")
    assert cut(found) == [("A", 0.0, 3, False), ("B", 40.0, 2, False), ("C", 58.0, 4, False)]
    assert doubts(found) == []


def test_a_list_wins_over_the_headings_in_the_transcript() -> None:
    turns = "".join(f"Heading {n}\n\nJane: words {n}. (0:{n}0)\n\n" for n in range(1, 5))
    found = together("0:10 A\n0:30 B", turns)
    assert [title for title, *_ in cut(found)] == ["A", "B"]
    assert doubts(found) == [
        "seeds/talk.chapters.txt:1: info: used instead of the transcript's own headings (3)"
    ]


def test_speech_before_the_first_entry_opens() -> None:
    assert cut(together("0:30 A\n0:50 B"))[:2] == [(OPENING, 10.0, 2, True), ("A", 30.0, 2, False)]


def test_entries_without_words_are_kept_and_told() -> None:
    found = together("0:00 A\n0:05 B\n0:30 C\n0:30 D\n9:00 E")
    assert [(title, count) for title, _, count, _ in cut(found)] == [
        ("A", 0),
        ("B", 2),
        ("C", 0),
        ("D", 7),
        ("E", 0),
    ]
    assert doubts(found) == [
        "seeds/talk.chapters.txt:1: warning: nothing is said in “A” (0:00)",
        "seeds/talk.chapters.txt:3: warning: nothing is said in “C” (0:30)",
        "seeds/talk.chapters.txt:5: warning: nothing is said in “E” (9:00)",
    ]


def test_a_transcript_without_times_keeps_its_own_chapters() -> None:
    text = '{"segments": [{"text": "Out of wood."}, {"text": "And of tin."}]}'
    found = together("0:00 A\n0:05 B", text)
    assert all(generated for *_, generated in cut(found))
    assert doubts(found)[-1] == (
        "seeds/talk.chapters.txt:1: warning: the transcript has no times; this list cannot be used"
    )


def test_an_entry_that_is_not_for_the_contents_begins_no_chapter() -> None:
    items = [
        {"startTime": 0, "title": "A"},
        {"startTime": 30, "title": "A picture", "toc": False},
        {"startTime": 60, "title": "B"},
    ]
    found = together(json.dumps({"chapters": items}))
    assert [(title, count) for title, _, count, _ in cut(found)] == [("A", 5), ("B", 4)]
    assert doubts(found) == [
        "seeds/talk.chapters.txt:1: info: “A picture” (0:30) is no chapter (toc: false)"
    ]


def test_of_two_lists_the_first_wins() -> None:
    found = together("0:00 A", chapters='[{"start": 0, "title": "B"}]')
    assert [title for title, *_ in cut(found)] == ["A"]
    assert doubts(found) == [
        "seeds/talk.chapters.json:1: info: not used: seeds/talk.chapters.txt wins"
    ]


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 90)), min_size=1, max_size=12),
    st.lists(st.integers(0, 100), min_size=1, max_size=8),
)
@settings(max_examples=300, deadline=None)
def test_chapters_of_a_list_hold_all_segments_in_order(
    starts: list[int | None], entries: list[int]
) -> None:
    text = json.dumps({"segments": [{"start": s, "text": f"n {s}"} for s in starts]})
    found = together("".join(f"{format_clock(t)} T{t}\n" for t in entries), text)
    made = make_chapters(found, found.listed)
    assert tuple(s for c in made for s in c.segments) == found.segments
    if any(start is not None for start in starts):
        titles = [c.title for c in made if not c.generated]
        assert titles == [f"T{t}" for t in sorted(entries)]


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_list_or_one_line(data: bytes) -> None:
    try:
        read_chapter_list(Source("x.chapters", data, "0"))
    except SourceError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    "line", ["0:00 " + "a " * 1_000_000, "0:00" * 500_000, "<" * 1_000_000, "-" * 1_000_000]
)
def test_a_very_long_line_takes_no_long_time(line: str) -> None:
    before = time.process_time()
    listed(f"{line}\n0:00 A\n0:10 B\n")
    assert time.process_time() - before < 5
