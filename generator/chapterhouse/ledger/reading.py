"""The ledgers of a site, read from content/addresses. Writing them is `build`'s."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..errors import ChapterhouseError, ContentError, Failures
from ..files import Folder
from ..memory import Memory, no_memory
from .lines import parse
from .types import Ledger

ADDRESSES_FOLDER = "content/addresses"
_ENDING = ".txt"


def file_of(key: str) -> str:
    """The file of a ledger, from the site's folder."""
    return f"{ADDRESSES_FOLDER}/{key}{_ENDING}"


def read_ledgers(site: Path, memory: Memory | None = None) -> tuple[Ledger, ...]:
    """All of them, in the order of their keys. Raises Failures with everything that is wrong."""
    memory, content = memory or no_memory(), site / "content"
    folder = Folder(site / ADDRESSES_FOLDER, ADDRESSES_FOLDER, ContentError, content)
    found: list[Ledger] = []
    problems: list[ChapterhouseError] = []
    for name in folder.names():
        if name.endswith(_ENDING) and "/" not in name:
            try:
                path, state = file_of(name.removesuffix(_ENDING)), folder.state(name)
                found.append(memory.recall("file", path, state, partial(_read, folder, name)))
            except ContentError as error:
                problems.append(error)
    if problems:
        raise Failures(problems)
    return tuple(found)


def _read(folder: Folder, name: str) -> Ledger:
    key = name.removesuffix(_ENDING)
    return parse(folder.text(name), key, file_of(key))
