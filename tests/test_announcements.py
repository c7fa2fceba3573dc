"""Number, show, date and people as a show announces them."""

from __future__ import annotations

from datetime import date

import pytest

from chapterhouse.metadata import find_metadata
from chapterhouse.metadata.numerals import with_digits
from chapterhouse.model import Metadata, Source
from chapterhouse.readers import read


def heard(*lines: str, name: str = "0a1b2c3d.txt") -> Metadata:
    text = "\n".join(f"0:{number:02} {line}" for number, line in enumerate(lines))
    return find_metadata(read(Source(f"seeds/{name}", text.encode(), "0")))


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("june twelfth, twenty nineteen", "june 12, 2019"),
        ("episode one hundred and twenty three", "episode 123"),
        ("episode three fifty eight", "episode 358"),
        ("one oh five", "105"),
        ("one two three", "123"),
        ("two thousand and nineteen", "2019"),
        ("nineteen ninety-nine", "1999"),
        ("May twenty first twenty twenty one", "May 21 2021"),
        ("no number here", "no number here"),
    ],
)
def test_numbers_in_words(said: str, digits: str) -> None:
    assert with_digits(said) == digits


@pytest.mark.parametrize(
    ("said", "number", "day"),
    [
        ("This is Numbers, episode 358, recorded February 28, 2022.", 358, date(2022, 2, 28)),
        ("This is episode number twelve of Numbers.", 12, None),
        ("It\u2019s show number 18, recorded Thursday, July 1st, 2015.", 18, date(2015, 7, 1)),
        ("Find out on episode 11 of Numbers with our guest, Ada Roe.", 11, None),
        (
            "This is Numbers, sort of. Episode 44, recorded on site in Rome, May 5, 2023.",
            44,
            date(2023, 5, 5),
        ),
        ("This is Numbers, recorded the twelfth of June twenty nineteen.", None, date(2019, 6, 12)),
        ("welcome to numbers episode number forty two my name is jane", 42, None),
        ("welcome it's june 12th twenty nineteen", None, date(2019, 6, 12)),
        ("Welcome to the 100th episode of Numbers.", 100, None),
        ("As we said in episode 26, it counts.", None, None),
        ("It was recorded Monday, July 4th.", None, None),
        ("This is episode 3.5 percent.", None, None),
    ],
)
def test_an_episode_that_is_announced(said: str, number: int | None, day: date | None) -> None:
    found = heard("Hello.", said)
    assert (found.number and found.number.value) == number
    assert (found.date and found.date.value) == day
    assert found.number is None or found.number.origin == "said at 0:01"


def test_the_file_name_wins_over_a_number_that_is_said() -> None:
    found = heard("This is Numbers, episode 13.", name="012-counting.txt")
    assert found.number is not None and found.number.value == 12


@pytest.mark.parametrize(
    ("lines", "show"),
    [
        (["This is Numbers With Jane, episode 3.", "Welcome."], "Numbers With Jane"),
        (["Welcome to Count Me In, a weekly podcast on numbers."], "Count Me In"),
        (
            ["Welcome to Count Me In.", "You're listening to Jane Doe on Count Me In."],
            "Count Me In",
        ),
        (["Jane, welcome back to Count Me In. Great to have you."], "Count Me In"),
        (
            ["This is Count, episode 3.", "Welcome to Count Me In, a podcast on numbers."],
            "Count Me In",
        ),
        (["Welcome to Rome. It rains."], None),
        (["welcome to our podcast about numbers"], None),
    ],
)
def test_the_show_is_what_its_announcements_agree_on(lines: list[str], show: str | None) -> None:
    found = heard(*lines).show
    assert (found and found.value) == show


@pytest.mark.parametrize(
    ("lines", "guests", "hosts"),
    [
        (
            ["I'm your host, Jane Doe. Joining me today is John Roe. John counts."],
            ("John Roe",),
            ("Jane Doe",),
        ),
        (
            [
                "with your host jane doe today we are joined by john staff engineer at abacus",
                "john welcome",
                "thanks jane",
            ],
            ("John",),
            ("Jane Doe",),
        ),
        (["Ada, Grace, welcome to the show.", "Hello!"], ("Ada", "Grace"), None),
        (["So, Ada, thanks for coming. Ada Lovelace, that is a name."], ("Ada Lovelace",), None),
        (["So, welcome to the show."], None, None),
    ],
)
def test_people_who_are_presented(
    lines: list[str], guests: tuple[str, ...] | None, hosts: tuple[str, ...] | None
) -> None:
    found = heard(*lines)
    assert (found.guests and found.guests.value) == guests
    assert (found.hosts and found.hosts.value) == hosts


def test_the_guest_in_a_file_name_is_spelt_better_than_it_is_heard() -> None:
    found = heard("We talk to Ada Lovelass.", name="Counting (with Ada Lovelace).txt")
    assert found.guests is not None and found.guests.value == ("Ada Lovelace",)
    assert found.guests.origin == "file name"


def test_voices_without_a_name_are_neither_guests_nor_hosts() -> None:
    talk = "".join(
        f"[Speaker 1] [00:{i}] Is it {i}?\n[Speaker 2] [00:{i}] Yes.\n" for i in range(10, 30)
    )
    found = find_metadata(read(Source("x.txt", talk.encode(), "0")))
    assert (found.guests, found.hosts) == (None, None)
