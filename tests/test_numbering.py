"""Missing and double numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pytest

from chapterhouse.model import Numbered, Summary
from chapterhouse.numbering import numbering
from test_assembly import episode


def said(episodes: Iterable[Summary], withheld: Collection[Numbered] = ()) -> list[str]:
    return [f"{r.path}: {r.diagnostic.message}" for r in numbering(episodes, withheld)]


def season(number: int | None, *episodes: int | None) -> list[Summary]:
    return [
        episode(f"s{number}e{each}-{place}", season=number, number=each)
        for place, each in enumerate(episodes)
    ]


def test_missing_numbers_are_told_once_a_season_in_runs() -> None:
    assert said(season(3, 1, 2, 3, 5, 6, 10, 11)) == [
        "seeds/s3e5-3.txt: Engine Room: season 3 has no episode 4, 7-9"
    ]


def test_numbers_that_two_episodes_have_are_told_with_both() -> None:
    assert said(season(3, 4, 5, 4)) == [
        "seeds/s3e4-2.txt: Engine Room: season 3, episode 4 twice: "
        "seeds/s3e4-0.txt, seeds/s3e4-2.txt"
    ]
    assert "3 times" in said(season(1, 7, 7, 7))[0]


def test_a_show_without_seasons_counts_through() -> None:
    assert said(season(None, 1, 2, 4)) == [
        "seeds/sNonee4-2.txt: Engine Room: there is no episode 3"
    ]


def test_missing_seasons_are_told() -> None:
    assert said([*season(1, 1), *season(2, 1), *season(4, 1)]) == [
        "seeds/s4e1-0.txt: Engine Room: there is no season 3"
    ]


@pytest.mark.parametrize(
    "numbers",
    [(1, 2, 3), (0, 1, 2), (100, 101, 102), (1, 9, 17, 30), (2,), (1, 3), (1, 2, 4, *[None] * 9)],
    ids=["whole", "a trailer", "from 100", "a few of many", "one", "two", "mostly none"],
)
def test_what_tells_nothing_is_left_alone(numbers: tuple[int | None, ...]) -> None:
    assert said(season(1, *numbers)) == []


def held(*numbers: int, show: str = "Engine Room", season: int | None = 1) -> list[Numbered]:
    return [Numbered(show, season, number) for number in numbers]


@pytest.mark.parametrize(
    ("withheld", "missing"),
    [
        ([], "4-6, 9"),
        (held(4, 5, 6, 9), ""),
        (held(5), "4, 6, 9"),
        (held(4), "5-6, 9"),
        (held(6, 9), "4-5"),
        (held(4, 12), "5-6, 9"),
        (held(7), "4-6, 9"),
        (held(4, 5, season=2), "4-6, 9"),
        (held(4, 5, show="Elsewhere"), "4-6, 9"),
        ([Numbered("Engine Room", 1, None)], "4-6, 9"),
    ],
)
def test_numbers_of_what_is_withheld_are_not_missing_and_tell_nothing_else(
    withheld: list[Numbered], missing: str
) -> None:
    told = said(season(1, 1, 2, 3, 7, 8, 10, 11), withheld)
    assert told == (
        [f"seeds/s1e7-3.txt: Engine Room: season 1 has no episode {missing}"] if missing else []
    )


def test_seasons_of_what_is_withheld_are_not_missing() -> None:
    episodes = [*season(1, 1), *season(2, 1), *season(5, 1), *season(6, 1)]
    assert said(episodes, held(1, season=3)) == [
        "seeds/s5e1-0.txt: Engine Room: there is no season 4"
    ]


def test_each_show_has_its_own_numbers() -> None:
    other = [episode(f"o{n}", show="Elsewhere", season=1, number=n) for n in (2, 4)]
    assert said([*season(1, 1, 3, 5), *other]) == [
        "seeds/s1e3-1.txt: Engine Room: season 1 has no episode 2, 4"
    ]


def test_the_order_in_which_episodes_come_does_not_matter() -> None:
    episodes = [*season(2, 1, 1, 3, 4), *season(1, 1, 2, 4)]
    assert said(episodes) == said(episodes[::-1])
