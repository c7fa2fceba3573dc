"""Chapters that were generated, as text for a person to edit.

`chapterhouse chapters FILE --write` puts them into the episode's override file, where a line
that somebody edits is theirs and all others stay marked as generated. Pure: what the file is
to hold is decided here, writing it is for the command.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .errors import ContentError
from .model import Chapter
from .text import format_clock

_FENCE = "---"


def as_lines(chapters: Iterable[Chapter], path: str) -> list[str]:
    """ "3:08 Career journey" for each chapter. Raises ContentError where one has no time."""
    lines = []
    for chapter in chapters:
        if chapter.start is None:
            hint = "chapters are written as times and titles"
            raise ContentError("this transcript has no times", path=path, hint=hint)
        lines.append(f"{format_clock(chapter.start)} {chapter.title}")
    return lines


def with_chapters(text: str | None, lines: Sequence[str], path: str, transcript: str) -> str:
    """The override file with the chapters at the end of its front matter; a new file when
    `text` is None. Raises ContentError when it has chapters already: those are somebody's."""
    block = ["chapters:", *(f"  - {_quoted(line)}" for line in lines)]
    if text is None:
        return "\n".join([_FENCE, f"transcript: {_quoted(transcript)}", *block, _FENCE, ""])
    old = text.splitlines()
    if not old or old[0].lstrip("\ufeff").rstrip() != _FENCE:
        return "\n".join([_FENCE, *block, _FENCE, *old, ""])
    end = next((n for n, line in enumerate(old[1:], 1) if line.rstrip() == _FENCE), len(old))
    if taken := next((n for n, line in enumerate(old[:end], 1) if _is_key(line)), None):
        hint = "delete them there to have new ones proposed"
        raise ContentError("there are chapters already", path=path, line=taken, hint=hint)
    return "\n".join([*old[:end], *block, *old[end:], ""])


def _is_key(line: str) -> bool:
    return line.partition(":")[0].strip() in ("chapters", '"chapters"', "'chapters'")


def _quoted(text: str) -> str:
    """As YAML takes it for text: in quotes, whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
