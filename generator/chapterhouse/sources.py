"""Finds the transcripts: every file of a folder, as bytes.

Which of them can be read as a transcript is for the readers to say. Hidden files are left
out. A chapter list is no transcript: it goes with the one it lies beside, `talk.chapters.json`
with `talk.vtt`. A link that leads out of the folder is refused: a site is often built by a
machine from files that somebody sent, and must not publish what lies elsewhere on that machine.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from .errors import Failures, SourceError, did_you_mean
from .model import Source
from .schema import CONTROL

COMPANIONS = (
    ".chapters.json",
    ".chapters.txt",
    ".chapters.vtt",
    ".chapters",
    ".description.txt",
    ".description",
)
"""How the names of the files end that go with a transcript, the most explicit first. Never a
bare .json: that may be anything."""

_LANGUAGE = re.compile(r"\.[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
"""As in `talk.en.vtt`, which is how videos' captions are saved."""


def find_sources(folder: Path, root: Path) -> tuple[Source, ...]:
    """All files in `folder` and below, sorted by path; paths are relative to `root`.

    Raises SourceError for a missing folder, and for a file that can't be read or lies
    outside.
    """
    shown = _shown(folder, root)
    if not folder.is_dir():
        message = "this is not a folder" if folder.exists() else "there is no such folder"
        raise SourceError(message, path=shown, hint="create it and put transcripts into it")
    home = folder.resolve()
    files = sorted((_shown(path, root), path) for path in _files(folder, root))
    found = {shown: _read(path, shown, home) for shown, path in files}
    beside = {shown: source for shown, source in found.items() if _is_companion(shown)}
    sources = tuple(
        replace(source, companions=tuple(beside[c] for c in _companions(shown) if c in beside))
        for shown, source in found.items()
        if shown not in beside
    )
    _refuse_strays(sources, beside)
    return sources


def load_source(path: Path) -> Source:
    """One file that a person named, wherever it lies; its path is shown as they wrote it.

    Raises SourceError when it can't be read.
    """
    if _is_companion(path.name):
        hint = "name the transcript that it lies beside"
        raise SourceError("this is a chapter list", path=path.as_posix(), hint=hint)
    source = _read(path, path.as_posix(), path.resolve().parent)
    beside = [path.with_name(name) for name in _companions(path.name)]
    home = path.parent.resolve()
    return replace(
        source,
        companions=tuple(_read(c, c.as_posix(), home) for c in beside if c.is_file()),
    )


def _is_companion(shown: str) -> bool:
    return shown.endswith(COMPANIONS)


def _companions(shown: str) -> list[str]:
    """What the companions of a transcript may be called, the most explicit first."""
    stem = shown.removesuffix(PurePath(shown).suffix)
    stems = dict.fromkeys((stem, _LANGUAGE.sub("", stem)))
    return [stem + ending for ending in COMPANIONS for stem in stems]


def _refuse_strays(sources: Iterable[Source], beside: dict[str, Source]) -> None:
    known = {name for source in sources for name in _companions(source.path)}
    errors = [
        SourceError(
            "no transcript goes with this chapter list",
            path=shown,
            hint=did_you_mean(shown, [name for name in sorted(known) if _same_kind(name, shown)]),
        )
        for shown in beside
        if shown not in known
    ]
    if errors:
        raise errors[0] if len(errors) == 1 else Failures(errors)


def _same_kind(name: str, shown: str) -> bool:
    """Whether two companions lie in one folder and end alike."""
    ending = next(ending for ending in COMPANIONS if shown.endswith(ending))
    return name.endswith(ending) and PurePath(name).parent == PurePath(shown).parent


def _files(folder: Path, root: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        place = _shown(Path(error.filename), root)
        raise SourceError(f"cannot be read ({error.strerror})", path=place) from error

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if (Path(here) / name).is_symlink()]
        yield from (Path(here) / name for name in linked)
        yield from (Path(here) / name for name in names if not name.startswith("."))


def _shown(path: Path, root: Path) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _read(path: Path, shown: str, home: Path) -> Source:
    try:
        if CONTROL.search(shown):
            raise SourceError("its name holds a character that cannot be shown", path=ascii(shown))
        real = path.resolve(strict=True)
        if not real.is_relative_to(home):
            hint = "copy the transcript into the folder"
            raise SourceError("this link leads out of the folder", path=shown, hint=hint)
        if not real.is_file():
            raise SourceError("this is not a file", path=shown, hint="move it elsewhere")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", path=shown) from error
    return Source(shown, data, hashlib.sha256(data).hexdigest())
