"""What stands in output/ before a build, and what of it is Chapterhouse's.

A file is ours when the manifest names it and no link leads to it. Everything else belongs
to somebody: it may be as we would write it, but it is never in our way without a word.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import OutputError
from .safe_paths import Claims, fold_path, is_claimed


@dataclass(frozen=True, slots=True)
class Standing:
    """A folder and its manifest."""

    folder: Path
    files: Mapping[str, str]
    """The manifest: path -> sha256 as written."""
    spelled: Mapping[str, str]
    """Folded path -> path, for the same files."""

    def has(self, path: str, data: bytes) -> bool:
        """Whether the file is in its place already, byte for byte.

        Raises OutputError when something that isn't ours is in the way.
        """
        target, known_as = self.folder / path, self.spelled.get(fold_path(path))
        obstacle = self._obstacle(path)
        if obstacle is None and target.is_file():
            if known_as not in (None, path) and _are_one(target, self.folder / str(known_as)):
                return False  # its name has to change, so it is written anew
            if target.read_bytes() == data:
                return True
            obstacle = None if known_as == path else target
        if obstacle is not None:
            message, hint = "this is not Chapterhouse's, and a page needs its place", "move it away"
            raise OutputError(message, path=obstacle, hint=hint)
        return False

    def in_the_way(self, claims: Claims) -> tuple[str, ...]:
        """Files of ours that have to go before what is claimed can be put in place."""
        return tuple(
            path
            for path in sorted(self.files)
            if path != claims.get(fold_path(path), ("", ""))[0]
            and is_claimed(path, claims)
            and self._is_ours(self.folder / path)
        )

    def no_more(self, claims: Claims) -> tuple[str, ...]:
        """Files of ours that aren't claimed; one that somebody edited is theirs now."""
        return tuple(
            path
            for path, digest in sorted(self.files.items())
            if not is_claimed(path, claims)
            and self._is_ours(self.folder / path)
            and hashlib.sha256((self.folder / path).read_bytes()).hexdigest() == digest
        )

    def _obstacle(self, path: str) -> Path | None:
        """What keeps a file from standing at `path`, unless it is ours to remove."""
        if linked := linked_parent(path, self.folder):
            return linked
        for above in _folders_above(path):
            if (self.folder / above).is_file():
                ours = self._is_ours(self.folder / above)
                return None if ours else self.folder / above
        target = self.folder / path
        if target.is_dir() and not target.is_symlink():
            inside = sorted(target.rglob("*"))
            return next(self._foreign(inside), None) if inside else target
        is_file = target.is_file() and not target.is_symlink()
        return target if os.path.lexists(target) and not is_file else None

    def _foreign(self, places: list[Path]) -> Iterator[Path]:
        for place in places:
            holds_files = place.is_dir() and not place.is_symlink() and any(place.iterdir())
            if not holds_files and not self._is_ours(place):
                yield place

    def _is_ours(self, place: Path) -> bool:
        path = place.relative_to(self.folder).as_posix()
        linked = place.is_symlink() or linked_parent(path, self.folder)
        return path in self.files and not linked and place.is_file()


def stand(folder: Path, files: Mapping[str, str]) -> Standing:
    """What stands in `folder`, whose manifest says `files`."""
    return Standing(folder, files, {fold_path(path): path for path in files})


def linked_parent(path: str, folder: Path) -> Path | None:
    """The first folder on the way to `path` that is a link: what lies behind it isn't ours."""
    return next((folder / a for a in _folders_above(path) if (folder / a).is_symlink()), None)


def _folders_above(path: str) -> list[PurePosixPath]:
    """The folders that lead to a file, the outermost first."""
    return list(reversed(PurePosixPath(path).parents))[1:]


def _are_one(place: Path, other: Path) -> bool:
    return other.exists() and place.samefile(other)
