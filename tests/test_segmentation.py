"""Generated chapters: where they begin and what they are called."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.model import Segment, Source
from chapterhouse.readers import read
from chapterhouse.segmentation import find_boundaries, segment
from chapterhouse.segmentation.asking import hear_turns, read_turns
from chapterhouse.segmentation.cohesion import GAP, depths
from chapterhouse.segmentation.habits import read_habits
from chapterhouse.segmentation.pace import breaks
from chapterhouse.segmentation.talk import listen
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


def test_without_times_most_chapters_are_found_all_the_same(repository: Path) -> None:
    segments = seed(repository, SEEDS[1])
    timed = find_boundaries(segments)
    untimed = find_boundaries([Segment(s.text, s.line) for s in segments])
    near = [a for a in untimed if any(abs(a - b) <= 10 for b in timed)]
    assert len(near) >= 0.6 * len(untimed)
    assert 0.6 <= len(untimed) / len(timed) <= 1.6


def test_times_that_run_backwards_or_leap_do_no_harm(repository: Path) -> None:
    segments = seed(repository, SEEDS[2])[:600]
    odd = [replace(s, start=(s.start or 0.0) * (-1) ** n * 1e6) for n, s in enumerate(segments)]
    found = find_boundaries(odd)
    assert found == sorted(set(found))
    assert 2 <= len(found) <= 60


def test_the_pace_breaks_where_somebody_else_speaks_faster() -> None:
    slow = [4.0 * n for n in range(20)]
    fast = [slow[-1] + 4 + 2.0 * n for n in range(20)]
    found = breaks([*slow, *fast], [8] * 40)
    inside = found[3:18] + found[23:]
    assert sum(found[19:22]) > 0.8
    assert max(inside) < 0.2


def test_who_asks_is_heard_in_what_is_said() -> None:
    asked = "so how do you train them what do you think about that "
    answered = "yeah so i think we were in the mountains and my dogs did all of it for us " * 6
    talk = listen(captions((asked + answered) * 5))
    turns = hear_turns(talk, read_habits())
    who = [bool((i % len((asked + answered).split())) < 12) for i in range(len(talk.words))]
    asking = [p for p, asks in zip(turns.asking, who, strict=True) if asks]
    answering = [p for p, asks in zip(turns.asking, who, strict=True) if not asks]
    assert sum(asking) / len(asking) > 3 * sum(answering) / len(answering)


def test_where_no_phrase_is_known_the_words_alone_must_do() -> None:
    schafe = "die schafe weiden auf der grünen wiese während der hirte wolle und lämmer zählt "
    schiffe = "das schiff fährt über einen ozean wo der kapitän wellen und häfen beobachtet "
    found = find_boundaries(captions(schafe * 40 + schiffe * 40))
    expected = len((schafe * 40).split()) // 7
    assert len(found) <= 6
    assert any(abs(position - expected) <= 6 for position in found)


def test_two_stray_labels_are_no_speakers(repository: Path) -> None:
    segments = seed(repository, SEEDS[1])
    stray = [
        replace(s, speaker={4: "Ann", 999: "Announcer"}.get(n)) for n, s in enumerate(segments)
    ]
    assert find_boundaries(stray) == find_boundaries(segments)


def test_where_nobody_writes_question_marks_the_asker_is_who_sounds_like_one() -> None:
    asked = "so how do you train them what do you think about that"
    answered = "yeah so i think we were in the mountains and my dogs did all of it for us " * 6
    segments = []
    for n in range(6):
        segments.append(Segment(answered, 2 * n, n * 100.0, speaker="B"))
        segments.append(Segment(asked, 2 * n + 1, n * 100.0 + 90, speaker="A"))
    turns = read_turns(listen(segments), segments, read_habits())
    assert turns is not None
    said = listen(segments)
    asking = {segments[said.segment[i]].speaker for i, p in enumerate(turns.asking) if p}
    assert asking == {"A"}


def test_long_paragraphs_keep_their_time() -> None:
    segments = [Segment("word " * 400, n, n * 160.0) for n in range(5)]
    assert abs(listen(segments).clock[-1] - 800) < 20


def test_nothing_said_has_no_chapters_and_little_has_one() -> None:
    assert segment([]) == ()
    assert [b.position for b in segment(captions("hello and goodbye"))] == [0]


@pytest.mark.parametrize("name", SEEDS)
def test_an_hour_takes_less_than_a_second(repository: Path, name: str) -> None:
    segments = seed(repository, name)
    before = time.process_time()
    segment(segments)
    assert time.process_time() - before < 1


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


SAID = "so how do you what is it yeah i think we can let's talk about your wool question"
SPEECH = st.lists(st.sampled_from(SAID.split()), min_size=1, max_size=30).map(" ".join)
TIMES = st.one_of(
    st.none(), st.floats(-1e3, 1e5), st.sampled_from([0.0, float("nan"), float("inf")])
)


@given(
    st.lists(st.tuples(SPEECH, TIMES, st.sampled_from([None, "A", "B"])), min_size=1, max_size=40)
)
def test_any_speech_and_times_give_rising_positions(
    said: list[tuple[str, float | None, str | None]],
) -> None:
    """Words that the habits know: here the turns are heard, and the cut is made."""
    segments = [Segment(t, n, start, speaker=who) for n, (t, start, who) in enumerate(said)]
    found = find_boundaries(segments)
    assert found == sorted(set(found))
    assert found[0] == 0
    assert found[-1] <= max(0, len(segments) - 1)


@pytest.mark.parametrize("lines", [1, 20_000])
def test_a_hundred_thousand_words_at_one_time_are_cut_in_seconds(lines: int) -> None:
    text = "so what do you think about wool yeah i think it is warm " * (8000 // lines or 1)
    segments = [Segment(text, n, 1.0) for n in range(lines)]
    before = time.process_time()
    find_boundaries(segments)
    assert time.process_time() - before < 12


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
        (
            "can you tell us how you became a shepherd well it is a long story",
            "How you became a shepherd",
        ),
        (
            "so uh what what kind of tools do you use you mentioned shears",
            "What kind of tools do you use?",
        ),
        (
            "what is the difference between a ram and a wether yeah so",
            "What is the difference between a ram and a wether?",
        ),
        (
            "what do you think is the best breed for wool i would say",
            "What is the best breed for wool?",
        ),
        ("and what does a shepherd do a shepherd is somebody who", "What does a shepherd do?"),
        ("coming back to lambing season i wanted to know more", "Lambing season"),
        (
            "thank you so much where can people find you oh i am online",
            "Where can people find you?",
        ),
        ("do you have any last words yes be kind", "Last words"),
        (
            "hi today with my friend we'll talk about wool prices in winter so welcome",
            "Wool prices in winter",
        ),
        ("let's talk about the api of it", "API"),
        ("hello everyone and welcome to the show", "Hello everyone and welcome to the show"),
    ],
)
def test_a_title_is_the_question_asked_or_the_topic_named(text: str, title: str) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "what do you do with the",
        "so how many other people you know that",
        "i know what wool is and the difference between sheep",
        "why do you think the",
    ],
)
def test_half_a_question_is_no_title(text: str) -> None:
    assert not title_of(f"{text} okay {SHEEP * 3}").endswith("?")


def test_what_comes_later_is_not_what_a_chapter_is_about() -> None:
    text = "before we go into our main topic of sheep dogs let's start with your farm in the hills "
    assert "arm in the hills" in title_of(text + SHIPS)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "a b c",
        "12 34",
        "...",
        "[Music]",
        "привет всем",
        "今日は天気について話します。",
        "what is",
    ],
)
def test_the_shortest_chapter_has_a_title(text: str) -> None:
    titles = make_titles(captions(f"{text} {text} {text}", 1), [0, 1, 2][: len(text.split())])
    assert all(title.strip() for title in titles)


def test_equal_chapters_have_different_titles() -> None:
    titles = make_titles(captions((SHEEP + "yes well ") * 8), [0, 3, 6, 9, 12])
    assert len({title.casefold() for title in titles}) == 5


def test_names_are_written_as_the_transcript_writes_them() -> None:
    text = "Hello. Today Maria is here. So, how did you come to Norway? I took a ship to Oslo."
    assert title_of(text) == "How did you come to Norway?"


@given(st.lists(st.text(st.sampled_from("aeho wt?.,é中"), min_size=1, max_size=60), max_size=30))
def test_no_title_has_a_word_that_was_not_said(texts: list[str]) -> None:
    segments = [Segment(text, n) for n, text in enumerate(texts) if text.strip()]
    positions = list(range(0, len(segments), 4))
    said = set(re.findall(r"\w+", " ".join(s.text for s in segments).casefold()))
    for title in make_titles(segments, positions):
        words = re.sub(r" \(\d+\)$", "", title).casefold()
        assert set(re.findall(r"\w+", words)) <= said


def test_titles_are_the_same_every_time_and_of_endless_speech_quick() -> None:
    endless = [Segment("what do sheep eat " * 200_000, 1)]
    before = time.perf_counter()
    assert make_titles(endless, [0]) == make_titles(endless, [0])
    assert time.perf_counter() - before < 4


def test_without_a_question_the_telling_phrases_are_the_title() -> None:
    text = captions(SHEEP * 12 + SHIPS * 12)
    sheep, ships = make_titles(text, [0, len((SHEEP * 12).split()) // 7])
    assert sheep != ships
    assert re.search("sheep|shepherd|meadow|lamb", sheep, re.IGNORECASE)
    assert re.search("ship|ocean|captain|wave", ships, re.IGNORECASE)


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
        assert all(word in spoken for word in telling)
