"""What front matter declares about an episode wins over what the text says."""

from __future__ import annotations

from datetime import date

import pytest

from chapterhouse.metadata import doubtful_draft, find_metadata
from chapterhouse.metadata.dates import find_date
from chapterhouse.model import Found, Metadata, Source
from chapterhouse.readers import read

TALK = "**Jane Doe:** Welcome, John. How are you?\n\n**John Roe:** Fine.\n"


def declared(head: str, name: str = "x.md", talk: str = TALK) -> Metadata:
    return find_metadata(read(Source(name, f"---\n{head}\n---\n{talk}".encode(), "0")))


def test_every_value_is_found_with_its_line() -> None:
    found = declared(
        "title: Counting\nshow: Numbers\nseason: 2\nepisode: 7\ndate: 2021-06-22\n"
        "hosts: [Jane Doe]\nguests:\n  - John Roe\ndescription: How we count."
    )
    assert found == Metadata(
        title=Found("Counting", '"title" in line 2'),
        show=Found("Numbers", '"show" in line 3'),
        season=Found(2, '"season" in line 4'),
        number=Found(7, '"episode" in line 5'),
        date=Found(date(2021, 6, 22), '"date" in line 6'),
        release=Found(date(2021, 6, 22), '"date" in line 6'),
        guests=Found(("John Roe",), '"guests" in line 8'),
        hosts=Found(("Jane Doe",), '"hosts" in line 7'),
        description=Found("How we count.", '"description" in line 10'),
    )


def test_it_wins_over_the_header_and_the_name() -> None:
    talk = f"# Another title\n\nEpisode 9 of Another Show\n\nDate: 2019-01-01\n\n{TALK}"
    found = declared("title: Counting\nnumber: 7\nshow: Numbers", "8-weaving.md", talk)
    assert found.title is not None and found.title.value == "Counting"
    assert found.number is not None and found.number.value == 7
    assert found.show is not None and found.show.value == "Numbers"


@pytest.mark.parametrize(
    ("head", "title", "season", "number"),
    [
        ('title: "108: Systems Check"', "Systems Check", None, 108),
        ("title: '#108 – Systems Check'", "Systems Check", None, 108),
        ("title: Episode 108 | Systems Check", "Systems Check", None, 108),
        ('title: "S2E5: Systems Check"', "Systems Check", 2, 5),
        ('title: "2020: a Year to Count"', "2020: a Year to Count", None, None),
        ('title: "2020: a Year to Count"\nepisode: 2020', "a Year to Count", None, 2020),
        ('title: "12: Angry Men"\nepisode: 7', "12: Angry Men", None, 7),
        ("title: 10 Ways to Count", "10 Ways to Count", None, None),
        ("title: Counting\nepisode: S03E11", "Counting", 3, 11),
        ("title: Counting\nepisode: '#11'", "Counting", None, 11),
        ("title: Counting\nepisode: soon", "Counting", None, None),
    ],
)
def test_number_and_title_are_told_apart(
    head: str, title: str, season: int | None, number: int | None
) -> None:
    found = declared(head)
    assert found.title is not None and found.title.value == title
    assert (found.season.value if found.season else None) == season
    assert (found.number.value if found.number else None) == number


@pytest.mark.parametrize(
    ("head", "guests", "hosts"),
    [
        ("speakers: [John Roe]", ("John Roe",), ("Jane Doe",)),
        ("speakers: [Jane Doe, John Roe]\nhost: Jane Doe", ("John Roe",), ("Jane Doe",)),
        ("guest: John Roe and Ada Lovelace", ("John Roe", "Ada Lovelace"), ("Jane Doe",)),
        ("guests: [{name: John Roe, url: 'https://x.org'}]", ("John Roe",), ("Jane Doe",)),
        ("guests: ['[John Roe](https://x.org)', John Roe]", ("John Roe",), ("Jane Doe",)),
        ("guest: {name: John Roe (Numbers Inc.)}", ("John Roe",), ("Jane Doe",)),
    ],
)
def test_guests_and_hosts(head: str, guests: tuple[str, ...], hosts: tuple[str, ...]) -> None:
    found = declared(head)
    assert (found.guests.value if found.guests else ()) == guests
    assert (found.hosts.value if found.hosts else ()) == hosts


def test_markup_in_a_title_is_taken_off() -> None:
    found = declared("title: '*Counting* with [fingers](https://x.org) &amp; `toes`'")
    assert found.title is not None and found.title.value == "Counting with fingers & toes"


@pytest.mark.parametrize(
    "written",
    [
        *("2021-06-22", "2021-06-22T10:00:00Z", "2021-06-22 10:00", "2021/06/22", "20210622"),
        *("22 June 2021", "22nd of June 2021", "June 22nd, 2021", "Jun. 22, 2021", "22. Jun 2021"),
        *("Tue, 22 Jun 2021 09:00:00 +0000", "Tuesday, June 22, 2021", "22.06.2021", "22.6.2021"),
        *("06/22/2021", "22/06/2021", "22-6-2021", "\n\n  June 22nd, 2021"),
    ],
)
def test_dates_as_people_write_them(written: str) -> None:
    assert find_date(written) == date(2021, 6, 22)


@pytest.mark.parametrize(
    "written", ["05/06/2021", "2021", "June 2021", "2021-13-01", "32 May 2021"]
)
def test_what_could_be_two_days_or_none_is_no_date(written: str) -> None:
    assert find_date(written) is None


@pytest.mark.parametrize(
    ("head", "draft"),
    [
        *((f"draft: {value}", True) for value in ("true", "yes", "on", "On", "y", "1", "'1'")),
        *((f"draft: {value}", False) for value in ("false", "no", "off", "n", "0")),
        *((f"published: {value}", True) for value in ("false", "no", "off", "n", "0")),
        *((f"published: {value}", False) for value in ("true", "on", "1")),
        *((f"draft: {value}", True) for value in ("ture", "maybe", "2", "[true, false]")),
        *((f"published: {value}", True) for value in ("soon", "2024-13-45", "05/06/2021")),
        *((f"{name}:", None) for name in ("draft", "published")),
        *((f"published: {day}", None) for day in ("2024-05-01", "May 5, 2024")),
        *((f"status: {value}", True) for value in ("draft", "Draft", "private", "unpublished")),
        *((f"status: {value}", None) for value in ("published", "final", "")),
        ("draft: false\nstatus: draft", True),
        ("draft: false\npublished: false", True),
        ("title: Draft", None),
    ],
)
def test_a_draft_is_told_in_many_ways_and_doubt_makes_one(head: str, draft: bool | None) -> None:
    found = declared(head).draft
    assert (found and found.value) == draft


def test_a_doubt_is_told_with_its_line_and_only_then() -> None:
    def doubt(head: str) -> str | None:
        source = Source("x.md", f"---\ntitle: T\n{head}\n---\n{TALK}".encode(), "0")
        found = doubtful_draft(read(source))
        return f"{found.line}: {found.message}" if found else None

    assert doubt("draft: ture") == ('3: "draft: ture" is neither true nor false: taken for a draft')
    assert doubt("published: one fine day") == (
        '3: "published: one fine day" is neither true nor false, nor a day: taken for a draft'
    )
    for clear in ("draft: on", "published: 2024-05-01", "draft:", "status: odd"):
        assert doubt(clear) is None
