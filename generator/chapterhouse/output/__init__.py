"""Publishes the site's files into one folder: all of them or none.

Everything is made and staged before the first file of the old site is touched; then it is
moved into place, new files first, pages after what they load, deletions last. So a build
that fails leaves the old site as it was, and one that is killed is finished by the next.

Files that Chapterhouse didn't write are never deleted or overwritten; a manifest in the
folder says which are its own. One of those that somebody has edited is written anew when
the site has it (a page has to agree with the rest), and left alone when it hasn't.

The staging folder lies in the folder itself: only there the same file system, and the right
to write, are certain (output/ may be a mount of its own), and git ignores it with the rest.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import OutputError
from ..model import Artifact
from .lock import LockedError, hold
from .moves import (
    MANIFEST,
    WORK,
    Moves,
    Put,
    begin,
    carry_out,
    discard,
    read_manifest,
    unfinished,
)
from .safe_paths import Claims, check_path, claim, harmless
from .saving import remove, save
from .standing import stand
from .together import add_all, save_all

__all__ = [
    "LOCK",
    "Published",
    "add_all",
    "check_paths",
    "ours",
    "publish",
    "recover",
    "remove",
    "save",
    "save_all",
]

LOCK = ".chapterhouse.lock"
"""The file in output/ that a running build holds a lock on."""

_RESERVED = (WORK, MANIFEST, LOCK)
_PAGES = (".html", ".xml")
"""What leads to other files is moved after them."""

_HINTS = {
    errno.ENOSPC: "the disk is full: make room and build again",
    errno.EDQUOT: "your share of the disk is full: make room and build again",
    errno.EACCES: "see who may write there",
    errno.EPERM: "see who may write there",
    errno.EROFS: "the disk can only be read",
    errno.ENAMETOOLONG: "shorten the title or set a slug",
}


@dataclass(frozen=True, slots=True)
class Published:
    """How many files one publication changed."""

    written: int
    unchanged: int
    removed: int


def publish(artifacts: Iterable[Artifact], folder: Path) -> Published:
    """Makes `folder` hold exactly these artifacts, beside whatever isn't Chapterhouse's.

    An error raised by `artifacts` on the way passes through, and nothing has changed. A file
    that is as it should be isn't touched. Raises OutputError when an artifact has no place
    (its path leads out, clashes with another or with a file that isn't ours), when another
    build is running, and when the disk refuses.
    """
    with _alone(folder):
        _finish(folder)
        try:
            moves = _stage(artifacts, folder)
            with _told(folder):
                begin(moves, folder)
                _make_folders(moves.puts, folder)
        except BaseException:
            with _told(folder):
                discard(folder)
            raise
        with _told(folder):
            carry_out(moves, folder)
    written, removed = len(moves.puts), len(moves.room) + len(moves.gone)
    return Published(written, len(moves.files) - written, removed)


def check_paths(paths: Iterable[tuple[str, str | None]]) -> None:
    """Raises OutputError as `publish` would for artifacts with these paths and origins."""
    claims: Claims = {}
    for path, origin in paths:
        _check(path, origin, claims)


def ours(folder: Path) -> frozenset[str]:
    """The paths of the files in `folder` that Chapterhouse wrote. Raises OutputError."""
    return frozenset(read_manifest(folder))


def recover(folder: Path) -> None:
    """Finishes what a killed build began, if there is anything of it in `folder`."""
    if (folder / WORK).exists() or (folder / LOCK).exists():
        with _alone(folder):
            _finish(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The folder exists, and nobody else publishes into it."""
    with ExitStack() as stack:
        with _told(folder):
            if folder.exists() and not folder.is_dir():
                raise OutputError("this is a file, not a folder", path=folder, hint="move it away")
            folder.mkdir(parents=True, exist_ok=True)
            try:
                stack.enter_context(hold(folder / LOCK))
            except LockedError:
                hint = "wait until it is done"
                raise OutputError("another build is writing here", path=folder, hint=hint) from None
        yield


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """What the disk refuses, in a sentence. Never around code that isn't ours."""
    try:
        yield
    except OSError as error:
        place = error.filename if isinstance(error.filename, str | Path) else folder
        message = f"cannot be written ({error.strerror or error})"
        hint = _HINTS.get(error.errno or 0)
        raise OutputError(message, path=place, hint=hint) from error


def _finish(folder: Path) -> None:
    with _told(folder):
        moves = unfinished(folder)
        if moves is None:
            discard(folder)
        else:
            carry_out(moves, folder)


def _stage(artifacts: Iterable[Artifact], folder: Path) -> Moves:
    """Writes what is new or different into the work folder, and says what to do with it."""
    with _told(folder):
        standing = stand(folder, read_manifest(folder))
        (folder / WORK).mkdir()
    claims: Claims = {}
    files: dict[str, str] = {}
    puts: list[Put] = []
    for artifact in artifacts:
        _check(artifact.path, artifact.origin, claims)
        files[artifact.path] = hashlib.sha256(artifact.data).hexdigest()
        with _told(folder):
            if not standing.has(artifact.path, artifact.data):
                put = Put(str(len(puts)), artifact.path, artifact.path not in standing.files)
                (folder / WORK / put.staged).write_bytes(artifact.data)
                puts.append(put)
    with _told(folder):
        room, gone = standing.in_the_way(claims), standing.no_more(claims)
    return Moves(room, tuple(sorted(puts, key=_turn)), gone, files)


def _check(path: str, origin: str | None, claims: Claims) -> None:
    """A copy of a host's file is told with that file: there its name can be mended."""
    try:
        _check_path(path, claims)
    except OutputError as error:
        if origin is None:
            raise
        better = harmless(path)
        hint = "rename it" if better is None else f'rename it: "{better}"'
        raise OutputError(error.message, path=origin, hint=hint) from None


def _check_path(path: str, claims: Claims) -> None:
    check_path(path)
    if path.split("/")[0].casefold() in _RESERVED:
        raise OutputError(f'the path "{path}" is kept for Chapterhouse itself')
    claim(path, claims)


def _turn(put: Put) -> tuple[bool, bool, str]:
    """New before changed, and in both what is led to before what leads there."""
    return not put.fresh, put.path.endswith(_PAGES), put.path


def _make_folders(puts: Iterable[Put], folder: Path) -> None:
    """All folders that the moves need: what the disk refuses is refused before the first move.

    Raises OSError, and leaves no folder behind then.
    """
    made: list[Path] = []
    try:
        for parent in sorted({parent for put in puts for parent in Path(put.path).parents}):
            place = folder / parent
            if not os.path.lexists(place) and place.parent.is_dir():
                place.mkdir()
                made.append(place)
            elif place.is_dir() and not os.access(place, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
    except OSError:
        for place in reversed(made):
            place.rmdir()
        raise
