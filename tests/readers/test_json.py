"""JSON transcripts: times of words, whose file it is, broken files, and speed."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapterhouse.errors import SourceError
from chapterhouse.model import Segment, Source, Transcript
from chapterhouse.readers import read
from chapterhouse.readers.json_files.layouts import LAYOUTS, choose
from chapterhouse.readers.json_files.tree import parse
from chapterhouse.readers.script import decode

FIXTURES = Path(__file__).parent / "fixtures" / "json"


def read_text(text: str) -> Transcript:
    return read(Source("seeds/talk.json", text.encode(), "0"))


def read_value(value: object) -> Transcript:
    return read_text(json.dumps(value))


def error_of(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        read_text(text)
    return str(caught.value)


def given_in(name: str, title: str) -> str:
    """The input of one case of a fixture file."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    parts = text[text.index(title) :].split("\n.\n")
    return parts[1]


def timed(segment: Segment) -> list[tuple[str, float]]:
    return list(zip(segment.text.split(), segment.word_starts, strict=True))


# --- times of words ---------------------------------------------------------------------


def test_whisperx_words_keep_their_times_when_a_segment_is_split() -> None:
    first, second, _ = read_text(given_in("whisperx.txt", "WhisperX:")).segments
    assert timed(first) == [("How", 0.2), ("many", 0.5), ("rooms?", 0.8)]
    assert (first.start, first.end) == (0.2, 1.3)
    assert timed(second) == [("It", 2.0), ("had", 2.2), ("12.", 2.4)]
    assert (second.start, second.end) == (2.0, 4.1)


def test_whisper_cpp_tokens_become_words() -> None:
    first = read_text(given_in("whisper_cpp.txt", "whisper.cpp:")).segments[0]
    assert timed(first) == [("The", 0.0), ("lighthouse", 0.3), ("was", 1.2), ("empty.", 1.5)]
    assert (first.start, first.end) == (0.0, 2.5)


def test_rolling_captions_end_where_the_next_line_begins() -> None:
    first, second, third = read_text(given_in("youtube.txt", "YouTube json3:")).segments
    assert timed(first) == [("the", 0.4), ("tide", 0.64), ("came", 1.24)]
    assert (first.end, second.end, third.end) == (3.67, 8.07, 5.09)


def test_captions_of_a_person_have_no_times_for_words() -> None:
    first, _ = read_text(given_in("youtube.txt", "Captions written")).segments
    assert (first.start, first.end, first.word_starts) == (1.0, 3.0, ())


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("AssemblyAI: utterances", [0.25, 0.7, 0.9, 1.1, 62.5, 63.1]),
        ("AssemblyAI without", [0.25, 0.73, 1.076, 1.2, 62.5]),
        ("OpenAI's API", [0.0, 0.4, 2.0]),
        ("Deepgram: paragraphs", [0.4, 0.6, 0.9, 1.0, 2.0, 2.3, 3.0]),
        ("Deepgram: only words", [0.4, 0.6, 0.5]),
        ("Deepgram: utterances", [0.4, 0.6]),
        ("Amazon", [0.4, 0.6, 2.0]),
        ("Speechmatics", [0.4, 1.4]),
        ("Rev:", [0.4, 0.6, 2.0]),
    ],
)
def test_services_bring_times_for_words(title: str, expected: list[float]) -> None:
    transcript = read_text(given_in("services.txt", title))
    assert [start for s in transcript.segments for start in s.word_starts] == expected
    assert all(s.end is not None for s in transcript.segments)


def test_a_language_without_spaces_keeps_its_sentences() -> None:
    words = [
        {"word": "你", "start": 1, "end": 2},
        {"word": "好。", "start": 2, "end": 3},
        {"word": "再见", "start": 4, "end": 5},
    ]
    entry = {"start": 1, "end": 5, "text": "你好。 再见", "words": words}
    (only,) = read_value({"segments": [entry]}).segments
    assert timed(only) == [("你好。", 1.0), ("再见", 4.0)]


def test_whole_numbers_too_far_apart_are_milliseconds() -> None:
    items = [{"text": f"word {n}", "start": n * 700, "end": n * 700 + 500} for n in range(9)]
    transcript = read_value({"payload": items})
    assert [s.start for s in transcript.segments][:3] == [0.0, 0.7, 1.4]
    assert transcript.segments[0].end == 0.5


