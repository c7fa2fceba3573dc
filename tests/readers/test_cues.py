"""Caption files beyond what the fixtures show: times of words, fields, damage, long input."""

from __future__ import annotations

import time

import pytest

from chapterhouse.errors import SourceError
from chapterhouse.model import Field, Segment, Source, Transcript
from chapterhouse.readers import read
from chapterhouse.readers.cues.timing import parse_timing

WEBVTT = "WEBVTT\nKind: captions\nLanguage: en\n\n"
SPOKEN = "00:01.000 --> 00:02.000\nOne\n\n00:02.000 --> 00:03.000\nTwo\n"


def read_text(text: str, path: str = "x.vtt") -> Transcript:
    return read(Source(path, text.encode(), "0"))


def only(text: str) -> Segment:
    (segment,) = read_text(text).segments
    return segment


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("00:00:01.500 --> 01:00:04.000", 1.5, 3604.0),
        ("00:01.5 --> 00:04", 1.5, 4.0),
        ("0:00:01,5-->0:00:04,25", 1.5, 4.25),
        ("100:00:01.000 --> 100:00:02.000", 360001.0, 360002.0),
        ("00:00:01:500 --> 00:00:02:000", 1.5, 2.0),
        ("01:30:500 --> 01:31:000", 90.5, 91.0),
        ("0:00:01.000,0:00:04.000", 1.0, 4.0),
        ("00:00:01.000 --> 00:00:0x", 1.0, None),
        ("--> 00:00:02.000", None, 2.0),
    ],
)
def test_a_time_range_in_many_hands(line: str, start: float | None, end: float | None) -> None:
    timing = parse_timing(line)
    assert timing is not None
    assert (timing.start, timing.end) == (start, end)


@pytest.mark.parametrize("line", ["click File --> Save", "[0:01 --> 0:02] hi", "0:01 hi", "1,2"])
def test_other_lines_are_no_time_range(line: str) -> None:
    assert parse_timing(line) is None


def test_time_tags_give_every_word_its_start() -> None:
    segment = only(
        WEBVTT + "00:01.000 --> 00:03.000\none<00:01.500><c> two</c><00:02.000> three 4\n"
    )
    assert segment.text == "one two three 4"
    assert segment.word_starts == (1.0, 1.5, 2.0, 2.0)
    assert (segment.start, segment.end) == (1.0, 3.0)


def test_a_voice_in_the_middle_of_a_cue_starts_with_its_first_word() -> None:
    text = "00:01.000 --> 00:03.000\n<v Jane>one two</v> <v John><00:02.000>three\n"
    jane, john = read_text(WEBVTT + text).segments
    assert (jane.speaker, jane.start, jane.end) == ("Jane", 1.0, 2.0)
    assert (john.speaker, john.start, john.end, john.word_starts) == ("John", 2.0, 3.0, (2.0,))


def test_captions_without_time_tags_have_no_word_times() -> None:
    assert [s.word_starts for s in read_text(WEBVTT + SPOKEN).segments] == [(), ()]


def test_a_dash_or_arrows_open_a_turn_of_nobody_known() -> None:
    text = (
        WEBVTT + "00:01.000 --> 00:02.000\n- One\n- Two\n\n00:02.000 --> 00:03.000\nthree >> Four\n"
    )
    assert [s.opens_turn for s in read_text(text).segments] == [True, True, False, True]


def test_lines_of_the_header_are_fields() -> None:
    assert read_text(WEBVTT + SPOKEN).fields == (
        Field("kind", "captions", 2),
        Field("language", "en", 3),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\ufeff"])
def test_line_ends_and_byte_order_marks_change_nothing(end: str, mark: str) -> None:
    for head in (WEBVTT, ""):
        text = head + SPOKEN
        assert read_text(mark + text.replace("\n", end)) == read_text(text)


@pytest.mark.parametrize("name", ["x.txt", "x.srt", "x.VTT"])
def test_the_content_says_what_it_is_not_the_name(name: str) -> None:
    assert read_text(WEBVTT + SPOKEN, name).format == "webvtt"
    assert read_text(SPOKEN, name).format == "srt"


def test_a_file_without_captions_is_read_as_nothing_said() -> None:
    assert read_text("WEBVTT\n").segments == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WEBVTT\nKind: captions\nLanguage: en\n", "x.vtt"),
        ("WEBVTT\n\nNOTE nothing yet\n", "x.txt"),
        ("\nWEBVTT - Talk\n\nHello.\n", "x.VTT"),
    ],
)
def test_webvtt_without_a_cue_is_told_as_that(text: str, name: str) -> None:
    with pytest.raises(SourceError) as refused:
        read_text(text, name)
    line = 2 if text.startswith("\n") else 1
    assert str(refused.value) == (
        f"{name}:{line}: WEBVTT without a cue; "
        "a cue is a line such as 00:01.500 --> 00:04.000, and words below it"
    )


def test_prose_about_the_format_is_no_caption_file() -> None:
    with pytest.raises(Exception, match="no known transcript layout"):
        read_text("WEBVTT is a text format.\n\nIt was made for the web.\n", "x.txt")


@pytest.mark.parametrize(
    "line",
    [
        *("a" * 2_000_000, "<" * 2_000_000, "<v " * 600_000, "&amp;" * 400_000, "a: " * 600_000),
        *("{\\an8" * 400_000, "00:" * 600_000, "-->" * 600_000, "-" * 2_000_000, " " * 2_000_000),
    ],
)
def test_a_very_long_line_takes_no_long_time(line: str) -> None:
    before = time.perf_counter()
    read_text(f"{WEBVTT}{SPOKEN}\n00:03.000 --> 00:04.000\n{line}\n")
    read_text(f"{line}\n{SPOKEN}")
    assert time.perf_counter() - before < 8


def test_ten_hours_of_captions_take_seconds() -> None:
    hour = [(i // 3600, i // 60 % 60, i % 60) for i in range(0, 36_000, 3)]
    cues = [f"{h:02}:{m:02}:{s:02}.000 --> {h:02}:{m:02}:{s:02}.990\n>> {s}\n" for h, m, s in hour]
    before = time.perf_counter()
    assert len(read_text(WEBVTT + "\n".join(cues)).segments) == len(hour)
    assert time.perf_counter() - before < 8
