"""Finds the transcripts: every file of a folder, as bytes.

Which of them can be read as a transcript is for the readers to say. A chapter list is no
transcript: it goes with the one it lies beside, `talk.chapters.json` with `talk.vtt`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePath

from .errors import Failures, SourceError, did_you_mean
from .files import Folder, read_file
from .memory import Memory, no_memory
from .model import Source

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


def find_sources(folder: Path, root: Path, memory: Memory | None = None) -> tuple[Source, ...]:
    """All files in `folder` and below, sorted by path; paths are relative to `root`.

    Raises SourceError for a missing folder, and for a file that can't be read or lies
    outside.
    """
    shown = os.path.relpath(folder, root).replace(os.sep, "/")
    files = Folder(folder, shown, SourceError)
    names = files.names(required="create it and put transcripts into it")
    memory = memory or no_memory()
    found = {
        f"{shown}/{name}": memory.recall(
            "file", f"{shown}/{name}", files.state(name), partial(_found, files, shown, name)
        )
        for name in names
    }
    beside = {path: source for path, source in found.items() if _is_companion(path)}
    if not beside:
        return tuple(found.values())
    sources = tuple(
        replace(source, companions=tuple(beside[c] for c in _companions(path) if c in beside))
        for path, source in found.items()
        if path not in beside
    )
    _refuse_strays(sources, beside)
    return sources


def read_again(
    sources: Sequence[Source], changed: Iterable[Path], folder: Path, root: Path
) -> tuple[Source, ...] | None:
    """The same sources, where nothing but what stands in some of them has changed; None where
    anything else may have, and all of them have to be found anew. Raises as `find_sources` does.
    """
    home, shown = folder.resolve(), os.path.relpath(folder, root).replace(os.sep, "/")
    files, known = Folder(folder, shown, SourceError), {each.path: each for each in sources}
    folders = {PurePath(path).parent for path in known}
    made = {}
    for path in changed:
        if not path.is_relative_to(home):
            return None
        name = path.relative_to(home).as_posix()
        source = known.get(f"{shown}/{name}")
        if source is not None and path.is_file():
            made[source.path] = replace(_found(files, shown, name), companions=source.companions)
        elif PurePath(shown, name) not in folders or not path.is_dir():
            return None
    return tuple(made.get(each.path, each) for each in sources)


def load_source(path: Path) -> Source:
    """One file that a person named, wherever it lies; its path is shown as they wrote it.

    Raises SourceError when it can't be read.
    """
    if _is_companion(path.name):
        hint = "name the transcript that it lies beside"
        raise SourceError("this is a chapter list", path=path.as_posix(), hint=hint)
    source = _source(path.as_posix(), read_file(path, path.as_posix(), SourceError))
    folder = Folder(path.parent, path.parent.as_posix(), SourceError)
    beside = [name for name in _companions(path.name) if folder.has(name)]
    companions = (_source(path.with_name(name).as_posix(), folder.read(name)) for name in beside)
    return replace(source, companions=tuple(companions))


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


def _found(files: Folder, shown: str, name: str) -> Source:
    return _source(f"{shown}/{name}", files.read(name))


def _source(path: str, data: bytes) -> Source:
    return Source(path, data, hashlib.sha256(data).hexdigest())
