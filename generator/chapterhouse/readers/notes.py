"""Times inside of a transcriber's notes: "[inaudible 00:43:06]" is "[inaudible]".

Transcription services write down where they heard nothing clear. That is a time like those
before a paragraph, not something that was said. Notes of well-known words are touched, and
short ones that end in a time with hours: "[he came at 10:30]" is an editor's addition and
stays whole. A
diagnostic says where; what stands around the note mostly has its time too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Segment, Transcript
from .checks import reported

_WORD_LIST = (
    "applause audio break crosstalk foreign garbled inaudible indiscernible indistinct "
    "laughing laughs laughter music muffled noise overlapping pause phonetic silence speech "
    "static talk talking unclear unintelligible word words"
)
_WORD = rf"(?:{_WORD_LIST.replace(' ', '|')})"
_TIMED = re.compile(
    rf"\[\s?({_WORD}(?:[ -]{_WORD}){{0,2}})[\s,:@-]{{1,3}}"
    r"(?:at )?\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?\s?\]"
    r"|\[((?=[^\[\]]{0,40}[^\W\d_])(?:(?!\d:\d)[^\[\]]){1,40}?)\s{1,3}"
    r"\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,3})?\s?\](?!\()",
    re.IGNORECASE,
)
"""A known word with any time, or a few words with one that has hours: nobody says those."""
_ONE = "paragraph has a note with a time in it; the time is left out of the text"
_MANY = "paragraphs have notes with a time in them; the times are left out of the text"


def without_times_of_notes(transcript: Transcript) -> Transcript:
    """The same transcript, its notes without times.

    Segments with a time for every word stay as they are: the two have to match.
    """
    timed = [s.line for s in transcript.segments if _is_touched(s)]
    if not timed:
        return transcript
    report = reported(timed, "info", _ONE, _MANY)
    return replace(
        transcript,
        segments=_cleaned(transcript.segments),
        diagnostics=(*transcript.diagnostics, *report),
    )


def _is_touched(segment: Segment) -> bool:
    return "[" in segment.text and not segment.word_starts and bool(_TIMED.search(segment.text))


def _cleaned(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    return tuple(
        replace(s, text=_TIMED.sub(_note, s.text)) if _is_touched(s) else s for s in segments
    )


def _note(note: re.Match[str]) -> str:
    return f"[{note[1] or note[2]}]"
