"""One process at a time: a lock on a file that ends with the process that holds it.

The system's own lock is used, not the file's existence: a killed process leaves the file
behind but not the lock, so nothing has to guess whether a process number is still alive.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockedError(Exception):
    """Somebody else holds the lock."""


@contextmanager
def hold(file: Path) -> Iterator[None]:
    """Holds the lock on `file` while the block runs; the file is gone afterwards.

    Raises LockedError, at once, when it is held already, and OSError when the file can't be made.
    """
    descriptor = _open_locked(file)
    try:
        yield
    finally:
        _let_go(descriptor, file)


def _open_locked(file: Path) -> int:
    while True:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            _take(descriptor)
            if _is_same(descriptor, file):
                return descriptor
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            raise LockedError from None
        os.close(descriptor)


def _is_same(descriptor: int, file: Path) -> bool:
    """False when the last holder removed the file between our opening and locking it."""
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _let_go(descriptor: int, file: Path) -> None:
    """Removed first, then unlocked: who locks it in between sees that it is gone."""
    try:
        file.unlink()
    except OSError:  # Windows removes no open file, and none that another has open by now
        os.close(descriptor)
        with suppress(OSError):
            file.unlink()
    else:
        os.close(descriptor)
