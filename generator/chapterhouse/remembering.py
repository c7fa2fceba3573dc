"""content/addresses as it lies on the disk, and as a build leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from .addresses import Kept, ledger_files
from .errors import ContentError
from .ledger import ADDRESSES_FOLDER, file_of
from .model import Episode
from .output import remove, save

_ENOUGH = 5
"""How many files one line can name."""


def ledger_changes(
    folder: Path, kept: Kept, episodes: Iterable[Episode]
) -> Mapping[str, str | None]:
    """Path of each ledger that a build of these episodes has to write -> its text, or None where
    it has to go, which come last: before a past is deleted, its heir holds it. How lines end, as
    git has them on this system, makes no difference."""
    files = ledger_files(kept, episodes)
    gone = sorted({file_of(each.key) for each in kept.ledgers} - files.keys())
    changed = {name: text for name, text in files.items() if _held(folder / name) != text}
    return {**changed, **dict.fromkeys(gone)}


def _held(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def remember_changes(folder: Path, changes: Mapping[str, str | None]) -> None:
    """Writes them in this order; the next build reads them. Raises OutputError when the disk
    refuses; no address is forgotten then."""
    for name, text in changes.items():
        if text is None:
            remove(folder / name)
        else:
            save(text, folder / name)


def refuse_forgotten(changes: Mapping[str, str | None]) -> None:
    """Raises ContentError where anything would have to be written."""
    if changes:
        named = [Path(name).name for name in changes]
        more = ", ..." if len(named) > _ENOUGH else ""
        message = f"addresses are not remembered yet ({', '.join(named[:_ENOUGH])}{more})"
        hint = "run chapterhouse build and commit this folder"
        raise ContentError(message, path=ADDRESSES_FOLDER, hint=hint)
