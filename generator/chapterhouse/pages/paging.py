"""Long lists in pages whose addresses last.

Page 1 has the oldest entries. A full page never changes and keeps its number, for ever, while
entries are added at the new end; the newest ones stand at the list's own address, until they are
enough for a page and a front page that isn't nearly empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..labels import Labels
from ..views import PageLink, PagingView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """One page of a list."""

    url: str
    number: int
    """From 1 on; the front page has the number that comes next."""
    items: tuple[T, ...]
    """The newest first."""


def cut(items: Sequence[T], size: int, url: str) -> tuple[Cut[T], ...]:
    """The pages of a list, whose newest item is the first, the front page (at `url`, which ends
    in a slash) first. There is always one; it has at most `size` items and a half more."""
    full = max(0, len(items) - size // 2) // size
    front = len(items) - full * size
    numbered = (
        Cut(f"{url}{full - place}/", full - place, tuple(items[at : at + size]))
        for place, at in enumerate(range(front, len(items), size))
    )
    return Cut(url, full + 1, tuple(items[:front])), *numbered


def paging(cuts: Sequence[Cut[T]], here: Cut[T], labels: Labels) -> PagingView | None:
    """The way from one of these pages to the others; None where there is only one."""
    if len(cuts) == 1:
        return None
    place = cuts.index(here)
    return PagingView(
        newer=cuts[place - 1].url if place else "",
        older=cuts[place + 1].url if place + 1 < len(cuts) else "",
        pages=tuple(_links(cuts, here, labels)),
    )


def _links(cuts: Sequence[Cut[T]], here: Cut[T], labels: Labels) -> Iterator[PageLink]:
    for each in cuts:
        yield PageLink(labels.count(each.number), each.url, each is here)
