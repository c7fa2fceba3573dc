"""Watching folders, as a generator of change sets.

It knows nothing of what the changes mean. Editors save in several steps (write, rename,
delete) and a checkout touches hundreds of files: what comes within a short silence is one
set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.1
"""Seconds without an event after which a set is complete."""

_READING = frozenset({"opened", "closed_no_write"})
"""Kinds of event that a build itself causes by reading."""


class _Collector(FileSystemEventHandler):
    """Puts every path that may have changed into a queue."""

    def __init__(self) -> None:
        self.paths: SimpleQueue[Path] = SimpleQueue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _READING:
            for path in (event.src_path, event.dest_path):
                if path:
                    self.paths.put(Path(str(path)))


@contextmanager
def watching(folders: Sequence[Path]) -> Iterator[Iterator[frozenset[Path]]]:
    """Sets of changed paths below the folders, from the moment the context is entered.

    The iterator waits for the next set; it never ends by itself.
    """
    collector, observer = _Collector(), Observer()
    for folder in folders:
        observer.schedule(collector, str(folder), recursive=True)
    observer.start()
    try:
        yield _sets(collector.paths)
    finally:
        observer.stop()
        observer.join()


def _sets(paths: SimpleQueue[Path]) -> Iterator[frozenset[Path]]:
    while True:
        changed = {paths.get()}
        try:
            while True:
                changed.add(paths.get(timeout=QUIET))
        except Empty:
            yield frozenset(changed)
