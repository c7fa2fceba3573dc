"""Headings become chapters that hold every segment once, in order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.chapters import OPENING, make_chapters
from chapterhouse.model import Heading, Segment, Transcript


def transcript(starts: list[float | None], headings: list[Heading]) -> Transcript:
    segments = tuple(
        Segment(f"words {number}", number, start, speaker="Jane")
        for number, start in enumerate(starts, 1)
    )
    return Transcript("x.txt", "edited", segments, tuple(headings))


def test_speech_before_the_first_heading_opens_and_is_generated() -> None:
    opening, first = make_chapters(transcript([2.0, 5.0, 9.0], [Heading("Numbers", 9, 1)]))
    assert (opening.title, opening.generated, opening.start) == (OPENING, True, 2.0)
    assert (first.title, first.generated, first.start, len(first.segments)) == (
        "Numbers",
        False,
        5.0,
        2,
    )


def test_a_heading_at_the_very_beginning_needs_no_opening() -> None:
    made = make_chapters(transcript([2.0, 5.0], [Heading("Numbers", 1, 0)]))
    assert [(c.title, c.generated) for c in made] == [("Numbers", False)]


def test_a_heading_without_a_time_starts_with_the_next_timed_segment() -> None:
    headings = [Heading("A", 1, 0), Heading("B", 3, 1), Heading("C", 5, 2), Heading("D", 7, 3)]
    made = make_chapters(transcript([None, None, 9.0, None], headings))
    assert [c.start for c in made] == [9.0, 9.0, 9.0, None]


def test_a_heading_with_its_own_time_keeps_it() -> None:
    (only,) = make_chapters(transcript([9.0], [Heading("A", 1, 0, 7.0)]))
    assert only.start == 7.0


def test_of_two_headings_in_a_row_the_first_has_no_segments() -> None:
    made = make_chapters(transcript([1.0, 2.0], [Heading("A", 1, 0), Heading("B", 2, 0)]))
    assert [(c.title, c.start, len(c.segments)) for c in made] == [("A", 1.0, 0), ("B", 1.0, 2)]


def test_equal_titles_get_anchors_of_their_own() -> None:
    made = make_chapters(transcript([1.0, 2.0], [Heading("Q&A", 1, 0), Heading("Q&A", 3, 1)]))
    assert [c.anchor for c in made] == ["q-and-a", "q-and-a-2"]


def test_without_headings_chapters_are_generated() -> None:
    made = make_chapters(transcript([float(n) for n in range(5)], []))
    assert all(c.generated for c in made)
    assert made[0].start == 0.0


def test_without_segments_and_headings_there_are_no_chapters() -> None:
    assert make_chapters(transcript([], [])) == ()


@given(st.integers(0, 30), st.lists(st.integers(0, 30), max_size=8))
def test_chapters_hold_all_segments_in_order(count: int, positions: list[int]) -> None:
    headings = [Heading(f"H{p}", p, min(p, count)) for p in sorted(positions)]
    given_ = transcript([float(n) for n in range(count)], headings)
    made = make_chapters(given_)
    assert tuple(s for c in made for s in c.segments) == given_.segments
    assert sum(not c.generated for c in made) == len(headings)
    assert len({c.anchor for c in made}) == len(made)
