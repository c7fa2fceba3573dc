"""Writes several files of the host's own: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from .saving import save


def save_all(new: Mapping[str, str], folder: Path) -> None:
    """Writes files of the host's own, path -> text, that are not there yet: all of them, or none,
    and no folder for them. Raises OutputError."""
    places = [folder / path for path in new]
    missing = [p for p in _above(places) if not os.path.lexists(p)]
    try:
        for path, text in new.items():
            save(text, folder / path)
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
