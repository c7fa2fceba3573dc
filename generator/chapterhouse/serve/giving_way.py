"""Long work of one thread that gives way at once to what somebody is waiting for.

Two threads of Python share one processor, so that work which merely goes on in the background
makes everything else take twice as long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from threading import Lock, get_ident
from typing import TypeVar

A = TypeVar("A")


class GaveWayError(BaseException):
    """The work was not finished; no handler of errors may take it for one of its own."""


class GivingWay:
    """Does work, one at a time, whenever nothing else has to be done.

    The work is broken off between two of its steps, wherever it is, by CPython's own means
    (https://docs.python.org/3/c-api/init.html#c.PyThreadState_SetAsyncExc), so that it need not
    ask. It must leave what others see as it was until it has finished.
    """

    def __init__(self) -> None:
        """With nothing else to be done."""
        self._lock = Lock()
        self._stopped = False
        self._thread: int | None = None
        """That does the work, until it is told to give way."""

    def stop(self) -> None:
        """Breaks off what is being done, and lets nothing begin until `go_on`. From any thread."""
        with self._lock:
            self._stopped = True
            if self._thread is not None:
                _raise_in(self._thread, GaveWayError)
                self._thread = None

    def go_on(self) -> None:
        """Lets work begin again; what was broken off has to be asked for anew."""
        with self._lock:
            self._stopped = False

    def do(self, work: Callable[[], A]) -> A:
        """What the work gives or raises. Raises GaveWayError where it was broken off."""
        with self._lock:
            if self._stopped:
                raise GaveWayError
            self._thread = get_ident()
        try:
            try:
                return work()
            finally:
                self._end()
        except GaveWayError:
            self._end()  # it came where the work had ended; there is never a second one
            raise

    def _end(self) -> None:
        """From here on no exception comes to this thread."""
        with self._lock:
            self._thread = None
            _raise_in(get_ident(), None)


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Before its next step; None takes back one that it hasn't noticed yet."""
    given = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), given)
