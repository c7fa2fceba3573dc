"""How this program uses the machine: its processes, and how often they look for garbage."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, islice
from threading import current_thread, main_thread
from typing import Protocol, TypeVar

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


@contextmanager
def helped(count: int) -> Iterator[Run]:
    """Works in this process, and calls so many others to help where there is more to do than one
    batch. They begin from nothing, not as copies: this process may have threads. Where the context
    ends first, what was handed out and not begun fails with CancelledError."""
    pools: set[_Pool] = set()

    def run(function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        rest = iter(items)
        some = list(islice(rest, 2))
        if len(some) < 2 or count == 1:
            return map(function, chain(some, rest))
        return _in_others(count, pools, function, chain(some, rest))

    try:
        yield run
    finally:
        for pool in tuple(pools):
            pool.shutdown(wait=False, cancel_futures=True)


def _in_others(
    count: int, pools: set[_Pool], function: Callable[[A], B], items: Iterable[A]
) -> Iterator[B]:
    with _pool(count, "spawn") as pool:
        pools.add(pool)
        try:
            yield from _mapped(pool, count, function, items)
        finally:
            pools.discard(pool)


@contextmanager
def workers(count: int) -> Iterator[Run]:
    """What runs a function on many values in so many processes, or in this one."""
    if count == 1:
        yield inline
    else:
        with _pool(count, None) as pool:
            yield partial(_mapped, pool, count)


class _Pool(Protocol):
    """Of a ProcessPoolExecutor, which is imported where it is needed: most builds do without."""

    def submit(self, function: Callable[[], None], /) -> object: ...

    def map(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterator[B]: ...

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None: ...


@contextmanager
def _pool(count: int, method: str | None) -> Iterator[_Pool]:
    """Ends when what is being done is done, and without the rest where nobody wants that."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(count, get_context(method), initializer=_begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _mapped(
    pool: _Pool, count: int, function: Callable[[A], B], items: Iterable[A], /
) -> Iterator[B]:
    with _uninterrupted():
        for _ in range(count):
            pool.submit(_nothing)
    return pool.map(function, items)


def _begin() -> None:
    """Ctrl+C on a terminal is sent to every process; to end the others is up to the first one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()


def _nothing() -> None:
    """Has a process begin."""


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl+C comes afterwards: a process that begins inside hears none, and is not left halfway.

    What is blocked here is so in that process from its first moment. This one hears all the same,
    through its other threads.
    """
    with ExitStack() as after:
        if current_thread() is main_thread():
            after.enter_context(_deferred())
        if sys.platform != "win32":
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            after.callback(signal.pthread_sigmask, signal.SIG_SETMASK, before)
        yield


@contextmanager
def _deferred() -> Iterator[None]:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        for number in heard[:1]:
            signal.raise_signal(number)
