"""What a transcript tells about its episode, and where it was found."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from chapterhouse.metadata import find_metadata
from chapterhouse.model import Found, Metadata, Source
from chapterhouse.readers import read

TALK = "\n\nJane: Welcome, John. How are you? (0:05)\n\nJohn: Fine. (0:09)\n"


def found_in(text: str, name: str = "0a1b2c3d.txt") -> Metadata:
    return find_metadata(read(Source(f"seeds/{name}", dedent(text).strip().encode(), "0")))


def captions(*lines: str) -> str:
    return "\n".join(f"0:{number:02} {line}" for number, line in enumerate(lines))


def value(found: Found[str] | None) -> str | None:
    return None if found is None else found.value


# --- the header -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "season", "number", "show", "guests"),
    [
        (
            "Season 4, episode 1 of the Numbers.Club podcast with John Roe",
            4,
            1,
            "Numbers.Club",
            ("John Roe",),
        ),
        (
            "Season 3, episode 10 of the Numbers Podcast with John Roe and Ada Lovelace",
            3,
            10,
            "Numbers",
            ("John Roe", "Ada Lovelace"),
        ),
        (
            "Episode 12 of Numbers with John Roe, Ada Lovelace & Grace Hopper",
            None,
            12,
            "Numbers",
            ("John Roe", "Ada Lovelace", "Grace Hopper"),
        ),
        ("S2E7", 2, 7, None, None),
        ("Episode #7", None, 7, None, None),
    ],
)
def test_the_line_that_numbers_the_episode(
    line: str, season: int | None, number: int, show: str | None, guests: tuple[str, ...] | None
) -> None:
    found = found_in(f"From One to Ten\n\n{line}{TALK}")
    assert found.title == Found("From One to Ten", "line 1")
    assert found.number == Found(number, "line 3")
    assert found.season == (None if season is None else Found(season, "line 3"))
    assert value(found.show) == show
    if guests is not None:
        assert found.guests == Found(guests, "line 3")


def test_a_title_with_a_number_stands_under_its_show() -> None:
    found = found_in(f"Numbers Weekly\n#7: Counting with John{TALK}")
    assert found.title == Found("Counting with John", "line 2")
    assert found.show == Found("Numbers Weekly", "line 1")
    assert found.number == Found(7, "line 2")
    assert found.guests == Found(("John",), "line 2")
    assert found.hosts == Found(("Jane",), "speaks, and is not a guest")


def test_with_something_that_does_not_speak_is_no_guest() -> None:
    found = found_in(f"Numbers\n#7: Counting with Abacus Machines{TALK}")
    assert found.title == Found("Counting with Abacus Machines", "line 2")
    assert found.guests is None


def test_a_title_that_is_a_sentence_is_not_the_description() -> None:
    found = found_in(
        f"I Want to Know How to Count to Ten!\n\nSeason 1, episode 2 of the X podcast{TALK}"
    )
    assert value(found.title) == "I Want to Know How to Count to Ten!"
    assert found.description is None


def test_prose_before_the_speech_is_the_description_and_stubs_are_not() -> None:
    found = found_in(
        f"""#7: Counting

        John has counted for a living since he was three years old.

        We talk about fingers, toes and what comes after them.

        Find the show notes at
        {TALK}"""
    )
    assert found.description == Found(
        "John has counted for a living since he was three years old.\n\n"
        "We talk about fingers, toes and what comes after them.",
        "line 3",
    )


def test_named_values_before_the_speech() -> None:
    found = found_in(
        f"""Title: From One to Ten
        Show: Numbers
        Host: Jane Doe
        Guests: John Roe, Ada Lovelace
        Date: June 22, 2021
        {TALK}"""
    )
    assert found.title == Found("From One to Ten", "line 1")
    assert found.show == Found("Numbers", "line 2")
    assert found.hosts == Found(("Jane Doe",), "line 3")
    assert found.guests == Found(("John Roe", "Ada Lovelace"), "line 4")
    assert found.date == Found(date(2021, 6, 22), "line 5")


@pytest.mark.parametrize("line", ["2021-06-22", "22 June 2021", "Jun 22nd, 2021", "22. June 2021"])
def test_a_line_with_a_date(line: str) -> None:
    assert found_in(f"Counting\n{line}{TALK}").date == Found(date(2021, 6, 22), "line 2")


def test_an_impossible_date_is_none() -> None:
    assert found_in(f"Counting\n2021-06-31{TALK}").date is None


# --- the file's name ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "title", "season", "number"),
    [
        ("s04e05-running_from-complexity.txt", "Running from complexity", 4, 5),
        ("007-counting-to-ten.txt", "Counting to ten", None, 7),
        ("episode_12_web3_and_you.txt", "Web3 and you", None, 12),
        ("counting-to-ten_transcript.en.txt", "Counting to ten", None, None),
        ("001_baed40b49aa3a3fd.txt", None, None, None),
        ("13d477bd9c81ac5a.txt", None, None, None),
        ("42.txt", None, None, None),
        ("yt-301-counting-live.txt", "Counting live", None, 301),
        ("Season 2 Episode 3 - Counting.txt", "Counting", 2, 3),
        ("177-counting-goes-1.0.txt", "Counting goes 1.0", None, 177),
        ("007-counting-128k.txt", "Counting", None, 7),
        ("2021-06-22-ep12-counting.txt", "Counting", None, 12),
        ("counting-ep-12.txt", "Counting ep 12", None, 12),
        ("100 Days of Counting.txt", "100 Days of Counting", None, None),
        ("012 Counting.txt", "Counting", None, 12),
        (
            "Mr. Roe, count_ one by one_transcript_corrected.txt",
            "Mr. Roe, count: one by one",
            None,
            None,
        ),
        ("Why count__transcript.txt", "Why count?", None, None),
        ("Count on! (Or not_).txt", "Count on! (Or not?)", None, None),
        ("from _one to up_to_ten.txt", "from /one to up_to_ten", None, None),
        ("The _real_ ten.txt", 'The "real" ten', None, None),
        ("the-final-edited.txt", "The final edited", None, None),
        ("the-final_transcript_edited.en.vtt.txt", "The final", None, None),
    ],
)
def test_a_name_that_a_person_gave_counts_a_code_does_not(
    name: str, title: str | None, season: int | None, number: int | None
) -> None:
    found = found_in(captions("one", "two"), name)
    assert value(found.title) == title
    assert (found.season and found.season.value, found.number and found.number.value) == (
        season,
        number,
    )
    assert found.title is None or found.title.origin == "file name"


def test_a_date_in_the_name() -> None:
    found = found_in(captions("one", "two"), "2021-06-22-counting.txt")
    assert found.date == Found(date(2021, 6, 22), "file name")
    assert found.title == Found("Counting", "file name")


def test_the_header_wins_over_the_name() -> None:
    found = found_in(f"From One to Ten\n\nSeason 4, episode 1{TALK}", "s09e09-other.txt")
    assert (value(found.title), found.number) == ("From One to Ten", Found(1, "line 3"))


# --- what is said ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("so today we'll talk about counting sheep and which means sleeping", "Counting sheep"),
        (
            "this week we will talk about um numbers and letters we have a guest",
            "Numbers and letters",
        ),
        ("Today we’re talking about the number ten. Our guest counts.", "The number ten"),
        ("the topic of today is counting backwards so let us begin", "Counting backwards"),
        ("today with ben we'll talk about sheep", None),
        ("we talked about sheep", None),
    ],
)
def test_a_topic_that_is_announced_is_the_title(said: str, title: str | None) -> None:
    assert value(found_in(captions("hello", said, "and so on")).title) == title


@pytest.mark.parametrize(
    ("said", "guests"),
    [
        ("we have a special guest today ben wilson ben is a counter", ("Ben Wilson",)),
        ("we have a special guest today misra and misra is a counter", ("Misra",)),
        ("our guest today is juan pablo juan pablo was a teacher", ("Juan Pablo",)),
        ("a special guest theofilos papapanagiotou theo and i are", ("Theofilos Papapanagiotou",)),
        ("we have two guests jessi and uri and they", ("Jessi", "Uri")),
        ("a special guest today cj cj worked as a counter", ("CJ",)),
        ("We have a special guest today, Ada Lovelace. Ada counts.", ("Ada Lovelace",)),
        ("it is a pleasure to have dat as a guest", ("Dat",)),
        ("we have a special guest today yes great welcome to the show ada ada yes", ("Ada",)),
        ("we have a special guest today who needs no introduction", None),
        ("welcome everyone to the show", None),
    ],
)
def test_a_guest_who_is_introduced(said: str, guests: tuple[str, ...] | None) -> None:
    found = found_in(captions("hello", said, "and so on")).guests
    assert found == (None if guests is None else Found(guests, "said at 0:01"))


def test_a_guest_introduced_by_first_name_gets_the_name_of_the_label() -> None:
    found = found_in(
        """[00:00:00] Jane Doe: We have a special guest today, Ada. Ada counts.

        [00:00:09] Ada Lovelace: I do."""
    )
    assert found.guests == Found(("Ada Lovelace",), "said at 0:00")
    assert found.hosts == Found(("Jane Doe",), "speaks, and is not a guest")


# --- who speaks -----------------------------------------------------------------------


def test_of_two_voices_the_one_that_is_asked_is_the_guest() -> None:
    talk = "\n".join(f"Jane: Really {i}? (0:{i})\nJohn: Yes, {i}. (0:{i})" for i in range(10, 20))
    found = found_in(talk)
    assert found.guests == Found(("John",), "answers the questions")
    assert found.hosts == Found(("Jane",), "speaks, and is not a guest")


def test_where_both_ask_nobody_is_made_a_guest() -> None:
    talk = "\n".join(f"Jane: Really {i}? (0:{i})\nJohn: Is it {i}? (0:{i})" for i in range(10, 20))
    assert (found_in(talk).guests, found_in(talk).hosts) == (None, None)


def test_a_guest_under_another_name_is_not_made_a_host() -> None:
    talk = "\n\n".join(f"Jane: Really {i}? (0:{i})\n\nElena: Yes. (0:{i})" for i in range(10, 20))
    found = found_in(f"Health\n\nSeason 1, episode 2 of the X podcast with Eleni Roe\n\n{talk}")
    assert found.hosts == Found(("Jane",), "speaks, and is not a guest")
