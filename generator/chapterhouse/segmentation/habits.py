"""How interviewers and their guests speak, as numbers that were learnt from interviews.

habits.txt holds them; tools/learn_chapters.py writes it. It knows short phrases of everyday
speech and of interviews, each with what it says about the words around it, and nobody's name.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WINDOWS = (
    (-20, -8), (-8, -3), (-3, -1), (-1, 0), (0, 1), (1, 3), (3, 7), (7, 15), (15, 25),
)  # fmt: skip
"""Where phrases are looked for about the word with which the asker may begin: first, last + 1."""
ENDS = ((-6, -1), (-1, 0), (0, 1), (1, 4))
"""The same about the word with which the other may begin to answer."""
COLUMNS = len(WINDOWS) + len(ENDS) + 2
"""Weights of a phrase: begins by window, ends by window, says, opens."""
SCALE = 100
"""The file holds whole hundredths, but for the corners of curves, which stand as they are."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A function by its corners, straight between them and level beyond."""

    corners: tuple[float, ...]
    values: tuple[float, ...]

    def __call__(self, x: float) -> float:
        """The value at x."""
        after = bisect_right(self.corners, x)
        if after == 0:
            return self.values[0]
        if after == len(self.corners):
            return self.values[-1]
        a, b = self.corners[after - 1 : after + 1]
        share = (x - a) / (b - a)
        return self.values[after - 1] * (1 - share) + self.values[after] * share


@dataclass(frozen=True, slots=True)
class Habits:
    """The learnt numbers; all weights are in log odds."""

    phrases: Mapping[str, tuple[float, ...]]
    """A word or two -> COLUMNS weights."""
    constants: Mapping[str, tuple[float, ...]]
    """begins, ends (bias, slope of the pace), says, opens (bias)."""
    curves: Mapping[str, Curve]
    """Sign of a new chapter -> what it is worth; "length" -> what a chapter's length is worth."""


@cache
def read_habits() -> Habits:
    """The habits that come with the package."""
    return parse_habits((files(__package__) / "habits.txt").read_text(encoding="utf-8"))


def parse_habits(text: str) -> Habits:
    """The habits in a text of lines `kind: name: numbers`; # starts a comment line."""
    found: dict[str, dict[str, tuple[float, ...]]] = {"phrase": {}, "constant": {}, "curve": {}}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, name, numbers = line.split(": ")
            found[kind][name] = tuple(map(float, numbers.split()))
    return Habits(
        {name: tuple(n / SCALE for n in row) for name, row in found["phrase"].items()},
        {name: tuple(n / SCALE for n in row) for name, row in found["constant"].items()},
        {name: _curve(row) for name, row in found["curve"].items()},
    )


def _curve(row: Sequence[float]) -> Curve:
    """Corners first, then as many values, in hundredths."""
    half = len(row) // 2
    return Curve(tuple(row[:half]), tuple(value / SCALE for value in row[half:]))
