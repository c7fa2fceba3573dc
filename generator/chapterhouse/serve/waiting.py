"""Work that takes a while, waited for in an event loop no longer than the preview goes on.

Each has a thread of its own, which the process doesn't wait for: search of thousands of episodes is
made for ten seconds, and whoever ends the preview wants it to end.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

from .board import Board

A = TypeVar("A")


class OverError(Exception):
    """The preview ends before the work does."""


async def done(work: Callable[[], A], board: Board) -> A:
    """What the work gives or raises. Raises OverError when it is late."""
    promised: Future[A] = Future()
    promised.set_running_or_notify_cancel()
    Thread(target=_keep, args=(promised, work), daemon=True).start()
    result = asyncio.wrap_future(promised)
    over = asyncio.ensure_future(board.until_over())
    try:
        await asyncio.wait((result, over), return_when=asyncio.FIRST_COMPLETED)
    finally:
        over.cancel()
    if not result.done():
        result.cancel()
        raise OverError
    return result.result()


def _keep(promised: Future[A], work: Callable[[], A]) -> None:
    try:
        promised.set_result(work())
    except Exception as error:
        promised.set_exception(error)
    except BaseException as end:  # of a host's own code, that is; it doesn't end the preview
        promised.set_exception(RuntimeError(repr(end)))
