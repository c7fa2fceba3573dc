"""Numbers, dates and lengths as each language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from chapterhouse.labels import Labels
from chapterhouse.languages import Catalogue


@pytest.mark.parametrize(
    ("language", "day", "count", "percent"),
    [
        ("en", "2 June 2021", "12,345", "43%"),
        ("en-US", "June 2, 2021", "12,345", "43%"),
        ("de", "2. Juni 2021", "12.345", "43\xa0%"),
        ("tr", "2 Haziran 2021", "12.345", "%43"),
        ("pt-BR", "2 de junho de 2021", "12.345", "43%"),
        ("zz-Zzzz", "2 June 2021", "12,345", "43%"),
    ],
)
def test_dates_and_numbers(language: str, day: str, count: str, percent: str) -> None:
    labels = Labels(Catalogue(language))
    shown = labels.day(date(2021, 6, 2))
    assert shown is not None
    assert (shown.iso, shown.label) == ("2021-06-02", day)
    assert labels.count(12345) == count
    assert labels.percent(0.43) == percent


def test_what_is_not_known_is_not_said() -> None:
    labels = Labels()
    assert labels.day(None) is None
    assert labels.duration(0) is None
    assert labels.reading(0) == ""
    assert labels.number(None, None) == ""


def test_numbers_and_lengths_in_words() -> None:
    labels = Labels()
    assert labels.number(10, 4) == "Season 10, episode 4"
    assert labels.number(None, 26) == "Episode 26"
    assert labels.number(3, None) == "Season 3"
    assert [labels.duration(s).label for s in (12, 2520, 3600, 3720)] == [  # type: ignore[union-attr]
        "12 s",
        "42 min",
        "1 h",
        "1 h 2 min",
    ]
    assert labels.reading(50 * 240) == "50 min"
    assert labels.percent(0.002) == "under 1%"
