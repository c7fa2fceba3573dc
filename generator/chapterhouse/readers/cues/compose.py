"""From cues to a transcript: a segment for every cue, or for every voice in it.

Where a cue's words have times of their own, a segment starts with its first word and ends
where the next voice of the cue starts. Nothing is repaired: times stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import Diagnostic, Field, Segment, Transcript
from ..checks import reported
from ..draft import Draft
from .blocks import Blocks, Cue
from .markup import Row, rows
from .rolling import Shown, said_once, showing
from .voices import changes, label_of, speakers


@dataclass(frozen=True, slots=True)
class _Caption:
    """A cue and the rows of words that are new in it, cut where the voice changes."""

    cue: Cue
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one voice says in a cue."""

    speaker: str | None
    rows: list[Row]

    @property
    def start(self) -> float | None:
        """The time tag of the first word, if it has one."""
        return next((start for row in self.rows for start in row.starts[:1]), None)


def compose(draft: Draft, blocks: Blocks, fields: Sequence[Field] = ()) -> Transcript:
    """All that `blocks` hold, after what the draft has from the file's header."""
    shown = [_shown(cue) for cue in blocks.cues]
    captions = [
        _Caption(cue, tuple(part for row in fresh for part in changes(row)))
        for cue, fresh in zip(blocks.cues, said_once(shown), strict=True)
    ]
    for number, raw in blocks.before:
        draft.outside(raw, number, "preamble")
    for number, raw in [
        *blocks.asides,
        *((c.line, c.raw) for c in blocks.cues if c.timing.damaged),
    ]:
        draft.mark(raw, number)
    _speak([caption for caption in captions if caption.rows], draft)
    draft.diagnostics.extend(_damage(blocks, shown))
    draft.lines.sort(key=lambda line: line.line)
    return replace(draft.transcript(), fields=tuple(fields))


def _shown(cue: Cue) -> Shown:
    timing = cue.timing
    slipped = [(cue.line, timing.rest)] if timing.rest else []
    return showing(timing.start, timing.end, rows([*slipped, *cue.lines]))


def _speak(captions: Sequence[_Caption], draft: Draft) -> None:
    names, doubtful = speakers([caption.rows for caption in captions])
    timed = any(start is not None for c in captions for row in c.rows for start in row.starts)
    speaker: str | None = None
    for caption in captions:
        parts, speaker = _parts(caption.rows, names, speaker)
        raw = dict([(caption.cue.line, caption.cue.raw), *caption.cue.lines])
        for part in parts:
            if not any(row.words for row in part.rows):
                draft.mark(raw[part.rows[0].line], part.rows[0].line)
        draft.segments.extend(_segments(caption.cue, parts, timed))
    draft.diagnostics.extend(_kept(captions, doubtful))


def _parts(
    said: Sequence[Row], names: frozenset[str], speaker: str | None
) -> tuple[list[_Part], str | None]:
    """A cue's rows by voice, and who goes on speaking in the next cue."""
    parts: list[_Part] = []
    for row in said:
        name, rest = label_of(row) or (None, row)
        labelled = name in names
        who = row.voice or (name if labelled else None if row.marked else speaker)
        if parts and who == parts[-1].speaker and not labelled and not row.marked:
            parts[-1].rows.append(row)
        else:
            parts.append(_Part(who, [rest if labelled else row]))
        speaker = None if row.voice else who
    return parts, speaker


def _segments(cue: Cue, parts: Sequence[_Part], timed: bool) -> Iterator[Segment]:
    starts = [part.start if part.start is not None else cue.timing.start for part in parts]
    for part, start, following in zip(parts, starts, [*starts[1:], None], strict=True):
        words = [word for row in part.rows for word in row.words]
        times = [time for row in part.rows for time in row.starts]
        later = start is not None and following is not None and following > start
        if words:
            yield Segment(
                " ".join(words),
                part.rows[0].line,
                start,
                following if later else cue.timing.end,
                part.speaker,
                _word_starts(times, start) if timed else (),
                part.rows[0].marked and part.speaker is None,
            )


def _word_starts(times: Sequence[float | None], start: float | None) -> tuple[float, ...]:
    """One time for every word: that of its tag, or of the tag before it. A row of several
    words without any tag has none."""
    if len(times) > 1 and all(time is None for time in times):
        return ()
    now = start
    filled = []
    for time in times:
        now = time if time is not None else now
        if now is not None:
            filled.append(now)
    return tuple(filled) if len(filled) == len(times) else ()


def _damage(blocks: Blocks, shown: Sequence[Shown]) -> Iterator[Diagnostic]:
    damaged = [cue.line for cue in blocks.cues if cue.timing.damaged]
    empty = [c.line for c, s in zip(blocks.cues, shown, strict=True) if not s.rows]
    yield from reported(
        damaged,
        "warning",
        "time range can't be read; the words under it are kept",
        "time ranges can't be read; the words under them are kept",
    )
    yield from reported(
        blocks.split,
        "info",
        "blank line inside a caption; the words after it are kept",
        "blank lines inside captions; the words after them are kept",
    )
    yield from reported(empty, "info", "caption has no words", "captions have no words")


def _kept(captions: Sequence[_Caption], names: frozenset[str]) -> Iterator[Diagnostic]:
    """Names that the file doesn't use as a transcript uses its speakers'."""
    labels = ((label_of(row), row.line) for caption in captions for row in caption.rows)
    found = [(label[0], line) for label, line in labels if label and label[0] in names]
    if found:
        first = f'like "{found[0][0]}:"'
        why = "kept as words, because this file does not name its speakers throughout"
        one, many = f"label {first} {why}", f"labels {first} {why}"
        yield from reported([line for _, line in found], "info", one, many)
