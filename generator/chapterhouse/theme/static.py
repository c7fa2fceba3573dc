"""Styles, scripts and pictures: which file of which theme wins, and where it is published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from ..files import Folder
from ..model import Artifact
from .layers import Layer, Theme


def static_files(theme: Theme) -> tuple[Artifact, ...]:
    """The theme's styles, scripts and pictures, its own before its parents'."""
    folder = theme.asset_folder.lstrip("/")
    files = find_static(theme.chain)
    return tuple(Artifact(folder + name, static.read(name)) for name, static in files.items())


def find_static(chain: Sequence[Layer]) -> dict[str, Folder]:
    """Name -> the folder that has the file, by name.

    Raises ThemeError for a folder that can't be read.
    """
    folders = [layer.static for layer in reversed(chain)]
    found = {name: folder for folder in folders for name in folder.names()}
    return {name: found[name] for name in sorted(found)}


def digest_of(files: Mapping[str, Folder]) -> str:
    """sha256 over names and contents, in hex."""
    whole = hashlib.sha256()
    for name, folder in files.items():
        whole.update(f"{name}\0{hashlib.sha256(folder.read(name)).hexdigest()}\n".encode())
    return whole.hexdigest()
