"""Writes, adds or deletes one file of the host's own: whole, or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import OutputError


def save(text: str, path: Path) -> None:
    """Replaces the file by this text. Raises OutputError when the disk refuses."""
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _unwritten(path, error) from None


def add(data: bytes, path: Path) -> None:
    """Writes a file that isn't there yet. Raises OutputError when it is, or the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritten(path, error) from None
    try:
        with path.open("xb") as file:
            _fill(file, data, path)
    except FileExistsError:
        raise OutputError("there is such a file already", path=path) from None
    except OSError as error:
        raise _unwritten(path, error) from None


def _fill(file: BinaryIO, data: bytes, path: Path) -> None:
    """The new file holds all of it, or is gone again."""
    try:
        file.write(data)
        file.flush()
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def _unwritten(path: Path, error: OSError) -> OutputError:
    return OutputError(f"cannot be written ({error.strerror})", path=path)


def remove(path: Path) -> None:
    """Deletes the file. Raises OutputError when the disk refuses."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"cannot be deleted ({error.strerror})", path=path) from None
