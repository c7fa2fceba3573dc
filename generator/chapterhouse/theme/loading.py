"""From a theme's name to the theme with its parents.

A name is looked up among the folders that exist and is never joined to a path, so it cannot
lead anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import ThemeError, did_you_mean
from ..files import Folder
from ..languages import load_catalogue
from ..toml_lines import Lines, read_toml, toml_lines
from .layers import Layer, Theme
from .static import contents, digest_of, find_static

_ABOUT = "theme.toml"
_KEYS = ("name", "parent")
"""What theme.toml may say."""


def load_theme(
    name: str,
    folders: Sequence[Path],
    wanted: tuple[Path | None, int | None] = (None, None),
    language: str = "en",
) -> Theme:
    """The theme called `name` and its parents, each from the first of `folders` that has it.

    `wanted` is the file and the line that ask for it, `language` (BCP 47) the one that the
    interface speaks. Raises ThemeError when one of them is
    missing, inherits from itself or can't be read.
    """
    available = _available(folders)
    if name not in available:
        hint = did_you_mean(name, list(available))
        raise ThemeError(f'no theme "{name}"', path=wanted[0], line=wanted[1], hint=hint)
    chain = _chain(name, available)
    files = find_static(chain)
    catalogue = load_catalogue(language, (layer.languages for layer in chain))
    return Theme(chain, tuple(files), digest_of(contents(files, catalogue)), catalogue)


def _available(folders: Sequence[Path]) -> dict[str, Path]:
    """Theme name -> its folder, the first one that has it."""
    return {
        name: folder / name
        for folder in reversed(folders)
        for name in Folder(folder, str(folder), ThemeError).folders()
    }


def _chain(name: str, available: Mapping[str, Path]) -> tuple[Layer, ...]:
    chain = [Layer(name, available[name])]
    while (parent := _parent(chain[-1], available)) is not None:
        chain.append(parent)
        if parent.name in [layer.name for layer in chain[:-1]]:
            line = " -> ".join(f'"{layer.name}"' for layer in chain)
            raise ThemeError(f"theme inherits from itself: {line}", path=_about(chain[-2]))
    return tuple(chain)


def _about(layer: Layer) -> Path:
    return layer.folder / _ABOUT


def _parent(layer: Layer, available: Mapping[str, Path]) -> Layer | None:
    """The layer that theme.toml names as parent."""
    path, text = _about(layer), _about_text(layer)
    table = read_toml(text, str(path), ThemeError)
    _check(table, layer, toml_lines(text))
    parent = table.get("parent")
    if not isinstance(parent, str):
        return None
    if parent not in available:
        hint, line = did_you_mean(parent, list(available)), toml_lines(text)(("parent",))
        raise ThemeError(f'no theme "{parent}"', path=path, line=line, hint=hint)
    return Layer(parent, available[parent])


def _check(table: Mapping[str, object], layer: Layer, lines: Lines) -> None:
    """Only known keys, only text, and the folder's own name."""
    path = _about(layer)
    for key, value in table.items():
        line = lines((key,))
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            raise ThemeError(f'unknown key "{key}"', path=path, line=line, hint=hint)
        if not isinstance(value, str):
            raise ThemeError(f'"{key}" must be a text in quotes', path=path, line=line)
    if table.get("name") != layer.name:
        said, hint = "the theme is not called as its folder", f'write name = "{layer.name}"'
        raise ThemeError(said, path=path, line=lines(("name",)), hint=hint)


def _about_text(layer: Layer) -> str:
    if not layer.files.has(_ABOUT):
        hint = f'write name = "{layer.name}" and, to change only some of it, parent = "default"'
        raise ThemeError("the theme has no theme.toml", path=_about(layer), hint=hint)
    return layer.files.text(_ABOUT)
