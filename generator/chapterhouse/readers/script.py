"""From the bytes of a file to numbered lines of text.

Every reader starts from a `Script`, so that encodings, byte order marks and line ends are
settled once. Nothing is dropped on the way: bytes that are not text are an error, and an
encoding that had to be guessed is reported. Lines are counted as editors count them (ended
by LF, CR LF or CR), because every message names one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..errors import SourceError
from ..model import Diagnostic, Field, Line, Source
from ..text import CONTROL

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02
"""More control characters than this among all, and the file is not text."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Script:
    """A transcript file as text."""

    path: str
    lines: tuple[str, ...]
    """Without their ends; line 1 is lines[0]."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What had to be guessed to read it as text."""
    fields: tuple[Field, ...] = ()
    """What its front matter declares; `lines` are blank where that stood."""
    aside: tuple[Line, ...] = ()
    """Lines of the front matter that declare nothing."""

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Every line that is not blank, with its number, without white space around it."""
        for number, line in enumerate(self.lines, 1):
            if stripped := line.strip():
                yield number, stripped

    def follows_directly(self, number: int) -> bool:
        """Whether the line stands right under another one, with no blank line between."""
        return number > 1 and bool(self.lines[number - 2].strip())


def decode(source: Source) -> Script:
    """The source's lines. Raises SourceError for an empty file and for one that is not text."""
    text, diagnostics = _text(source)
    text = text.lstrip("\ufeff")  # some programs write two byte order marks
    if not text.strip():
        hint = "put the transcript into it"
        raise SourceError("the file is empty", path=source.path, line=1, hint=hint)
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise _binary(source)
    return _cleaned(Script(source.path, tuple(_LINE_END.split(text)), diagnostics))


def _cleaned(script: Script) -> Script:
    """Characters that no page can hold are shown as what they are: unreadable."""
    bad = [number for number, line in enumerate(script.lines, 1) if CONTROL.search(line)]
    if not bad:
        return script
    message = f"control characters in {len(bad)} line{'s' if len(bad) > 1 else ''} made visible"
    return replace(
        script,
        lines=tuple(CONTROL.sub("\ufffd", line) for line in script.lines),
        diagnostics=(*script.diagnostics, Diagnostic(bad[0], "warning", message)),
    )


def _text(source: Source) -> tuple[str, tuple[Diagnostic, ...]]:
    data = source.data
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16"), (_guess(1, "UTF-16"),)
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16) or b"\0" in data:
            raise _binary(source) from None
        line = 1 + data.count(b"\n", 0, error.start)
    try:
        return data.decode("cp1252"), (_guess(line, "Windows-1252"),)
    except UnicodeDecodeError:
        raise _binary(source) from None


def _guess(line: int, encoding: str) -> Diagnostic:
    return Diagnostic(line, "warning", f"not UTF-8; read as {encoding}; save the file as UTF-8")


def _binary(source: Source) -> SourceError:
    return SourceError(
        "the file is not text",
        path=source.path,
        line=1,
        hint="a transcript is a text file in UTF-8; this looks like a recording, image or archive",
    )
