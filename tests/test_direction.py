"""Which way languages and texts are written."""

from __future__ import annotations

import pytest

from chapterhouse.direction import of_language, of_text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("pt-BR", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("FA", "rtl"),
        ("ur-PK", "rtl"),
        ("az-Arab", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("ar-Latn", "ltr"),
        ("zh-Hant", "ltr"),
        ("arn", "ltr"),
    ],
)
def test_a_language_has_a_direction_and_a_named_script_decides(
    language: str, expected: str
) -> None:
    assert of_language(language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello שלום", "ltr"),
        ("שלום hello", "rtl"),
        ("12:34 – مرحبا", "rtl"),
        ("… 42!", None),
        ("", None),
    ],
)
def test_the_first_character_with_a_direction_decides(text: str, expected: str | None) -> None:
    assert of_text(text) == expected
