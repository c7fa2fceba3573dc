"""Finds the transcripts: every file of a folder, as bytes.

Which of them can be read as a transcript is for the readers to say.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from .errors import SourceError
from .files import Folder, read_file
from .model import Source


def find_sources(folder: Path, root: Path) -> tuple[Source, ...]:
    """All files in `folder` and below, sorted by path; paths are relative to `root`.

    Raises SourceError for a missing folder, and for a file that can't be read or lies
    outside.
    """
    shown = os.path.relpath(folder, root).replace(os.sep, "/")
    files = Folder(folder, shown, SourceError)
    names = files.names(required="create it and put transcripts into it")
    return tuple(_source(f"{shown}/{name}", files.read(name)) for name in names)


def load_source(path: Path) -> Source:
    """One file that a person named, wherever it lies; its path is shown as they wrote it.

    Raises SourceError when it can't be read.
    """
    return _source(path.as_posix(), read_file(path, path.as_posix(), SourceError))


def _source(path: str, data: bytes) -> Source:
    return Source(path, data, hashlib.sha256(data).hexdigest())
