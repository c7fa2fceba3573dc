"""What a reader had doubts about: each kind of doubt is told once, with how often and where.

A machine's export repeats a flaw thousands of times; nobody reads thousands of messages.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ...model import Diagnostic, Level

_LINES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """The doubts of one call of a reader, in the order in which they came up."""

    found: dict[tuple[Level, str], list[int]] = field(default_factory=dict)

    def add(self, level: Level, message: str, line: int) -> None:
        """One more doubt of this kind."""
        self.found.setdefault((level, message), []).append(line)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One for each kind, at the first line where it was met."""
        return tuple(
            Diagnostic(lines[0], level, f"{message}{_often(lines)}")
            for (level, message), lines in self.found.items()
        )


def _often(lines: list[int]) -> str:
    """ " (4 times, also lines 3, 5, 9)"."""
    if len(lines) == 1:
        return ""
    rest = [str(line) for line in dict.fromkeys(lines) if line != lines[0]]
    if not rest:
        return f" ({len(lines)} times)"
    named = ", ".join(rest[:_LINES_NAMED]) + (", ..." if len(rest) > _LINES_NAMED else "")
    return f" ({len(lines)} times, also line{'s' if len(rest) > 1 else ''} {named})"
