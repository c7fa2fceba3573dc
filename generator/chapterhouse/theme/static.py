"""Styles, scripts and pictures: which file of which theme wins, and where it is published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..model import Artifact
from .layers import Layer, Theme


def static_files(theme: Theme) -> tuple[Artifact, ...]:
    """The theme's styles, scripts and pictures, its own before its parents'."""
    folder = theme.asset_folder.lstrip("/")
    files = find_static(theme.chain)
    return tuple(Artifact(folder + name, path.read_bytes()) for name, path in files.items())


def find_static(chain: Sequence[Layer]) -> dict[str, Path]:
    """Name -> file, by name. Hidden files are an editor's or a system's, not the theme's."""
    found = {
        path.relative_to(layer.static).as_posix(): path
        for layer in reversed(chain)
        for path in layer.static.rglob("*")
        if path.is_file()
    }
    shown = [name for name in found if not name.startswith(".") and "/." not in name]
    return {name: found[name] for name in sorted(shown)}


def digest_of(files: Mapping[str, Path]) -> str:
    """sha256 over names and contents, in hex."""
    whole = hashlib.sha256()
    for name, path in files.items():
        whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()
