"""The strip of the whole conversation, and who says how much of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.content import SiteConfig
from chapterhouse.directory import Directory
from chapterhouse.episode_page import episode_view
from chapterhouse.labels import Labels
from chapterhouse.model import Chapter, Episode, Neighbours, Segment
from chapterhouse.views import EpisodeView, GlanceView, LaneView

NOBODY = Directory({}, {}, {})


def said(text: str, start: float | None = None, speaker: str | None = None) -> Segment:
    return Segment(text, 1, start, None, speaker)


def view_of(*chapters: Sequence[Segment]) -> EpisodeView:
    made = tuple(
        Chapter(
            f"Part {n}",
            f"part-{n}",
            segments[0].start if segments else None,
            tuple(segments),
            False,
        )
        for n, segments in enumerate(chapters)
    )
    episode = Episode("a.txt", "edited", "a", "A", made)
    return episode_view(episode, Neighbours(None, None), NOBODY, SiteConfig("Site"), Labels())


def glance_of(*chapters: Sequence[Segment]) -> GlanceView:
    glance = view_of(*chapters).glance
    assert glance is not None
    return glance


def edges(shape: str) -> list[tuple[int, int]]:
    """From where to where the runs of a lane, or a chapter, go."""
    found = re.findall(r"M(\d+) [\d.]+h(\d+)", shape)
    return [(int(left), int(left) + int(width)) for left, width in found]


def shape_of(lane: LaneView) -> str:
    return "".join(run.shape for run in lane.runs)


TALK = (
    [said("one two", 0, "Ada"), said("three four", 25, "Charles")],
    [said("five " * 65, 50, "Ada"), said("six " * 65, 75, "Charles")],
)


def test_chapters_and_speakers_lie_where_their_time_is() -> None:
    glance = glance_of(*TALK)
    assert (glance.length, glance.clock, glance.width) == (100, "1:40", 1000)
    assert [(part.label, edges(part.shape)) for part in glance.parts] == [
        ("0:00 Part 0", [(0, 500)]),
        ("0:50 Part 1", [(500, 1000)]),
    ]
    assert {lane.name: edges(shape_of(lane)) for lane in glance.lanes} == {
        "Ada": [(0, 250), (500, 750)],
        "Charles": [(250, 500), (750, 1000)],
    }
    assert glance.pace == ""
    assert [(run.anchor, run.label) for run in glance.lanes[0].runs] == [
        ("t0", "0:00 Ada"),
        ("t50", "0:50 Ada"),
    ]


def test_without_times_words_are_the_measure_and_there_is_no_clock() -> None:
    glance = glance_of([said("one two three", None, "Ada")], [said("four", None, "Charles")])
    assert (glance.timed, glance.length, glance.clock) == (False, 4, "")
    assert [edges(part.shape) for part in glance.parts] == [[(0, 750)], [(750, 1000)]]
    assert [part.label for part in glance.parts] == ["Part 0", "Part 1"]


def test_a_segment_without_a_time_lies_between_its_neighbours_by_words() -> None:
    glance = glance_of(
        [said("a b c", 0, "Ada"), said("d", None, "Charles"), said("e " * 26, 40, "Ada")],
        [said("f " * 26, 70, "Ada")],
    )
    charles = next(lane for lane in glance.lanes if lane.name == "Charles")
    assert edges(shape_of(charles)) == [(375, 500)]


def test_segments_of_one_time_share_what_follows_by_words() -> None:
    glance = glance_of(
        [said("a b c", 0, "Ada"), said("d", 0, "Charles")], [said("e " * 130, 50, "Ada")]
    )
    lanes = {lane.name: edges(shape_of(lane)) for lane in glance.lanes}
    assert lanes == {"Ada": [(0, 375), (500, 1000)], "Charles": [(375, 500)]}


def test_a_gap_that_nobody_could_see_is_not_drawn() -> None:
    talk = [
        said("one " * 4, 0, "Ada"),
        said("yes", 100, "Charles"),
        said("two " * 4, 101, "Ada"),
        said("three " * 4, 900, "Charles"),
        said("four " * 26, 990, "Ada"),
    ]
    lanes = {lane.name: edges(shape_of(lane)) for lane in glance_of(talk).lanes}
    assert lanes == {"Ada": [(0, 900), (990, 1000)], "Charles": [(100, 101), (900, 990)]}


def test_captions_show_the_pace_of_speech() -> None:
    words = [said("one two three four", second) for second in range(0, 300, 2)]
    glance = glance_of(words[:50], words[50:])
    assert glance.lanes == ()
    assert glance.pace.startswith("M0 ") and glance.pace.endswith("z") and "nan" not in glance.pace
    assert glance.words_a_minute == pytest.approx(120, abs=2)


def test_one_chapter_by_one_speaker_has_nothing_to_show() -> None:
    assert view_of([said("all of it", None, "Ada")]).glance is None
    assert view_of([]).glance is None


def test_many_speakers_share_the_last_lane() -> None:
    talk = [said("word " * (20 - n), n * 10, f"Speaker {n}") for n in range(14)]
    glance = glance_of(talk)
    assert len(glance.lanes) == 14
    heights = {lane.middle for lane in glance.lanes}
    assert len(heights) == 7
    assert max(heights) < glance.height


def test_a_lively_talk_is_drawn_with_few_shapes() -> None:
    talk = [said("yes", n * 3.0, f"Speaker {n % 5}") for n in range(4000)]
    assert sum(len(edges(shape_of(lane))) for lane in glance_of(talk).lanes) <= 250


SEGMENTS = st.lists(
    st.builds(
        said,
        st.text("ab ", min_size=1, max_size=20),
        st.none() | st.floats(0, 20_000),
        st.none() | st.sampled_from(["Ada", "Charles", "Grace"]),
    ),
    max_size=30,
)


@given(SEGMENTS, st.integers(0, 30))
def test_every_shape_lies_inside_of_the_strip(segments: list[Segment], cut: int) -> None:
    starts = iter(sorted(s.start for s in segments if s.start is not None))
    timed = [said(s.text, None if s.start is None else next(starts), s.speaker) for s in segments]
    view = view_of(timed[:cut], timed[cut:])
    assert sum(s.words for s in view.shares) in (0, view.words)
    if view.glance is not None:
        shapes = [part.shape for part in view.glance.parts]
        shapes += [shape_of(lane) for lane in view.glance.lanes]
        for left, right in (run for shape in shapes for run in edges(shape)):
            assert 0 <= left < right <= view.glance.width + 1


def test_shares_add_up_to_all_words_and_the_unnamed_come_last() -> None:
    shares = view_of(
        [said("one", 0, "Ada"), said("a b c d e f", 1), said("two three", 2, "Charles")]
    ).shares
    assert [(s.name, s.words, s.percent, s.label) for s in shares] == [
        ("Charles", 2, 22, "22%"),
        ("Ada", 1, 11, "11%"),
        ("Others", 6, 67, "67%"),
    ]


def test_a_word_of_many_is_under_one_percent() -> None:
    shares = view_of([said("one", 0, "Ada"), said("a " * 999, 1, "Charles")]).shares
    assert shares[1].label == "under 1%"


def test_one_voice_has_no_share() -> None:
    assert view_of([said("one", 0, "Ada"), said("two", 1)]).shares == ()
