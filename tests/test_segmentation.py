"""Generated chapters: where they begin and what they are called."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.model import Segment, Source
from chapterhouse.readers import read
from chapterhouse.segmentation import find_boundaries, segment
from chapterhouse.segmentation.cohesion import GAP, depths
from chapterhouse.segmentation.titles import make_titles

SEEDS = ["000_13d477bd9c81ac5a.txt", "001_baed40b49aa3a3fd.txt", "002_594d34125cda1705.txt"]


def seed(repository: Path, name: str) -> tuple[Segment, ...]:
    return read(Source(name, (repository / "seeds" / name).read_bytes(), "0")).segments


def captions(text: str, words: int = 7) -> list[Segment]:
    said = text.split()
    cut = [" ".join(said[at : at + words]) for at in range(0, len(said), words)]
    return [Segment(line, n, n * 2.5) for n, line in enumerate(cut, 1)]


def title_of(text: str) -> str:
    return make_titles(captions(text), [0])[0]


SHEEP = "the sheep graze on a green meadow while the shepherd counts wool and lambs "
SHIPS = "the ship sails over an ocean where the captain watches waves and harbours "


# --- boundaries -----------------------------------------------------------------------


def test_the_words_change_where_the_depth_is_greatest() -> None:
    found = depths((SHEEP * 30 + SHIPS * 30).split())
    assert abs(found.index(max(found)) * GAP - len((SHEEP * 30).split())) <= GAP


def test_a_chapter_begins_where_the_host_turns_to_another_topic() -> None:
    turn = "okay i wanted to ask you another question about ships what do you think about sailing "
    text = captions(SHEEP * 40 + turn + SHIPS * 40)
    boundaries = find_boundaries(text)
    expected = len((SHEEP * 40).split()) // 7
    assert any(abs(position - expected) <= 3 for position in boundaries)


def test_where_speakers_are_known_a_chapter_begins_with_the_one_who_asks(repository: Path) -> None:
    segments = seed(repository, SEEDS[0])
    starts = find_boundaries(segments)[1:]
    assert len(starts) >= 8
    assert {segments[i].speaker for i in starts} == {"Candost Dagdeviren"}
    assert all(segments[i - 1].speaker == "Jesper Dramsch" for i in starts)


@pytest.mark.parametrize("name", SEEDS)
def test_chapters_of_the_seeds_have_a_length_a_reader_can_use(repository: Path, name: str) -> None:
    segments = seed(repository, name)
    starts = [segments[b.position].start or 0.0 for b in segment(segments)]
    lengths = [b - a for a, b in pairwise([*starts, segments[-1].start or 0.0])]
    assert 120 <= sum(lengths) / len(lengths) <= 400
    assert max(lengths) <= 660


def test_times_make_no_difference(repository: Path) -> None:
    segments = seed(repository, SEEDS[1])
    untimed = [Segment(s.text, s.line) for s in segments]
    assert segment(untimed) == segment(segments)


def test_nothing_said_has_no_chapters_and_little_has_one() -> None:
    assert segment([]) == ()
    assert [b.position for b in segment(captions("hello and goodbye"))] == [0]


@pytest.mark.parametrize("name", SEEDS)
def test_an_hour_takes_less_than_a_second(repository: Path, name: str) -> None:
    segments = seed(repository, name)
    before = time.perf_counter()
    segment(segments)
    assert time.perf_counter() - before < 1


@given(
    st.lists(st.text(st.sampled_from("ab ?.'\u00e9\u4e2d"), min_size=1, max_size=40), max_size=60)
)
def test_any_text_gives_rising_positions_and_different_titles(texts: list[str]) -> None:
    segments = [Segment(text, n) for n, text in enumerate(texts) if text.strip()]
    found = segment(segments)
    positions = [b.position for b in found]
    assert positions == sorted(set(positions))
    assert positions[:1] == ([0] if segments else [])
    assert len({b.title.casefold() for b in found}) == len(found)
    assert all(b.title.strip() for b in found)


# --- titles ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "okay so um how do you manage a team of shepherds yeah i think",
            "How do you manage a team of shepherds?",
        ),
        ("let's start with your background can you tell us about it", "Your background"),
        ("can you tell us about your career journey so far sure i began", "Career journey"),
        ("Right. So, why do sheep need shepherds? They don't.", "Why do sheep need shepherds?"),
        ("what should i learn about wool well i would begin", "What should I learn about wool?"),
        ("hello everyone and welcome to the show", "Introduction"),
    ],
)
def test_a_title_is_the_question_asked_or_the_topic_named(text: str, title: str) -> None:
    assert title_of(text) == title


def test_without_a_question_the_telling_phrases_are_the_title() -> None:
    text = captions(SHEEP * 12 + SHIPS * 12)
    sheep, ships = make_titles(text, [0, len((SHEEP * 12).split()) // 7])
    assert sheep != ships
    assert re.search("sheep|shepherd|meadow|lamb", sheep)
    assert re.search("ship|ocean|captain|wave", ships)


@pytest.mark.parametrize("name", SEEDS)
def test_titles_of_the_seeds_are_readable(repository: Path, name: str) -> None:
    segments = seed(repository, name)
    titles = [b.title for b in segment(segments)]
    assert len(set(titles)) == len(titles)
    spoken = " ".join(s.text for s in segments).casefold()
    for title in titles:
        assert title[0].isupper() or title[0].isdigit()
        assert len(title) <= 100
        assert not re.match(r"(chapter|part) \d", title, re.IGNORECASE)
        telling = [w for w in re.findall(r"\w+", title.casefold()) if len(w) > 3]
        assert title == "Introduction" or all(word in spoken for word in telling)