def test_a_caption_has_a_duration_instead_of_an_end() -> None:
    (only,) = read_value([{"text": "hello there", "start": 1.5, "duration": 2.25}]).segments
    assert (only.start, only.end) == (1.5, 3.75)


# --- whose it is ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title", "layout"),
    [
        ("podcasting.txt", "Podcasting 2.0", "Podcasting 2.0"),
        ("whisper.txt", "Whisper:", "Whisper"),
        ("whisper.txt", "A list", "a list of timed texts"),
        ("whisper.txt", "JSON Lines", "a list of timed texts"),
        ("whisper.txt", "A text alone", "a text"),
        ("whisper.txt", "Hugging", "Hugging Face"),
        ("whisper_cpp.txt", "whisper.cpp", "whisper.cpp"),
        ("whisperx.txt", "WhisperX", "Whisper"),
        ("youtube.txt", "YouTube", "YouTube json3"),
        ("services.txt", "AssemblyAI:", "AssemblyAI"),
        ("services.txt", "Deepgram: only", "Deepgram"),
        ("services.txt", "Amazon", "Amazon Transcribe"),
        ("services.txt", "Speechmatics", "Speechmatics"),
        ("services.txt", "Rev", "Rev"),
    ],
)
def test_a_file_is_known_by_its_shape(name: str, title: str, layout: str) -> None:
    tree = parse(decode(Source(name, given_in(name, title).encode(), "0")))
    chosen = choose(tree)
    assert chosen is not None
    assert chosen.name == layout


def test_fields_beside_the_speech_are_kept() -> None:
    value = {"title": "A boat", "Episode": 4, "segments": [{"start": 0, "text": "Out of wood."}]}
    assert [(f.name, f.value) for f in read_value(value).fields] == [
        ("title", "A boat"),
        ("episode", "4"),
    ]


def test_layout_does_not_matter_but_for_the_lines() -> None:
    entries = [{"start": n, "text": f"number {n}", "speaker": '{"\\'} for n in range(5)]
    short = read_value({"segments": entries})
    long = read_text(json.dumps({"segments": entries}, indent=2))
    assert [s.line for s in short.segments] == [1] * 5
    assert [s.line for s in long.segments] == [3, 8, 13, 18, 23]
    assert [(s.start, s.text) for s in long.segments] == [(s.start, s.text) for s in short.segments]


# --- what cannot be read ----------------------------------------------------------------

