"""How much room a chapter is thought to take; the real heights are measured in a browser
(test_budgets.py)."""

from __future__ import annotations

from chapterhouse.extent import LARGEST, size
from chapterhouse.model import Segment
from chapterhouse.paragraphs import turns
from chapterhouse.views import SizeView


def units(*said: tuple[str | None, str]) -> int:
    made = size(turns([Segment(text, 1, None, None, speaker) for speaker, text in said]))
    return 100 * made.hundreds + 10 * made.tens + made.ones


def test_letters_make_a_chapter_larger_and_so_do_paragraphs_and_names() -> None:
    assert units(("Ada", "a" * 10_000)) == 101
    assert units(("Ada", "a" * 20_000)) == 201
    assert units(*[("Ada", "a" * 100)] * 100) == 157
    assert units(*[("Ada", "a" * 100), ("Charles", "a" * 100)] * 50) == 231


def test_a_letter_as_wide_as_two_counts_twice() -> None:
    assert units((None, "語" * 5000)) == units((None, "a" * 10_000))


def test_a_size_is_told_digit_by_digit_and_has_an_end() -> None:
    assert size(turns([Segment("a" * 12_400, 1)])) == SizeView(1, 2, 5)
    assert units((None, "a" * 1_000_000)) == LARGEST
    assert size(()) == SizeView(0, 0, 0)
    assert size((), 3) == SizeView(0, 0, 3)
