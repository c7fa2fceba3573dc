"""JSON transcripts: Podcasting 2.0, Whisper and its kin, YouTube, AssemblyAI, Deepgram, ...

    {"segments": [{"speaker": "Jane", "startTime": 0.5, "endTime": 2.75, "body": "Welcome."}]}

Everything that begins like JSON is read here, so that a broken export is told as what it is.
`layouts` knows whose it is, `entries` what its keys are called, `wording` what to make of
words with times. A label such as SPEAKER_00 stays one.

Podcasting 2.0: https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...errors import SourceError
from ...model import Field, Segment, Transcript
from ...text import CONTROL, excerpt, squash
from ..script import Script
from .entries import TEXT, WORD, clean, is_mark
from .layouts import LAYOUTS, choose
from .tally import Tally
from .tree import Record, parse, walk
from .wording import segments_of

NAME = "json"
SAMPLE = '{"segments": [{"start": 0.5, "text": "..."}]}'

_BEGINS = re.compile(r'\s*(?:\{\s*"|\[\s*\{)')
_LETTERS = re.compile(r"[^\W_]+")
_SENTENCE = 3
"""As many words under a key that is not known may be speech."""
_LONGEST_FIELD = 300
"""Characters."""
_LONGEST_NAME = 40
"""Characters of a key or a word in a message."""
_MOST_NAMED = 20
"""Keys; a file that is keyed by something else than words has thousands."""


def sniff(script: Script) -> float:
    """1 for what begins like JSON, whole or broken: no other transcript does."""
    head = "\n".join(script.lines[:_HEAD])
    return float(_BEGINS.match(head) is not None)


_HEAD = 50
"""Lines; blank ones may come first."""


def read(script: Script) -> Transcript:
    """The segments of a JSON transcript, with the fields that it declares.

    Raises SourceError for broken JSON, and for JSON that is no transcript.
    """
    tree = parse(script)
    layout = choose(tree)
    if layout is None:
        raise _unknown(script, tree)
    tally = Tally()
    entries = layout.entries(tree, tally)
    segments = tuple(segment for entry in entries for segment in segments_of(entry, tally))
    if not segments:
        hint = "transcribe the recording again, or delete the file"
        raise SourceError("nothing is said in it", path=script.path, line=1, hint=hint)
    silent = [entry for entry in entries if not entry.text]
    for entry in silent:
        tally.add("info", "an entry holds no words", entry.line)
    _report_left_out(tree, segments, tally)
    fields = tuple(_fields(tree, tally))
    return Transcript(script.path, NAME, segments, diagnostics=tally.diagnostics(), fields=fields)


def _fields(tree: object, tally: Tally) -> Iterator[Field]:
    """What stands beside the speech by name: a title, a language."""
    if not isinstance(tree, Record):
        return
    result = tree.record("result")
    for record in (tree, *([result] if result else [])):
        for key, value in record.values.items():
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            text = (
                clean(str(value), tally, record.line) if is_number or isinstance(value, str) else ""
            )
            if text and len(text) <= _LONGEST_FIELD and key not in TEXT:
                yield Field(squash(key).lower(), text, record.line)


# --- what was not read as speech --------------------------------------------------------


def _report_left_out(tree: object, segments: tuple[Segment, ...], tally: Tally) -> None:
    """Texts of the file that no segment has, key by key, and keys that stand twice."""
    told: set[str] = set()
    spoken = Counter(word for segment in segments for word in _words(segment.text))
    _compare(tree, spoken, tally)
    known = spoken.keys() | {word for s in segments for word in _words(s.speaker or "")}
    whole = "".join(letter for segment in segments for letter in _words(segment.text))
    for record in (value for _, value, _ in walk(tree) if isinstance(value, Record)):
        for key in record.repeated:
            message = f"{_named(key)} stands in one object twice; the last one counts"
            tally.add("warning", message, record.line)
        for key, text in _texts(record):
            if key not in told and any(w not in known and w not in whole for w in _words(text)):
                told.add(key)
                tally.add("info", f"{_named(key)} was not read as speech", record.line)
        if len(told) > _MOST_NAMED:
            return


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """(key, text) of everything in an object that may be speech: not a word's raw form, nor
    a mark of whisper.cpp."""
    for key, value in record.values.items():
        if isinstance(value, str):
            raw = key == "word" and "punctuated_word" in record.values
            if not (raw or is_mark(value)) and (
                key in WORD or len(value.split(maxsplit=_SENTENCE)) > _SENTENCE
            ):
                yield key, value
        elif isinstance(value, list):
            yield from ((key, each) for each in value if isinstance(each, str))


def _compare(tree: object, spoken: Counter[str], tally: Tally) -> None:
    """A text for the whole recording must not say more than the segments."""
    whole = tree.get("text", "transcript") if isinstance(tree, Record) else None
    if isinstance(tree, Record) and isinstance(whole, str):
        missing = Counter(_words(whole)) - spoken
        if count := missing.total():
            words = "word" if count == 1 else "words"
            first = excerpt(next(iter(missing)), _LONGEST_NAME)
            message = f"the whole text has {count} {words} more than its parts (“{first}”)"
            tally.add("warning", message, tree.line)


def _named(key: str) -> str:
    return f"“{excerpt(CONTROL.sub(' ', key), _LONGEST_NAME)}”"


def _words(text: str) -> list[str]:
    return _LETTERS.findall(text.casefold())


def _unknown(script: Script, tree: object) -> SourceError:
    if isinstance(tree, Record) and isinstance(tree.get("chapters"), list):
        message = "this JSON is a chapter list, not a transcript"
        hint = "name it like its transcript: talk.chapters.json beside talk.vtt"
    else:
        message = "this JSON is no known transcript"
        hint = f"tried {', '.join(layout.name for layout in LAYOUTS)}"
    return SourceError(message, path=script.path, line=1, hint=hint)
