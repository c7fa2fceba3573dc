"""Watching a site, as a source of change sets.

It knows nothing of what the changes mean. Editors save in several steps (write, rename,
delete) and a checkout touches hundreds of files: what comes within a short silence is one
set, and the more has come, the longer the silence that ends it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from .files import is_scrap

QUIET = 0.02
"""Seconds without an event after which a save is complete: editors take a few milliseconds."""
QUIET_AFTER_MANY = 0.25
"""The same after many files, or while one is still open for writing."""
_MANY = 12
"""Files that no editor touches with one save."""

_READING = frozenset({"opened", "closed_no_write"})
"""Kinds of event that the preview itself causes by reading."""
_TELLS_CLOSED = sys.platform == "linux"
"""Whether the system says when a file that was written is closed."""


class Changes(FileSystemEventHandler):
    """What has changed below the folders that are watched."""

    def __init__(self, site: Path, names: Iterable[str]) -> None:
        """`names` are folders of the site; they need not exist."""
        self._site = site.resolve()
        self._folders = [self._site / name for name in names]
        self._events: SimpleQueue[tuple[str, Path]] = SimpleQueue()
        self._observer: BaseObserver = Observer()
        self._watches: dict[Path, tuple[int, ObservedWatch]] = {}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog."""
        if event.event_type in _READING:
            return
        for path in (event.src_path, event.dest_path):
            if path and self._counts(Path(str(path))):
                self._events.put((event.event_type, Path(str(path))))

    def wait(self, seconds: float | None = None) -> frozenset[Path]:
        """The next set; an empty one when nothing has changed for so long."""
        try:
            kind, path = self._events.get(timeout=seconds)
        except Empty:
            return frozenset()
        changed, unfinished = {path}, _unfinished(set(), kind, path)
        while True:
            more = unfinished or len(changed) > _MANY
            try:
                kind, path = self._events.get(timeout=QUIET_AFTER_MANY if more else QUIET)
            except Empty:
                break
            changed.add(path)
            unfinished = _unfinished(unfinished, kind, path)
        self._watch_folders()
        return frozenset(changed)

    def _counts(self, path: Path) -> bool:
        """Not an editor's own file, and in the site's folder itself only what is watched."""
        if path.parent == self._site:
            return path in self._folders
        return path != self._site and not is_scrap(path.name)

    # --- the folders -------------------------------------------------------------------------

    def _watch_folders(self) -> None:
        """Those that exist by now, and not those that stood there before."""
        for folder in self._folders:
            here = _number(folder)
            number, watch = self._watches.get(folder, (None, None))
            if number == here:
                continue
            if watch is not None:
                self._observer.unschedule(watch)
                del self._watches[folder]
            if here is not None:
                self._watch(folder, here)

    def _watch(self, folder: Path, number: int) -> None:
        try:
            watch = self._observer.schedule(self, str(folder.resolve()), recursive=True)
        except OSError:
            return  # gone again
        self._watches[folder] = number, watch

    def _start(self, others: Iterable[Path]) -> None:
        self._observer.schedule(self, str(self._site), recursive=False)
        self._watch_folders()
        watched = {folder.resolve() for folder in self._watches}
        for folder in dict.fromkeys(other.resolve() for other in others):
            if folder not in watched and folder.is_dir():
                self._observer.schedule(self, str(folder), recursive=True)
        self._observer.start()

    def _stop(self) -> None:
        self._observer.stop()
        self._observer.join()


@contextmanager
def watching(site: Path, names: Iterable[str], others: Sequence[Path] = ()) -> Iterator[Changes]:
    """What changes below these folders of the site, whenever they come into being, and below
    `others`, from the moment the context is entered."""
    changes = Changes(site, names)
    changes._start(others)
    try:
        yield changes
    finally:
        changes._stop()


def _unfinished(before: set[Path], kind: str, path: Path) -> set[Path]:
    """Files that somebody has begun to write and not closed."""
    if _TELLS_CLOSED and kind == "modified" and not path.is_dir():
        return before | {path}
    return before - {path}


def _number(folder: Path) -> int | None:
    """What tells a folder from another one in its place; None where there is none."""
    try:
        return folder.stat().st_ino if folder.is_dir() else None
    except OSError:
        return None
