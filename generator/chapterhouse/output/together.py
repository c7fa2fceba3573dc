"""Writes several files of the host's own: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .saving import add, save


def save_all(new: Mapping[str, str], folder: Path) -> None:
    """Writes files of the host's own, path -> text, that are not there yet: all of them, or none,
    and no folder for them. Raises OutputError."""
    with _or_none([folder / path for path in new]):
        for path, text in new.items():
            save(text, folder / path)


def add_all(new: Mapping[str, bytes], folder: Path) -> None:
    """The same for path -> bytes, where one that is there already is an OutputError, and stays."""
    places = [folder / path for path in new]
    with _or_none([place for place in places if not os.path.lexists(place)]):
        for place, data in zip(places, new.values(), strict=True):
            add(data, place)


@contextmanager
def _or_none(places: Sequence[Path]) -> Iterator[None]:
    """Where it fails to write these, they are gone again, and so are their folders."""
    missing = [p for p in _above(places) if not os.path.lexists(p)]
    try:
        yield
    except BaseException:
        for place in places:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        for place in missing:
            with suppress(OSError):
                place.rmdir()
        raise


def _above(places: Iterable[Path]) -> list[Path]:
    """The folders that these lie in, the deepest first."""
    found = {parent for place in places for parent in place.parents}
    return sorted(found, key=lambda each: len(each.parts), reverse=True)