TRIED = "tried " + ", ".join(layout.name for layout in LAYOUTS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '{"segments": [\n  {"start": 1, "text": "a"}\n  {"start": 2}\n]}',
            "seeds/talk.json:3: this is not JSON: expecting ',' delimiter (column 3); "
            "look for a missing comma, quote or bracket here or just before",
        ),
        (
            '{"segments": [\n  {"start": 1, "text": "a',
            "seeds/talk.json:2: the JSON breaks off: unterminated string starting at; "
            "export or download the file again",
        ),
        (
            '{"text": "one two"}\nand more',
            "seeds/talk.json:2: this is not JSON: expecting value (column 1); "
            "look for a missing comma, quote or bracket here or just before",
        ),
        (
            '{"a": ' + "[" * 100_000,
            "seeds/talk.json:1: brackets stand too deep; "
            "a transcript needs a handful of levels; export it again",
        ),
        ('{"name": "x"}', f"seeds/talk.json:1: this JSON is no known transcript; {TRIED}"),
        (
            '{"segments": [{"start": 1, "text": " "}]}',
            "seeds/talk.json:1: nothing is said in it; "
            "transcribe the recording again, or delete the file",
        ),
        (
            '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Hello"}]}',
            "seeds/talk.json:1: this JSON is a chapter list, not a transcript; "
            "name it like its transcript: talk.chapters.json beside talk.vtt",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(text: str, message: str) -> None:
    assert error_of(text) == message


def test_numbers_without_end_are_no_times() -> None:
    text = (
        '{"segments": [{"start": ' + "9" * 9000 + ', "text": "a"}, {"start": 1e999, "text": "b"}]}'
    )
    assert [(s.text, s.start) for s in read_text(text).segments] == [("a", None), ("b", None)]


# --- anything ---------------------------------------------------------------------------

NAMES = (
    "segments text start end words word speaker body startTime events segs utf8 tStartMs aAppend "
    "results channels alternatives paragraphs sentences utterances transcription offsets tokens "
    "monologues elements items chunks timestamp from to type value transcript x"
)
KEYS = st.sampled_from(NAMES.split())
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["one two", "1:02", "punctuation", "\ud800", "\n"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=25,
)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), st.sampled_from([None, 1]))
@settings(max_examples=500, deadline=None)
def test_any_json_gives_a_transcript_or_one_line(value: object, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    try:
        transcript = read_text(text)
    except SourceError as error:
        assert "\n" not in str(error)
        return
    for segment in transcript.segments:
        assert segment.text == " ".join(segment.text.split()) != ""
        assert 1 <= segment.line <= text.count("\n") + 1
        assert len(segment.word_starts) in (0, len(segment.text.split()))
    for diagnostic in transcript.diagnostics:
        diagnostic.message.encode()
        assert "\n" not in diagnostic.message


SENTENCES = st.lists(
    st.lists(st.text("abcdé好'.?", min_size=1, max_size=6), min_size=1, max_size=8).map(" ".join),
    min_size=1,
    max_size=8,
)


@given(
    SENTENCES, st.sampled_from(["Whisper", "words", "Podcasting", "AssemblyAI", "json3", "list"])
)
@settings(max_examples=300, deadline=None)
def test_every_vendor_tells_the_same_words(said: list[str], vendor: str) -> None:
    numbered = list(enumerate(said))
    words = [w for sentence in said for w in sentence.split()]
    value: dict[str, object] = {
        "Whisper": {"segments": [{"start": n, "text": f" {text}"} for n, text in numbered]},
        "words": {"words": [{"word": w, "start": n} for n, w in enumerate(words)]},
        "Podcasting": {"segments": [{"startTime": n, "body": w} for n, w in enumerate(words)]},
        "AssemblyAI": {
            "utterances": [
                {"start": n * 1000, "text": text, "speaker": "A"} for n, text in numbered
            ]
        },
        "json3": {
            "events": [
                {
                    "tStartMs": n * 1000,
                    "segs": [{"utf8": f" {w}", "tOffsetMs": 9} for w in text.split()],
                }
                for n, text in numbered
            ]
        },
        "list": {"deep": {"down": [{"start": n, "text": text} for n, text in numbered]}},
    }
    transcript = read_value(value[vendor])
    assert " ".join(s.text for s in transcript.segments).split() == words


@pytest.mark.parametrize("indent", [None, 1])
def test_ten_hours_with_a_time_for_every_word_take_seconds(indent: int | None) -> None:
    segments = [
        {
            "start": n * 3.6,
            "end": n * 3.6 + 3.5,
            "text": " " + " ".join(f"word{n}" for _ in range(10)),
            "speaker": f"SPEAKER_0{n % 3}",
            "words": [
                {"word": f"word{n}", "start": n * 3.6 + i * 0.3, "end": n * 3.6 + i * 0.3 + 0.2}
                for i in range(10)
            ],
        }
        for n in range(10_000)
    ]
    text = json.dumps({"segments": segments}, indent=indent)
    before = time.process_time()
    transcript = read_text(text)
    assert time.process_time() - before < 10
    assert len(transcript.segments) == 10_000
    assert transcript.diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        '{"' + "a" * 5_000_000,
        '{"' + '\\"' * 2_500_000,
        '{"text": "' + "a " * 2_500_000 + '"}',
        '{"a":[' + "{}," * 1_500_000 + "{}]}",
        '{"segments":[' + '{"text":1},' * 400_000 + '{"text":2}]}',
        "{" + ",".join(f'"k{n}": "some words of no use"' for n in range(150_000)) + "}",
        '{"segments":[{"text":"a"}],' + '"k":"w",' * 600_000 + '"k":"z"}',
    ],
)
def test_five_megabytes_on_one_line_take_seconds(text: str) -> None:
    before = time.process_time()
    try:
        read_text(text)
    except SourceError as error:
        assert str(error).startswith("seeds/talk.json:1: ")
    assert time.process_time() - before < 10
