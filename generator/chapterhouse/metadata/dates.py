"""Dates as people write them, in whatever order, without asking the machine's locale.

A date of three numbers is taken only where one order fits: 06/22/2021 is a day in June, and
05/06/2021 is nobody knows which.
"""

from __future__ import annotations

import re
from datetime import date

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([A-Z][a-z]{2,8})\.?,?\s+(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"\b([A-Z][a-z]{2,8})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONGEST_MONTH = 12


def find_date(text: str) -> date | None:
    """The first date written as 2021-06-22, 22 June 2021, June 22nd, 2021, 22.6.2021 or the
    like; a time of the day after it is left aside."""
    if match := _YEAR_FIRST.search(text):
        return _date(int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_FIRST.search(text):
        return _date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.search(text):
        return _date(int(match[3]), _month(match[1]), int(match[2]))
    if match := _NUMBERS.search(text):
        return _three_numbers(int(match[1]), int(match[3]), int(match[4]), match[2])
    return None


def _three_numbers(first: int, second: int, year: int, mark: str) -> date | None:
    """Dots stand between day and month; with slashes and dashes both orders are in use."""
    if mark == "." or first > _LONGEST_MONTH or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > _LONGEST_MONTH else None


def _month(name: str) -> int:
    short = name[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
