from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse import text


@pytest.mark.parametrize(
    ("clock", "seconds"),
    [("0:00", 0), ("3:08", 188), ("1:01:07", 3667), ("00:01:07.250", 67.25), ("0:02,5", 2.5)],
)
def test_a_clock_is_read_as_seconds(clock: str, seconds: float) -> None:
    assert text.parse_clock(clock) == seconds


@pytest.mark.parametrize("clock", ["", "12", "1:2:3:4", "a:bc"])
def test_what_is_no_clock_is_refused(clock: str) -> None:
    with pytest.raises(ValueError):
        text.parse_clock(clock)


@given(st.integers(min_value=0, max_value=360_000))
def test_a_clock_survives_the_round_trip(seconds: int) -> None:
    assert text.parse_clock(text.format_clock(seconds)) == seconds


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Alexander’s background", "alexanders-background"),
        ("Machine Learning & Data Science", "machine-learning-and-data-science"),
        ("C++", "c-plus-plus"),
        ("Köln, Straße", "koln-strasse"),
        ("Привет", "privet"),
        ("🎉", "untitled"),
        ("../../etc/passwd", "etc-passwd"),
        ("Con", "con-1"),
    ],
)
def test_slugs_read_well_and_cannot_climb(title: str, slug: str) -> None:
    assert text.slug(title) == slug


@given(st.text())
def test_any_text_gives_a_safe_slug(title: str) -> None:
    made = text.slug(title)
    assert made and len(made) <= 80
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "file", "0 files"),
        (1, "file", "1 file"),
        (2000, "file", "2,000 files"),
        (1, "chapter and moment", "1 chapter and moment"),
        (24310, "chapter and moment", "24,310 chapters and moments"),
    ],
)
def test_things_are_counted_in_words(number: int, noun: str, said: str) -> None:
    assert text.counted(number, noun) == said


def test_names_are_compared_without_case_and_accents() -> None:
    assert text.fold(" Mısra  Türp") == text.fold("misra turp")


@given(st.text(st.characters(codec="ascii")))
def test_a_name_without_accents_is_compared_as_any_other(name: str) -> None:
    accented = text.fold(f"é {name}")
    assert accented.removeprefix("e").strip() == text.fold(name)


def test_an_excerpt_ends_after_a_word() -> None:
    assert text.excerpt("One two, three four", 11) == "One two…"
    assert text.excerpt("Short", 11) == "Short"
    assert text.excerpt("Unbreakable", 5) == "Unbr…"


@pytest.mark.parametrize(
    ("seconds", "iso"), [(0, "PT0S"), (62.9, "PT1M2S"), (3723, "PT1H2M3S"), (3600, "PT1H0S")]
)
def test_a_duration_is_written_in_iso_8601(seconds: float, iso: str) -> None:
    assert text.iso_duration(seconds) == iso
