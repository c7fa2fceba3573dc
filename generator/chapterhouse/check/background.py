"""Work in threads that nobody has to wait for.

The standard library's pool waits for its threads, at the latest when the program ends: Ctrl+C
would take as long as the slowest host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_OFTEN = 0.2
"""Seconds between two looks: on Windows a wait without end can't be interrupted."""


def in_background(step: Callable[[A], B], items: Iterable[A], threads: int) -> Iterator[B]:
    """The step's results in the order of the items; its exceptions come out here."""
    work: SimpleQueue[tuple[Future[B], A]] = SimpleQueue()
    results: list[Future[B]] = []
    for item in items:
        results.append(Future())
        work.put((results[-1], item))
    for _ in range(min(threads, len(results))):
        Thread(target=_work, args=(step, work), daemon=True).start()
    for result in results:
        while not result.done():
            wait((result,), _OFTEN)
        yield result.result()


def _work(step: Callable[[A], B], work: SimpleQueue[tuple[Future[B], A]]) -> None:
    while True:
        try:
            result, item = work.get_nowait()
        except Empty:
            return
        try:
            result.set_result(step(item))
        except BaseException as error:  # raised where the result is awaited
            result.set_exception(error)
