"""Finds the transcripts: every file of a folder, as bytes.

Which of them can be read as a transcript is for the readers to say. Hidden files are left
out. A link that leads out of the folder is refused: a site is often built by a machine from
files that somebody sent, and must not publish what lies elsewhere on that machine.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from .errors import SourceError
from .model import Source
from .schema import CONTROL


def find_sources(folder: Path, root: Path) -> tuple[Source, ...]:
    """All files in `folder` and below, sorted by path; paths are relative to `root`.

    Raises SourceError for a missing folder, and for a file that can't be read or lies
    outside.
    """
    shown = _shown(folder, root)
    if not folder.is_dir():
        message = "this is not a folder" if folder.exists() else "there is no such folder"
        raise SourceError(message, path=shown, hint="create it and put transcripts into it")
    found = ((_shown(path, root), path) for path in _files(folder, root))
    home = folder.resolve()
    return tuple(_read(path, shown, home) for shown, path in sorted(found))


def load_source(path: Path) -> Source:
    """One file that a person named, wherever it lies; its path is shown as they wrote it.

    Raises SourceError when it can't be read.
    """
    return _read(path, path.as_posix(), path.resolve().parent)


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
