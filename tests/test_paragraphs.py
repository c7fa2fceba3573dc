"""Segments gathered into turns and paragraphs."""

from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.model import Segment, Source
from chapterhouse.paragraphs import Turn, turns
from chapterhouse.readers import read


def captions(*texts: str, pause_after: int | None = None) -> list[Segment]:
    made, start = [], 0.0
    for number, text in enumerate(texts):
        made.append(Segment(text, number + 1, start))
        start += len(text.split()) / 2.6 + (8.0 if number == pause_after else 0.0)
    return made


def read_out(turn: Turn) -> list[str]:
    return [" ".join(s.text for s in paragraph) for paragraph in turn.paragraphs]


def test_a_run_by_one_speaker_is_one_turn_of_its_own_paragraphs() -> None:
    said = [
        Segment("Hello.", 1, 0.0, speaker="Jane"),
        Segment("Welcome.", 3, 1.0, speaker="Jane"),
        Segment("Hi.", 5, 2.0, speaker="John"),
        Segment("So.", 7, 3.0, speaker="Jane"),
    ]
    assert [(t.speaker, read_out(t)) for t in turns(said)] == [
        ("Jane", ["Hello.", "Welcome."]),
        ("John", ["Hi."]),
        ("Jane", ["So."]),
    ]


def test_captions_break_at_a_pause() -> None:
    lines = [f"some words about the number {n}" for n in range(20)]
    (turn,) = turns(captions(*lines, pause_after=9))
    assert read_out(turn)[0].endswith("number 9")


def test_an_answer_begins_a_paragraph_early() -> None:
    (turn,) = turns(
        captions(
            "so you counted to a hundred in one evening",
            "how did you do that",
            "yeah that was a long evening",
            "and i had help from my sister",
        )
    )
    assert read_out(turn)[1].startswith("yeah that was")


def test_a_paragraph_does_not_end_on_a_hanging_word() -> None:
    lines = ["counting is a joy for the", "people who know many numbers"] * 30
    (turn,) = turns(captions(*lines))
    assert len(turn.paragraphs) > 3
    assert {paragraph.split()[-1] for paragraph in read_out(turn)} == {"numbers"}


def test_a_long_paragraph_among_captions_stands_alone() -> None:
    long = " ".join(["word"] * 40)
    (turn,) = turns([*captions("one two", "three"), Segment(long, 9), *captions("four")])
    assert read_out(turn) == ["one two three", long, "four"]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 30), st.sampled_from([None, None, None, "Jane"]), st.floats(0, 9e4)
        ),
        max_size=60,
    )
)
def test_no_segment_is_lost_moved_or_doubled(drawn: list[tuple[int, str | None, float]]) -> None:
    said = [Segment(" ".join(["w"] * n), i, t, speaker=who) for i, (n, who, t) in enumerate(drawn)]
    made = turns(said)
    assert [s for t in made for p in t.paragraphs for s in p] == said
    assert all(p for t in made for p in t.paragraphs)
    assert all(s.speaker == t.speaker for t in made for p in t.paragraphs for s in p)


@pytest.mark.parametrize("name", ["001_baed40b49aa3a3fd.txt", "002_594d34125cda1705.txt"])
def test_an_hour_of_captions_reads_in_paragraphs_of_a_good_length(
    repository: Path, name: str
) -> None:
    source = Source(name, (repository / "seeds" / name).read_bytes(), "0")
    lengths = [len(p.split()) for t in turns(read(source).segments) for p in read_out(t)]
    assert max(lengths) <= 100
    assert 40 <= median(lengths) <= 90
    assert sum(length < 12 for length in lengths) <= 1
