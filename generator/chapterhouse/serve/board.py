"""Where those who keep up the site leave how it is, and every open page waits for the next."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from threading import Lock

from ..preview import Problem


@dataclass(frozen=True, slots=True)
class State:
    """How the site is."""

    number: int = 0
    """Of the changes that were taken in so far."""
    problems: tuple[Problem, ...] = ()
    """Why the latest one was not."""
    over: bool = False
    """Whether the preview is about to end."""


class Board:
    """Posted to from any thread, waited at in event loops."""

    def __init__(self) -> None:
        """With nothing wrong yet."""
        self.state = State()
        self._lock = Lock()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()

    def post(
        self,
        problems: tuple[Problem, ...] = (),
        *,
        over: bool = False,
        after: State | None = None,
    ) -> bool:
        """A new state; wakes all who wait. Only `after` that state, where it is given; tells
        whether it was. Not for signal handlers, which may interrupt who holds the lock."""
        with self._lock:
            if after is not None and self.state is not after:
                return False
            self.state = State(self.state.number + 1, problems, over or self.state.over)
            for loop, event in self._waiting:
                loop.call_soon_threadsafe(event.set)
            return True

    async def until_over(self) -> None:
        """Waits until the preview is about to end."""
        state = self.state
        while not state.over:
            state = await self.next(state)

    async def next(self, known: State | None, seconds: float | None = None) -> State:
        """The state as soon as it is not the known one, or after so many seconds."""
        waiter = asyncio.get_running_loop(), asyncio.Event()
        with self._lock:
            if self.state != known:
                return self.state
            self._waiting.add(waiter)
        try:
            await asyncio.wait_for(waiter[1].wait(), seconds)
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting.discard(waiter)
        return self.state
