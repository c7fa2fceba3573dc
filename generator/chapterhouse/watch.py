"""Watching a site, as a source of change sets.

It knows nothing of what the changes mean. Editors save in several steps (write, rename,
delete) and a checkout touches hundreds of files: what comes within a short silence is one
set, and the more has come, the longer the silence that ends it.
"""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic, time

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from .errors import OutputError
from .files import is_scrap

QUIET = 0.012
"""Seconds without an event after which a save is complete: editors take a few milliseconds."""
QUIET_AFTER_MANY = 0.25
"""The same after many files, while git works, or for one that is open for writing."""
LONGEST, LONGEST_OF_MANY = 1.0, 10.0
"""Seconds after which a set ends though something is still changing."""
_MANY = 3
"""Files that no editor touches with one save: it is an own name and the file's."""

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
        self._roots = set(self._folders)
        self._lock = git_lock(self._site)
        self._open: dict[Path, float] = {}
        """Files that somebody has begun to write and not closed, and when they did so last."""
        self.trouble: OutputError | None = None
        """Why a folder isn't watched, though it is there."""
        self._events: SimpleQueue[tuple[str, Path]] = SimpleQueue()
        self._heard: Callable[[], None] = lambda: None
        self._observer: BaseObserver = Observer()
        self._watches: dict[Path, tuple[int, ObservedWatch]] = {}

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by watchdog."""
        if event.event_type in _READING:
            return
        for path in (event.src_path, event.dest_path):
            if path and self._counts(Path(str(path))):
                self._heard()
                self._events.put((event.event_type, Path(str(path))))

    def when_heard(self, act: Callable[[], None]) -> None:
        """Acts as soon as something changes, in watchdog's thread; `wait` tells later what."""
        self._heard = act

    def wait(self, seconds: float | None = None) -> frozenset[Path]:
        """The next set; an empty one when nothing has changed for so long."""
        began = monotonic()
        changed: set[Path] = set()
        while not changed:
            left = None if seconds is None else began + seconds - monotonic()
            if left is not None and left <= 0:
                return frozenset()
            changed = self._next(left)
        first = monotonic()
        while monotonic() < first + (LONGEST_OF_MANY if self._is_more(changed) else LONGEST):
            more = self._next(QUIET_AFTER_MANY if self._is_more(changed) else QUIET)
            if not more:
                break
            changed |= more
        self._watch_folders()
        return frozenset(changed)

    def _is_more(self, changed: set[Path]) -> bool:
        """Whether it is more than what somebody saved."""
        files = (path for path in changed if not path.is_dir())
        return len(list(islice(files, _MANY))) == _MANY or is_recent(self._lock)

    def _next(self, seconds: float | None) -> set[Path]:
        """What is complete with the next event that completes something, within these seconds.

        A file that is being written keeps nothing else waiting, and is complete when it is closed
        or nobody has written to it for a while.
        """
        end = None if seconds is None else monotonic() + seconds
        while end is None or monotonic() < end:
            try:
                kind, path = self._events.get(timeout=self._patience(end))
            except Empty:
                if late := self._left_open():
                    return late
                continue
            if _TELLS_CLOSED and kind == "modified" and not path.is_dir():
                self._open[path] = monotonic()
            else:
                self._open.pop(path, None)
                return {path}
        return set()

    def _patience(self, end: float | None) -> float | None:
        """Until `end`, or until a file has been open for long enough."""
        ends = [each + QUIET_AFTER_MANY for each in self._open.values()]
        ends += [] if end is None else [end]
        return max(0.0, min(ends) - monotonic()) if ends else None

    def _left_open(self) -> set[Path]:
        """Files that are open, and that nobody has written to for a while."""
        before = monotonic() - QUIET_AFTER_MANY
        late = {path for path, when in self._open.items() if when <= before}
        for path in late:
            del self._open[path]
        return late

    def _counts(self, path: Path) -> bool:
        """Not what is hidden or an editor's own, and in the site's folder itself only what is
        watched."""
        if path == self._site or path.parent == self._site:
            return path in self._folders
        root = next((each for each in path.parents if each in self._roots), path.parent)
        return not any(map(is_scrap, path.relative_to(root).parts))

    # --- the folders -------------------------------------------------------------------------

    def _watch_folders(self) -> None:
        """Those that exist by now, and not those that stood there before."""
        self.trouble = None
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
            watch = self._schedule(folder, recursive=True)
        except OutputError as error:
            self.trouble = error
            return
        if watch is not None:
            self._watches[folder] = number, watch

    def _schedule(self, folder: Path, recursive: bool) -> ObservedWatch | None:
        """None for one that is gone again. Raises OutputError."""
        real = folder.resolve()
        self._roots.add(real)
        try:
            return self._observer.schedule(self, str(real), recursive=recursive)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR):
                return None
            raise _unwatchable(folder, error) from None

    def _start(self, others: Iterable[Path]) -> None:
        """Raises OutputError."""
        try:
            self._observer.start()
        except OSError as error:
            raise _unwatchable(self._site, error) from None
        self._schedule(self._site, recursive=False)
        self._watch_folders()
        watched = {folder.resolve() for folder in self._watches}
        for folder in dict.fromkeys(other.resolve() for other in others):
            if folder not in watched and folder.is_dir():
                self._schedule(folder, recursive=True)
        if self.trouble is not None:
            raise self.trouble

    def _stop(self) -> None:
        self._observer.stop()
        self._observer.join()


@contextmanager
def watching(site: Path, names: Iterable[str], others: Sequence[Path] = ()) -> Iterator[Changes]:
    """What changes below these folders of the site, whenever they come into being, and below
    `others`, from the moment the context is entered. Raises OutputError where the system refuses
    to tell."""
    changes = Changes(site, names)
    try:
        changes._start(others)
        yield changes
    finally:
        changes._stop()


def git_lock(folder: Path) -> Path | None:
    """The file that is there while git changes the files of a folder; None where git keeps none.

    https://git-scm.com/docs/gitrepository-layout
    """
    for each in (folder, *folder.parents):
        link = each / ".git"
        if link.is_dir():
            return link / "index.lock"
        if link.is_file():  # of a work tree or a submodule
            place = link.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
            return each / place / "index.lock"
    return None


def is_recent(lock: Path | None) -> bool:
    """Whether git is at work, and hasn't died over it long ago."""
    try:
        return lock is not None and time() - lock.stat().st_mtime < LONGEST_OF_MANY
    except OSError:
        return False


def _unwatchable(folder: Path, error: OSError) -> OutputError:
    hints = {
        errno.ENOSPC: "allow more folders: sudo sysctl fs.inotify.max_user_watches=524288",
        errno.EMFILE: "allow more watchers: sudo sysctl fs.inotify.max_user_instances=512",
    }
    said = f"cannot be watched for changes ({error.strerror or error})"
    return OutputError(said, path=folder, hint=hints.get(error.errno or 0))


def _number(folder: Path) -> int | None:
    """What tells a folder from another one in its place; None where there is none."""
    try:
        return folder.stat().st_ino if folder.is_dir() else None
    except OSError:
        return None
