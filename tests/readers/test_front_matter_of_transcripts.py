"""Front matter above a transcript: fields for every layout, nothing lost when it is broken."""

from __future__ import annotations

import time

import pytest

from chapterhouse.errors import SourceError
from chapterhouse.model import Source, Transcript
from chapterhouse.readers import read

HEAD = "---\ntitle: Counting\nspeakers: [Jane Doe, John Roe]\n---\n"


def read_text(text: str, name: str = "x.md") -> Transcript:
    return read(Source(name, text.encode(), "0"))


@pytest.mark.parametrize(
    ("layout", "body"),
    [
        ("captions", "0:00 one\n0:02 two\n0:04 three\n"),
        ("markdown", "**Jane Doe:** one\n\n**John Roe:** two\n"),
        ("markdown", "one two three\n"),
        ("labelled", "[00:00:00] Jane Doe: one\n\n[00:00:05] John Roe: two\n"),
        ("markdown", "Jane Doe: one (0:00)\n\nJohn Roe: two (0:05)\n"),
    ],
)
def test_any_layout_may_stand_under_it(layout: str, body: str) -> None:
    transcript = read_text(HEAD + body)
    assert transcript.format == layout
    assert [(f.name, f.value, f.line) for f in transcript.fields] == [
        ("title", "Counting", 2),
        ("speakers", ("Jane Doe", "John Roe"), 3),
    ]
    assert transcript.segments[0].line == 5
    assert transcript.segments[0].text.startswith("one")


def test_times_and_names_are_read_under_front_matter_whatever_their_place() -> None:
    for body in ("[0:09] Jane Doe: one\n\n[0:12] two\n", "Jane Doe: one (0:09)\n\ntwo (0:12)\n"):
        segments = read_text(HEAD + body).segments
        assert [(s.speaker, s.start, s.text) for s in segments] == [
            ("Jane Doe", 9.0, "one"),
            ("Jane Doe", 12.0, "two"),
        ]


def test_front_matter_alone_is_one_clear_line() -> None:
    with pytest.raises(SourceError) as caught:
        read_text(HEAD)
    assert str(caught.value) == (
        "x.md:5: there is front matter, and no transcript under it; "
        "put the transcript below the closing line"
    )


@pytest.mark.parametrize(
    "head",
    [
        "---\nJane Doe: Welcome.\nJohn Roe: Hello.\n---\n",
        "---\n\nA paragraph, then a rule.\n\n---\n",
        "---\ntitle: never closed\n\n",
    ],
)
def test_speech_between_rules_is_speech(head: str) -> None:
    transcript = read_text(head + "**Jane Doe:** One.\n\n**John Roe:** Two.\n")
    assert transcript.fields == ()
    kept = " ".join([s.text for s in transcript.segments] + [n.text for n in transcript.lines])
    for word in head.replace("---", "").replace("Jane Doe:", "").replace("John Roe:", "").split():
        assert word in kept


def test_a_reference_a_tag_and_an_equal_key_are_read_line_by_line() -> None:
    for broken in ("a: &x 1\nb: *x", "a: !!python/none x", "a: 1\na: 2"):
        transcript = read_text(f"---\ntitle: T\n{broken}\n---\n**Jane Doe:** One.\n")
        assert transcript.fields[0].value == "T"
        assert [d.level for d in transcript.diagnostics][:1] == ["warning"]


def test_endless_front_matter_takes_no_long_time() -> None:
    before = time.perf_counter()
    for line in ("  a\n", "a: b\n", "- a\n", "a", "[", "{a: "):
        read_text("---\ntitle: x\n" + line * (500_000 // len(line)) + "\n---\n**Jane:** One.\n")
    assert time.perf_counter() - before < 10


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ('"\\ud83d\\ude00 Hi"', "\U0001f600 Hi"),
        ('"\\ud83d Hi"', "\ufffd Hi"),
        ('"\\0 Hi"', "\ufffd Hi"),
    ],
)
def test_escapes_make_whole_characters_that_a_page_can_hold(written: str, read_as: str) -> None:
    transcript = read_text(f"---\ntitle: {written}\ntags: [{written}]\n---\n**Ada:** one\n")
    assert [field.value for field in transcript.fields] == [read_as, (read_as,)]
