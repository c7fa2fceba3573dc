"""The last step of publishing: moving what was staged into place, so that it can be resumed.

Everything that is left to do is written down first (the journal). A process that dies on the
way leaves the journal, and the same steps are taken again: each of them can be repeated
without harm. It holds against a killed process; after a power cut the next build compares
bytes and writes again what differs.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import takewhile
from pathlib import Path

from ..errors import OutputError
from .safe_paths import check_path
from .standing import linked_parent

WORK = ".chapterhouse"
"""The folder in output/ that holds staged files and the journal while a build runs."""

MANIFEST = ".chapterhouse.json"
"""The file in output/ that says which files are Chapterhouse's: {"files": {path: sha256}}."""

_JOURNAL = "journal.json"


@dataclass(frozen=True, slots=True)
class Put:
    """A staged file and where it goes."""

    staged: str
    """Its name in the folder WORK."""
    path: str
    fresh: bool
    """True when nothing of ours stands there yet."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What is left to do, in this order."""

    room: tuple[str, ...]
    """Files of ours to remove first: they stand where a new folder or file will be."""
    puts: tuple[Put, ...]
    gone: tuple[str, ...]
    """Files of ours to remove last: the site has them no more."""
    files: Mapping[str, str]
    """The manifest afterwards: path -> sha256."""


def read_manifest(folder: Path) -> dict[str, str]:
    """Which files in `folder` are ours: path -> sha256 as they were written.

    Raises OutputError when the manifest isn't one: its paths are ours to delete.
    """
    file = folder / MANIFEST
    if not file.exists():
        return {}
    hint = "delete it; files that then stand in the way are named one by one"
    try:
        files = json.loads(file.read_bytes())["files"]
        return _checked(files)
    except (ValueError, LookupError, TypeError, AttributeError, OutputError):
        raise OutputError("this list of files is damaged", path=file, hint=hint) from None


def begin(moves: Moves, folder: Path) -> None:
    """Writes the journal: from here on the new site wins, whatever happens."""
    draft = folder / WORK / "draft"
    draft.write_text(json.dumps(asdict(moves)), "utf-8")
    draft.replace(folder / WORK / _JOURNAL)


def unfinished(folder: Path) -> Moves | None:
    """What a build that died has left to do. Raises OutputError for a damaged journal."""
    file = folder / WORK / _JOURNAL
    if not file.exists():
        return None
    try:
        journal = json.loads(file.read_bytes())
        files = _checked(journal["files"])
        puts = [Put(Path(p["staged"]).name, p["path"], bool(p["fresh"])) for p in journal["puts"]]
        _checked({put.path: "" for put in puts})
        room, gone = (tuple(_checked(dict.fromkeys(journal[key], ""))) for key in ("room", "gone"))
        return Moves(room, tuple(puts), gone, files)
    except (ValueError, LookupError, TypeError, AttributeError, OutputError):
        hint = f"delete the folder {WORK} beside it and build again"
        raise OutputError("this journal is damaged", path=file, hint=hint) from None


def carry_out(moves: Moves, folder: Path) -> None:
    """Takes every step that hasn't been taken, and clears up.

    Raises OutputError when a file that isn't ours has come to stand in the way meanwhile,
    and OSError; the journal then stays for another try.
    """
    if moves.puts and (folder / WORK / moves.puts[0].staged).exists():
        for path in moves.room:  # before the first put only: then "About" may be "about"
            _remove(path, folder)
    for put in moves.puts:
        _put(put, folder)
    for path in moves.gone:
        _remove(path, folder)
    _write_manifest(moves.files, folder)
    (folder / WORK / _JOURNAL).unlink()
    discard(folder)


def _checked(files: Mapping[str, str]) -> dict[str, str]:
    """What a file says is ours to overwrite and delete is believed below output/ only."""
    for path in files:
        check_path(path)
    return {path: str(digest) for path, digest in files.items()}


def discard(folder: Path) -> None:
    """Removes what was staged."""
    if (folder / WORK).exists():
        shutil.rmtree(folder / WORK)


def _write_manifest(files: Mapping[str, str], folder: Path) -> None:
    """The same bytes for the same files, a line for each; not touched when nothing changed."""
    data = f"{json.dumps({'files': dict(sorted(files.items()))}, indent=1)}\n".encode()
    manifest = folder / MANIFEST
    if not manifest.exists() or manifest.read_bytes() != data:
        draft = folder / WORK / "draft"
        draft.write_bytes(data)
        draft.replace(manifest)


def _put(put: Put, folder: Path) -> None:
    staged, target = folder / WORK / put.staged, folder / put.path
    if not staged.exists():  # moved before the last try broke off
        return
    linked = linked_parent(put.path, folder)
    if linked or (put.fresh and os.path.lexists(target)):
        hint = "move it elsewhere and build again"
        raise OutputError(
            "this came to stand where a page belongs", path=linked or target, hint=hint
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    staged.replace(target)


def _remove(path: str, folder: Path) -> None:
    """The file, and the folders that it leaves empty."""
    target = folder / path
    if linked_parent(path, folder) or target.is_symlink():
        return
    if target.is_file():
        target.unlink()
    for parent in takewhile(lambda parent: parent != folder, target.parents):
        if parent.is_dir():
            if any(parent.iterdir()):
                return
            parent.rmdir()
