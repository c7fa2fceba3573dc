"""From a theme's name to the theme with its parents.

A name is looked up among the folders that exist and is never joined to a path, so it cannot
lead anywhere else.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import ThemeError, did_you_mean
from .layers import Layer, Theme, read_text
from .static import digest_of, find_static

_KEYS = ("name", "parent")
"""What theme.toml may say."""


def load_theme(name: str, folders: Sequence[Path]) -> Theme:
    """The theme called `name` and its parents, each from the first of `folders` that has it.

    Raises ThemeError when one of them is missing, inherits from itself or can't be read.
    """
    chain = _chain(name, _available(folders))
    files = find_static(chain)
    return Theme(chain, tuple(files), digest_of(files))


def _available(folders: Sequence[Path]) -> dict[str, Path]:
    """Theme name -> its folder, the first one that has it."""
    existing = [folder for folder in folders if folder.is_dir()]
    return {
        entry.name: entry
        for folder in reversed(existing)
        for entry in sorted(folder.iterdir())
        if entry.is_dir() and not entry.name.startswith(".")
    }


def _chain(name: str, available: Mapping[str, Path]) -> tuple[Layer, ...]:
    if name not in available:
        raise ThemeError(f'no theme "{name}"', hint=did_you_mean(name, list(available)))
    chain = [Layer(name, available[name])]
    while (parent := _parent(chain[-1], available)) is not None:
        chain.append(parent)
        if parent.name in [layer.name for layer in chain[:-1]]:
            line = " -> ".join(f'"{layer.name}"' for layer in chain)
            raise ThemeError(f"theme inherits from itself: {line}", path=_about(chain[-2]))
    return tuple(chain)


def _about(layer: Layer) -> Path:
    return layer.folder / "theme.toml"


def _parent(layer: Layer, available: Mapping[str, Path]) -> Layer | None:
    """The layer that theme.toml names as parent."""
    path, text = _about(layer), _about_text(layer)
    table = _parse(text, path)
    _check(table, layer, text)
    parent = table.get("parent")
    if parent is None:
        return None
    if parent not in available:
        hint, line = did_you_mean(parent, list(available)), _line_of("parent", text)
        raise ThemeError(f'no theme "{parent}"', path=path, line=line, hint=hint)
    return Layer(parent, available[parent])


def _check(table: Mapping[str, object], layer: Layer, text: str) -> None:
    """Only known keys, only text, and the folder's own name."""
    path = _about(layer)
    for key, value in table.items():
        line = _line_of(key, text)
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            raise ThemeError(f'unknown key "{key}"', path=path, line=line, hint=hint)
        if not isinstance(value, str):
            raise ThemeError(f'"{key}" must be a text in quotes', path=path, line=line)
    if table.get("name") != layer.name:
        said, hint = "the theme is not called as its folder", f'write name = "{layer.name}"'
        raise ThemeError(said, path=path, line=_line_of("name", text), hint=hint)


def _line_of(key: str, text: str) -> int | None:
    """Where a key stands in a theme.toml, which has no tables that count."""
    found = re.search(rf'^[ \t]*[\["\']*{re.escape(key)}\b', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _about_text(layer: Layer) -> str:
    path = _about(layer)
    if not path.is_file():
        hint = f'write name = "{layer.name}" and, to change only some of it, parent = "default"'
        raise ThemeError("the theme has no theme.toml", path=path, hint=hint)
    return read_text(path)


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        said = str(error)[: place.start()] if place else str(error)
        line = int(place[1]) if place else None
        raise ThemeError(f"not TOML: {said}", path=path, line=line) from None
