"""What there is to publish, and how it differs from what is published."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import DeployError
from .places import DOMAIN_FILE

FILE_LIMIT = 100 * 1024 * 1024
"""Bytes. GitHub refuses a push with a larger file:
https://docs.github.com/repositories/working-with-files/managing-large-files"""

SITE_LIMIT = 1_000_000_000
"""Bytes. https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits"""

_NEAR = 0.8
_ENOUGH = 40
_PLAIN = "100644"
_JUNK = ("Thumbs.db", "desktop.ini")
_KNOWN_HIDDEN = (".nojekyll", ".well-known")


@dataclass(frozen=True, slots=True)
class Ready:
    """A file of output/ as git will know it."""

    digest: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths, sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    deleted: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.deleted)

    def __str__(self) -> str:
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.deleted)} deleted"


def ready(output: Path, object_format: str) -> dict[str, Ready]:
    """Path -> file, for all of output/ that is published: not what is hidden or a system's.

    Raises DeployError for a file that GitHub would refuse, or that can't be read.
    """
    found = {}
    for path in sorted(_walk(output, "")):
        try:
            size = (output / path).stat().st_size
            _refuse_large(output / path, size)
            found[path] = Ready(_digest((output / path).read_bytes(), object_format), size)
        except OSError as error:
            raise DeployError(f"cannot be read ({error.strerror})", path=output / path) from None
    return found


def compare(published: Mapping[str, tuple[str, str]], files: Mapping[str, Ready]) -> Changes:
    """What the new site changes. A domain that only the branch knows stays."""
    kept = {DOMAIN_FILE} - files.keys()
    same = {path for path, file in files.items() if published.get(path) == (_PLAIN, file.digest)}
    return Changes(
        added=tuple(sorted(files.keys() - published.keys())),
        changed=tuple(sorted((files.keys() & published.keys()) - same)),
        deleted=tuple(sorted(published.keys() - files.keys() - kept)),
    )


def doubts(files: Mapping[str, Ready]) -> Iterator[str]:
    """What comes near to what GitHub Pages takes."""
    for path, file in files.items():
        if file.size >= _NEAR * FILE_LIMIT:
            yield f"{path} has {_megabytes(file.size)} MB; GitHub refuses files above 100 MB"
    whole = sum(file.size for file in files.values())
    if whole >= _NEAR * SITE_LIMIT:
        yield f"the site has {_megabytes(whole)} MB; GitHub Pages takes 1000 MB at most"


def change_lines(changes: Changes) -> Iterator[str]:
    """The changes for a person: each path, or how many in each folder when there are many."""
    marked = [("+", changes.added), ("~", changes.changed), ("-", changes.deleted)]
    many = sum(len(paths) for _, paths in marked) > _ENOUGH
    for mark, paths in marked:
        if many:
            folders = Counter(path.partition("/")[0] + "/" * ("/" in path) for path in paths)
            yield from (f"{mark} {name}  {n}" for name, n in sorted(folders.items()))
        else:
            yield from (f"{mark} {path}" for path in paths)


def _walk(folder: Path, below: str) -> Iterator[str]:
    """The plain files; links lead to where nobody published anything from."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if _is_left_out(entry.name) or entry.is_symlink():
                continue
            if entry.is_dir():
                yield from _walk(folder / entry.name, f"{below}{entry.name}/")
            elif entry.is_file():
                yield f"{below}{entry.name}"


def _is_left_out(name: str) -> bool:
    return name in _JUNK or (name.startswith(".") and name not in _KNOWN_HIDDEN)


def _refuse_large(path: Path, size: int) -> None:
    if size > FILE_LIMIT:
        hint = "put recordings where podcasts are hosted, and name their address with audio:"
        message = f"this file has {_megabytes(size)} MB, and GitHub refuses files above 100 MB"
        raise DeployError(message, path=path, hint=hint)


def _digest(data: bytes, object_format: str) -> str:
    """As git names a file's content: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects"""
    made = hashlib.new(object_format, b"blob %d\0" % len(data), usedforsecurity=False)
    made.update(data)
    return made.hexdigest()


def _megabytes(size: int) -> int:
    return round(size / 1_000_000)
