"""A transcript while a reader goes through its lines.

It exists so that no reader can drop a line: whatever is handed to it becomes a segment, a
heading or a line outside the speech. It lives for one call of a reader's `read`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model import Diagnostic, Heading, Line, NoteKind, Segment, Transcript
from ..text import squash
from .surroundings import is_notice


@dataclass(frozen=True, slots=True)
class Draft:
    """What was found so far, in the order of the source."""

    path: str
    format: str
    segments: list[Segment] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def speech(
        self,
        text: str,
        number: int,
        start: float | None,
        speaker: str | None,
        raw: str,
        end: float | None = None,
    ) -> None:
        """A paragraph or caption; `raw` is kept as a notice when it says nothing."""
        if said := squash(text):
            self.segments.append(Segment(said, number, start, end, speaker=speaker))
        else:
            self.lines.append(Line(squash(raw), number, "notice"))
            self.diagnostics.append(Diagnostic(number, "warning", "no words here, only a label"))

    def mark(self, raw: str, number: int) -> None:
        """A line that only marks what stands under it, such as a time alone."""
        self.lines.append(Line(squash(raw), number, "notice"))

    def heading(self, title: str, number: int, start: float | None = None) -> None:
        """A title before whatever is spoken next."""
        self.headings.append(Heading(squash(title), number, len(self.segments), start))

    def outside(self, raw: str, number: int, kind: NoteKind) -> None:
        """A line before or after the speech, as `kind` or as a notice of the page."""
        self.lines.append(Line(squash(raw), number, "notice" if is_notice(raw) else kind))

    def transcript(self) -> Transcript:
        """Everything that was found."""
        return Transcript(
            self.path,
            self.format,
            tuple(self.segments),
            tuple(self.headings),
            tuple(self.lines),
            tuple(self.diagnostics),
        )
