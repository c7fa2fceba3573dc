"""Where old places are now: told by the landmarks that both editions have.

Those that come in the same order in both (a longest rising subsequence: what is moved elsewhere
can't be followed) pin the old axis to the new one. Between them everything moves as its nearest
pin does, and no further than the pins around it: what was cut is where the cut is. Without any
change every place is exactly what it was.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from ..timeline import longest_rise
from .types import Said

_STEADY = 2.0
"""Seconds by which neighbouring pins may differ and move alike: places are rounded."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where an old place is now."""

    place: float
    """In the new edition's measure."""
    missing: float
    """Seconds of what stood there, up to the nearest of it that is left."""
    within: bool
    """Whether it would stand there, if nothing but what the pins tell had changed; otherwise it
    stood before the beginning of the new edition, or after its end."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The way from the places of an old edition to those of a new one."""

    factor: float
    """From the old measure to the new one."""
    unit: float
    """Seconds that a step of the new measure stands for."""
    length: int
    """Of the new edition."""
    old: tuple[float, ...]
    """The pins, in the new measure."""
    new: tuple[float, ...]
    shifts: tuple[float, ...]

    def find(self, place: int) -> Found:
        """Where an old place is now."""
        at = place * self.factor
        after = bisect.bisect_left(self.old, at)
        raw = at + self._shift(at, after)
        low = self.new[after - 1] if after else 0.0
        high = self.new[after] if after < len(self.new) else float(self.length)
        inside = min(max(raw, low), max(low, high))
        slack = _STEADY / self.unit
        within = -slack <= raw <= self.length + slack
        return Found(inside, abs(raw - inside) * self.unit, within)

    def _shift(self, at: float, after: int) -> float:
        near = [i for i in (after, after - 1) if 0 <= i < len(self.old)]
        return self.shifts[min(near, key=lambda i: abs(self.old[i] - at))] if near else 0.0


def align(old: Said, new: Said) -> Alignment:
    """The way from one edition of an episode to another."""
    factor = 1.0 if old.timed == new.timed else old.unit / new.unit
    now = {mark: place for place, mark in new.landmarks}
    both = [(place * factor, now[mark]) for place, mark in old.landmarks if mark in now]
    kept = [both[i] for i in longest_rise([float(place) for _, place in both])]
    before, after = [pin[0] for pin in kept], [float(pin[1]) for pin in kept]
    shifts = _steady([b - a for a, b in kept], _STEADY / new.unit)
    return Alignment(factor, new.unit, new.length, tuple(before), tuple(after), shifts)


def _steady(shifts: Sequence[float], tolerance: float) -> tuple[float, ...]:
    """The shifts, where they tremble by no more than rounding each like the one before."""
    made: list[float] = []
    for shift in shifts:
        made.append(made[-1] if made and abs(shift - made[-1]) <= tolerance else shift)
    return tuple(made)
