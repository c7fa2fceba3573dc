"""Transcript files in, transcripts out: one file per family of layouts, one table of them.

`READERS` is the only registry. A new layout is a module with `NAME`, `SAMPLE`, `sniff` and
`read`, and a row here. Readers report what stands in the file and guess nothing about the
episode; every line that is not blank becomes a segment, a heading or a line outside the
speech.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import SourceError
from ..model import Source, Transcript
from . import captions, edited, json_files, labelled, markdown, turns
from .checks import check
from .cues import sbv, subrip, webvtt
from .front import take_front_matter
from .notes import without_times_of_notes
from .script import Script, decode


@dataclass(frozen=True, slots=True)
class Reader:
    """One family of layouts."""

    name: str
    sample: str
    """What a line of it looks like, for messages."""
    sniff: Callable[[Script], float]
    """How sure it is that a script is of its kind, 0 to 1: the share of lines it knows."""
    read: Callable[[Script], Transcript]


READERS: tuple[Reader, ...] = (
    Reader(json_files.NAME, json_files.SAMPLE, json_files.sniff, json_files.read),
    Reader(webvtt.NAME, webvtt.SAMPLE, webvtt.sniff, webvtt.read),
    Reader(subrip.NAME, subrip.SAMPLE, subrip.sniff, subrip.read),
    Reader(sbv.NAME, sbv.SAMPLE, sbv.sniff, sbv.read),
    Reader(markdown.NAME, markdown.SAMPLE, markdown.sniff, markdown.read),
    Reader(turns.NAME, turns.SAMPLE, turns.sniff, turns.read),
    Reader(labelled.NAME, labelled.SAMPLE, labelled.sniff, labelled.read),
    Reader(captions.NAME, captions.SAMPLE, captions.sniff, captions.read),
    Reader(edited.NAME, edited.SAMPLE, edited.sniff, edited.read),
)
"""In order: of two readers that are equally sure, the first one reads."""

_SURE_ENOUGH = 0.2


def read(source: Source) -> Transcript:
    """What stands in a transcript file.

    Raises SourceError for an empty file, one that is not text and one of no known layout.
    """
    script = take_front_matter(decode(source))
    if not any(script.numbered()):
        raise _nothing_under_front_matter(script)
    transcript = without_times_of_notes(_surest(script).read(script))
    found = (*script.diagnostics, *transcript.diagnostics, *check(transcript))
    return dataclasses.replace(
        transcript,
        lines=(*script.aside, *transcript.lines),
        diagnostics=found,
        fields=(*script.fields, *transcript.fields),
    )


def _nothing_under_front_matter(script: Script) -> SourceError:
    return SourceError(
        "there is front matter, and no transcript under it",
        path=script.path,
        line=len(script.lines),
        hint="put the transcript below the closing line",
    )


def _surest(script: Script) -> Reader:
    """The reader to take. Nobody is asked after one who is certain: files can be long."""
    surest, most = READERS[0], 0.0
    for reader in READERS:
        sure = reader.sniff(script)
        if sure > most:
            surest, most = reader, sure
        if most >= 1:
            break
    if most < _SURE_ENOUGH:
        raise _unknown(script)
    return surest


def _unknown(script: Script) -> SourceError:
    tried = ", ".join(f'{reader.name} "{reader.sample}"' for reader in READERS)
    number = next(number for number, _ in script.numbered())
    if webvtt.is_without_cues(script):
        hint = "a cue is a line such as 00:01.500 --> 00:04.000, and words below it"
        return SourceError("WEBVTT without a cue", path=script.path, line=number, hint=hint)
    return SourceError(
        "no known transcript layout",
        path=script.path,
        line=number,
        hint=f"tried {tried}",
    )
