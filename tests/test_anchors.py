from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.anchors import chapter_anchors, moment_anchors
from chapterhouse.model import Segment

TITLES = st.one_of(
    st.text(max_size=20), st.sampled_from(["Questions", "t754", "page", "p-12345678", "page-top"])
)
TIMES = st.one_of(st.none(), st.floats(min_value=0, max_value=40_000))
SEGMENTS = st.builds(Segment, text=st.text(max_size=10), line=st.just(1), start=TIMES)


def test_a_title_becomes_its_anchor_and_an_equal_one_carries_its_second() -> None:
    chapters = [("Questions", 10.0), ("Lars’ career", 20.0), ("Questions!", 1831.4)]
    assert chapter_anchors(chapters) == ["questions", "lars-career", "questions-1831"]


def test_equal_titles_without_times_are_still_told_apart() -> None:
    assert chapter_anchors([("A", None), ("A", None), ("A", 3.0), ("A", 3.0)]) == [
        "a",
        "a-2",
        "a-3",
        "a-3-2",
    ]


def test_a_title_cannot_take_the_anchor_of_a_moment_or_of_the_page() -> None:
    assert chapter_anchors([("t754", None), ("Page top", None), ("👋", None)]) == [
        "chapter-t754",
        "chapter-page-top",
        "chapter",
    ]


def test_a_moment_is_its_second_and_untimed_words_are_their_digest() -> None:
    segments = [
        Segment("Hello", 1, 754.9),
        Segment("again", 2, 754.95),
        Segment("No time", 3),
        Segment("No  TIME", 4),
    ]
    first, second, third, fourth = moment_anchors(segments)
    assert (first, second) == ("t754", "t754-2")
    assert re.fullmatch(r"p-[0-9a-f]{8}", third)
    assert fourth == f"{third}-2"


def test_an_untimed_moment_does_not_depend_on_what_stands_before_it() -> None:
    words = Segment("No time", 3)
    assert moment_anchors([words]) == moment_anchors([Segment("New", 1), words])[1:]


@given(st.lists(st.tuples(TITLES, TIMES)), st.lists(SEGMENTS))
def test_all_anchors_of_a_page_differ(
    chapters: list[tuple[str, float | None]], segments: list[Segment]
) -> None:
    anchors = [*chapter_anchors(chapters), *moment_anchors(segments)]
    assert len(anchors) == len(chapters) + len(segments) == len(set(anchors))
