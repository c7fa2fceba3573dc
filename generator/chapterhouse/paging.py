"""Long lists in pages whose addresses stay: /archive/1/ holds the oldest entries, for good.

Entries are counted from the oldest. Page 1 holds the first PAGE of them, page 2 the next PAGE, and
the newest page whatever is left: from PAGE to 2 * PAGE - 1 entries, fewer only where there are no
more. So a new entry changes the newest page alone; when that one would hold 2 * PAGE, its older
half becomes the next full page, and no other page changes.

The newest page stands at the list's own address (/archive/) and, once there are several, also at
its number, so that the page before it can lead there without ever being written anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

PAGE = 60
"""Entries of a full page."""


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """The entries of one page."""

    number: int
    """1 is the oldest."""
    entries: tuple[T, ...]
    """The newest first."""
    newest: bool


def slices(entries: Sequence[T], size: int = PAGE) -> tuple[Slice[T], ...]:
    """The pages of these entries, both with the newest first. An empty list has one page."""
    full = max(0, len(entries) // size - 1)
    newest = len(entries) - full * size
    pages = [Slice(full + 1, tuple(entries[:newest]), True)]
    for number in range(full, 0, -1):
        start = len(entries) - number * size
        pages.append(Slice(number, tuple(entries[start : start + size]), False))
    return tuple(pages)
