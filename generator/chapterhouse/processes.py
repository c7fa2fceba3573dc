"""How this program uses the machine: its processes, and how often they look for garbage."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import TypeVar

from .intake import Run, inline

A = TypeVar("A")
B = TypeVar("B")

_ALLOCATIONS = 100_000
"""How many more objects there are when the next cycles are looked for."""


def collect_seldom() -> None:
    """Hardly anything here is part of a cycle: looking for some all the time costs a tenth."""
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    gc.enable()


def helped(count: int) -> Run:
    """Works in this process, and calls so many others to help where there is more to do than one
    batch. They begin from nothing, not as copies: this process may have threads."""

    def run(function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        rest = iter(items)
        some = list(islice(rest, 2))
        if len(some) < 2 or count == 1:
            return map(function, chain(some, rest))
        return _in_others(count, function, chain(some, rest))

    return run


def _in_others(count: int, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    # Imported here, as most builds do without.
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=collect_seldom) as pool:
        yield from pool.map(function, items)


@contextmanager
def workers(count: int) -> Iterator[Run]:
    """What runs a function on many values in so many processes, or in this one."""
    if count == 1:
        yield inline
    else:
        # Imported here, as most builds do without.
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(count, initializer=collect_seldom) as pool:
            yield pool.map
