"""content/addresses as it lies on the disk, and as a build leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from .errors import ContentError
from .ledger import ADDRESSES_FOLDER, Ledger, as_text, file_of, without_day
from .output import remove, save

_ENOUGH = 5
"""How many files one line can name."""


def ledger_changes(
    folder: Path, before: Iterable[Ledger], after: Iterable[Ledger], *, locked: bool = False
) -> Mapping[str, str | None]:
    """Path of each ledger that a build has to write -> its text, or None where it has to go, which
    come last: before a past is deleted, its heir holds it. `before` are all that there are, `after`
    those that there have to be. How lines end, as git has them on this system, makes no difference;
    nor does, where a build is `locked`, that a ledger still names its day, which has come."""
    files = {file_of(each.key): as_text(each) for each in after}
    gone = sorted({file_of(each.key) for each in before} - files.keys())
    changed = {
        name: text for name, text in files.items() if text not in _held(folder / name, locked)
    }
    return {**changed, **dict.fromkeys(gone)}


def _held(path: Path, locked: bool) -> tuple[str, ...]:
    """What stands there, and what counts as that."""
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8")
    return (text, without_day(text)) if locked else (text,)


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
