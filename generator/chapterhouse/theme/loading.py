"""From a theme's name to the theme with its parents.

A name is looked up among the themes that exist and is never joined to a path, so it cannot
lead anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ThemeError, did_you_mean
from ..languages import load_catalogue
from ..model import Diagnostic, Remark
from ..toml_lines import Lines, read_toml, toml_lines
from .finding import Offer, available
from .layers import Layer, Theme
from .palette import SCHEMES, Shades, doubts, merged, read_shades
from .static import contents, digest_of, find_static

_ABOUT = "theme.toml"
_TEXTS = ("name", "parent")
_KEYS = (*_TEXTS, *SCHEMES)
"""What theme.toml may say."""

Offers = Mapping[str, tuple[Offer, ...]]


@dataclass(frozen=True, slots=True)
class _About:
    """A theme.toml."""

    parent: str | None
    line: int | None
    """Where the parent is named."""
    shades: Shades


def load_theme(
    name: str,
    shelves: Sequence[Path | Sequence[Offer]],
    wanted: tuple[Path | None, int | None] = (None, None),
    language: str = "en",
) -> Theme:
    """The theme called `name` and its parents, each from the first of `shelves` that has it: a
    folder of themes, or what packages offer.

    `wanted` is the file and the line that ask for it, `language` (BCP 47) the one that the
    interface speaks. Raises ThemeError when one of them is
    missing, inherits from itself, comes from two packages or can't be read.
    """
    offers = available(shelves)
    chain, shades = [_layer(name, offers, wanted)], []
    while True:
        about = _read(chain[-1])
        shades.append(about.shades)
        if about.parent is None:
            break
        asked = (_place(chain[-1]), about.line)
        chain.append(_layer(about.parent, offers, asked))
        _check_circle(chain)
    colours = merged(shades)
    files = find_static(chain)
    catalogue = load_catalogue(language, (layer.languages for layer in chain))
    return Theme(
        tuple(chain),
        tuple(files),
        digest_of(contents(files, catalogue)),
        catalogue,
        colours,
        remarks=(*_passed_over(chain, offers, wanted), *doubts(colours)),
    )


def _layer(name: str, offers: Offers, wanted: tuple[Path | None, int | None]) -> Layer:
    path, line = wanted
    if name not in offers:
        hint = did_you_mean(name, list(offers))
        raise ThemeError(f'no theme "{name}"', path=path, line=line, hint=hint)
    first, *others = offers[name]
    rivals = [other.package for other in others if first.package and other.package]
    if rivals:
        both = " and ".join(sorted([first.package, *rivals]))
        said, hint = f'the theme "{name}" comes from two packages, {both}', "uninstall one"
        raise ThemeError(said, path=path, line=line, hint=hint)
    return Layer(name, first.folder)


def _passed_over(
    chain: Sequence[Layer], offers: Offers, wanted: tuple[Path | None, int | None]
) -> Iterator[Remark]:
    """A warning for each theme of the chain of which there is another."""
    path, line = wanted
    for layer in chain:
        first, *others = offers[layer.name]
        for other in others:
            said = f'the theme "{layer.name}" of {first} is used, not that of {other}'
            where = str(path or _place(layer))
            yield Remark(where, Diagnostic(line or 1, "warning", said, matter="site"))


def _check_circle(chain: Sequence[Layer]) -> None:
    if chain[-1].name in [layer.name for layer in chain[:-1]]:
        line = " -> ".join(f'"{layer.name}"' for layer in chain)
        raise ThemeError(f"theme inherits from itself: {line}", path=_place(chain[-2]))


def _place(layer: Layer) -> Path:
    return layer.folder / _ABOUT


def _read(layer: Layer) -> _About:
    """What a theme says of itself."""
    path, text = _place(layer), _about_text(layer)
    table, lines = read_toml(text, str(path), ThemeError), toml_lines(text)
    _check(table, layer, lines)
    parent = table.get("parent")
    return _About(
        parent if isinstance(parent, str) else None,
        lines(("parent",)),
        read_shades(table, lines, str(path)),
    )


def _check(table: Mapping[str, object], layer: Layer, lines: Lines) -> None:
    """Only known keys, only text, and the name by which it was found."""
    path = _place(layer)
    for key, value in table.items():
        line = lines((key,))
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            raise ThemeError(f'unknown key "{key}"', path=path, line=line, hint=hint)
        if key in _TEXTS and not isinstance(value, str):
            raise ThemeError(f'"{key}" must be a text in quotes', path=path, line=line)
    if table.get("name") != layer.name:
        said, hint = "the theme is not called as its folder", f'write name = "{layer.name}"'
        raise ThemeError(said, path=path, line=lines(("name",)), hint=hint)


def _about_text(layer: Layer) -> str:
    if not layer.files.has(_ABOUT):
        hint = f'write name = "{layer.name}" and, to change only some of it, parent = "default"'
        raise ThemeError("the theme has no theme.toml", path=_place(layer), hint=hint)
    return layer.files.text(_ABOUT)
