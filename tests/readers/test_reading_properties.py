"""What holds for any input: a transcript or a SourceError, and no line and no word lost."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapterhouse.errors import SourceError
from chapterhouse.model import Source, Transcript
from chapterhouse.readers import read
from chapterhouse.text import CONTROL, format_clock, squash

WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
SENTENCES = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
NAMES = st.sampled_from(["Jane Doe", "John", "Mısra", "李雷", "Dr. van der Berg", "O’Neil"])
SECONDS = st.integers(0, 36_000)
CLOCKS = SECONDS.map(format_clock)

LINES = st.one_of(
    st.just(""),
    SENTENCES,
    st.builds("{} {}".format, CLOCKS, SENTENCES),
    CLOCKS,
    st.builds("[{}] {}: {}".format, CLOCKS, NAMES, SENTENCES),
    st.builds("[{}] {}".format, CLOCKS, SENTENCES),
    st.builds("{}: {} ({})".format, NAMES, SENTENCES, CLOCKS),
    st.builds("{}: {}".format, NAMES, SENTENCES),
    st.builds("{}: ({})".format, NAMES, CLOCKS),
    st.builds("{} ({}): {}".format, NAMES, CLOCKS, SENTENCES),
    st.builds("[{}] [{}] {}".format, NAMES, CLOCKS, SENTENCES),
    st.builds("{} {}: {}".format, CLOCKS, NAMES, SENTENCES),
    st.builds("{}  {}".format, NAMES, CLOCKS),
    st.builds("[{} --> {}] {}".format, CLOCKS, CLOCKS, SENTENCES),
    st.builds("[{:.2f} → {:.2f}] {}".format, SECONDS, SECONDS, SENTENCES),
    st.builds(">> {}: {}".format, NAMES, SENTENCES),
    st.builds("{}:".format, NAMES),
    NAMES,
    st.text(max_size=40),
)
TEXTS = st.tuples(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n"])).map(
    lambda drawn: drawn[1].join(drawn[0])
)


CLOCK = r"\d{1,3}(?::\d\d){1,2}(?:[.,]\d{1,3})?"
SPAN = rf"(?:{CLOCK}(?:\s*(?:-->|->|→|[–—-])\s*{CLOCK})?|[\d.]+s?\s*(?:-->|->|→)\s*[\d.]+s?)"
TIME = rf"[\[(]?\s*{SPAN}\s*[\])]?"
NAMED = r"\[[^\[\]]{1,60}\]|[^:：]{1,60}[:：]|\w[^:：\[\]]{0,90}"
AROUND = re.compile(
    rf"\s*(?:(?:{TIME})?\s*(?:[–—|-]\s)?(?:>>+)?\s*(?:{NAMED})?|(?:{NAMED})\s*(?:[–—-]\s)?{TIME})"
    rf"\s*[:–-]?\s*(?:{TIME})?\s*"
)


def parts(transcript: Transcript) -> list[tuple[int, str]]:
    """(line, text) of everything that was read, in the order of the source."""
    found = [(s.line, s.text) for s in transcript.segments]
    found += [(h.line, h.title) for h in transcript.headings]
    found += [(line.line, line.text) for line in transcript.lines]
    return sorted(found)


def assert_nothing_is_lost(text: str, transcript: Transcript) -> None:
    """Every line is part of what was read; a part may go on over the lines under its first."""
    shown = CONTROL.sub("\ufffd", text)
    raw = {n: squash(line) for n, line in enumerate(re.split("\r\n|\n|\r", shown), 1)}
    written = [n for n, line in raw.items() if line]
    kept = parts(transcript)
    begins = [n for n, _ in kept]
    assert begins[:1] == written[:1]
    assert set(begins) <= set(written) and len(set(begins)) == len(begins)
    for (number, words), end in zip(kept, [*begins[1:], len(raw) + 1], strict=True):
        assert words
        whole = " ".join(raw[n] for n in written if number <= n < end)
        assert rests_are_labels_and_times(whole, words), (whole, words)
    lines = [s.line for s in transcript.segments]
    assert lines == sorted(lines)


def rests_are_labels_and_times(raw: str, words: str) -> bool:
    """Whether `words` stand in the line with nothing around them but a label and times."""
    places = (found.start() for found in re.finditer(f"(?={re.escape(words)})", raw))
    return any(AROUND.fullmatch(f"{raw[:at]} {raw[at + len(words) :]}") for at in places)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_lines_give_a_transcript_that_keeps_them_or_a_source_error(text: str) -> None:
    try:
        transcript = read(Source("x.txt", text.encode("utf-8", "replace"), "0"))
    except SourceError as error:
        assert str(error).startswith("x.txt")
        return
    if transcript.format != "markdown":  # which joins lines: see test_markdown_properties
        assert_nothing_is_lost(text.encode("utf-8", "replace").decode("utf-8-sig"), transcript)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_transcript_or_a_source_error(data: bytes) -> None:
    try:
        read(Source("x.txt", data, "0"))
    except SourceError as error:
        assert "\n" not in str(error)


@given(st.lists(st.tuples(SECONDS, NAMES, SENTENCES), min_size=1, max_size=30))
@settings(max_examples=150, deadline=None)
def test_the_three_layouts_tell_the_same_words(said: list[tuple[int, str, str]]) -> None:
    words = " ".join(sentence for *_, sentence in said).split()
    layouts = {
        "labelled": "".join(f"[{format_clock(t)}] {who}: {what}\n\n" for t, who, what in said),
        "captions": "".join(f"{format_clock(t)} {what}\n" for t, _, what in said),
        "edited": "".join(f"{who}: {what} ({format_clock(t)})\n\n" for t, who, what in said),
    }
    for name, text in layouts.items():
        transcript = read(Source("x.txt", text.encode(), "0"))
        assert transcript.format == name
        assert [s.start for s in transcript.segments] == [float(t) for t, *_ in said]
        spoken = " ".join(s.text for s in transcript.segments).split()
        assert spoken == words or name != "captions"
        assert spoken[-len(said[-1][2].split()) :] == said[-1][2].split()
        assert len(spoken) >= len(words)


@pytest.mark.parametrize(
    "line", ["a" * 2_000_000, " " * 2_000_000, "a: " * 600_000, "(0:00" * 400_000, "0:00" * 500_000]
)
def test_a_very_long_line_takes_no_long_time(line: str) -> None:
    text = f"0:00 one\n0:01 two {line}\n0:02 three\n"
    before = time.perf_counter()
    assert len(read(Source("x.txt", text.encode(), "0")).segments) == 3
    assert time.perf_counter() - before < 5
