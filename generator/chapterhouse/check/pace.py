"""How fast other hosts are asked: one request at a time to each, with a pause between two.

Whoever asks does so in a turn, whatever led there: a link, a redirect, a second try.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Lock


class StoppedError(Exception):
    """Nobody wants to know any more."""


@dataclass(slots=True)
class _Host:
    turn: Lock = field(default_factory=Lock)
    asked: bool = False
    tired: bool = False


class Pace:
    """The turns of all hosts, for many threads."""

    def __init__(self, pause: float, stop: Event) -> None:
        """`pause` in seconds, before every request to a host but the first."""
        self._pause, self._stop = pause, stop
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Waits until this host may be asked, for one request. Raises StoppedError."""
        host = self._host(name)
        with host.turn:
            if self._stop.wait(self._pause if host.asked else 0):
                raise StoppedError
            host.asked = True
            yield

    def tire(self, name: str) -> None:
        """This host has had enough for today."""
        self._host(name).tired = True

    def is_tired(self, name: str) -> bool:
        """Whether it has."""
        return self._host(name).tired

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host())
