"""The files of a folder, found and read; what the disk refuses is one line with a path.

Transcripts, content/ and themes are all read through here. Hidden files and editors' backups
are left out. A link that leads out of its folder is refused: a site is often
built by a machine from files that somebody sent, and must not publish what lies elsewhere on
that machine.
"""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import ChapterhouseError
from .text import CONTROL

Kind = type[ChapterhouseError]


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder to read from; its files are named by their paths in it, with forward slashes."""

    path: Path
    shown: str
    """How an error names it."""
    error: Kind
    """What is raised for anything wrong in it."""
    home: Path | None = None
    """What no link in it, nor it itself, may lead out of; None: the folder itself."""

    def names(self, required: str | None = None) -> list[str]:
        """All files in it and below, sorted; a linked folder counts as a file, and can't be read.

        A folder that isn't there has none; with `required`, a hint, it must be there.
        """
        try:
            if self.home is not None:
                _inside(self.path, self.shown, self.home, self.error)
            found = sorted(self._walk())
        except FileNotFoundError:
            if required is None and not os.path.lexists(self.path):
                return []
            raise self.error("there is no such folder", path=self.shown, hint=required) from None
        except NotADirectoryError:
            raise self.error("this is not a folder", path=self.shown, hint=required) from None
        except OSError as error:
            raise _unreadable(error, self._place(error), self.error) from None
        for name in found:
            _check_name(self._shown(name), self.error)
        return found

    def folders(self) -> list[str]:
        """The names of the folders that lie directly in it, sorted; none when it isn't there."""
        try:
            with os.scandir(self.path) as entries:
                found = [e.name for e in entries if not e.name.startswith(".") and e.is_dir()]
        except FileNotFoundError:
            return []
        except OSError as error:
            raise _unreadable(error, self.shown, self.error) from None
        return sorted(found)

    def has(self, name: str) -> bool:
        """Whether something is called that; whether it can be read is for `read` to say."""
        try:
            (self.path / name).lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except (OSError, ValueError):
            return True
        return True

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        home = self.path if self.home is None else self.home
        return read_file(self.path / name, self._shown(name), self.error, home)

    def state(self, name: str) -> tuple[int, ...] | None:
        """What changes when the file does, for who has read it before; None where the disk
        doesn't say."""
        try:
            found = (self.path / name).stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_mode

    def text(self, name: str) -> str:
        """A file as text: UTF-8 with or without a byte order mark, lines ending in a newline."""
        data = self.read(name)
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            said, hint = "this is not UTF-8", "save it as UTF-8"
            raise self.error(said, path=self._shown(name), line=line, hint=hint) from None

    def _walk(self) -> Iterator[str]:
        def refuse(error: OSError) -> None:
            raise error

        for here, folders, names in os.walk(self.path, onerror=refuse):
            folders[:] = [name for name in folders if not is_scrap(name)]
            linked = [name for name in folders if (Path(here) / name).is_symlink()]
            below = os.path.relpath(here, self.path).replace(os.sep, "/")
            for name in (*linked, *names):
                if not is_scrap(name):
                    yield name if below == "." else f"{below}/{name}"

    def _shown(self, name: str) -> str:
        return posixpath.join(self.shown, name)

    def _place(self, error: OSError) -> str:
        if not isinstance(error.filename, str | Path):
            return self.shown
        below = os.path.relpath(error.filename, self.path).replace(os.sep, "/")
        return self.shown if below == "." else self._shown(below)


def is_scrap(name: str) -> bool:
    """Whether a file or folder is an editor's or a system's: hidden, a backup, being written."""
    crash = name.startswith("#") and name.endswith("#")  # Emacs keeps it in case it dies
    return crash or name.startswith(".") or name.endswith(("~", ".swp", "___jb_tmp___"))


def read_file(path: Path, shown: str, error: Kind, home: Path | None = None) -> bytes:
    """The bytes of one file that lies in `home`, if that is given; `shown` is its name in errors.

    A pipe or a device isn't waited for. Raises `error`.
    """
    _check_name(shown, error)
    try:
        if home is not None:
            _inside(path, shown, home, error)
        if not stat.S_ISREG(path.stat().st_mode):
            raise error("this is not a file", path=shown, hint="move it elsewhere")
        return path.read_bytes()
    except OSError as refusal:
        raise _unreadable(refusal, shown, error) from None


def _inside(path: Path, shown: str, home: Path, error: Kind) -> None:
    # Not Path.resolve: before Python 3.13 it ends a loop of links with a RuntimeError.
    real = Path(os.path.realpath(path, strict=True))
    if not real.is_relative_to(os.path.realpath(home)):
        hint = "put a copy in its place"
        raise error("this link leads out of the folder", path=shown, hint=hint)


def _check_name(shown: str, error: Kind) -> None:
    if CONTROL.search(shown):
        said = "its name holds a character that cannot be shown"
        raise error(said, path=ascii(shown)[1:-1], hint="rename it")


def _unreadable(refusal: OSError, shown: str, error: Kind) -> ChapterhouseError:
    return error(f"cannot be read ({refusal.strerror or refusal})", path=shown)
