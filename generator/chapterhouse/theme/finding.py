"""Where themes come from: the site's own folder, installed packages, and Chapterhouse itself.

A package offers a theme by an entry point of the group `chapterhouse.themes`: its name is the
theme's, its value the package (or a folder in it, with dots) that holds theme.toml. The package
is not imported, only found: no code runs for a theme.
https://packaging.python.org/en/latest/specifications/entry-points/
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from ..errors import ThemeError
from ..files import Folder

GROUP = "chapterhouse.themes"


@dataclass(frozen=True, slots=True)
class Offer:
    """A theme that can be had."""

    name: str
    folder: Path
    package: str = ""
    """The distribution that brings it, or ""."""

    def __str__(self) -> str:
        """Where it is, for a person."""
        return f"the package {self.package}" if self.package else str(self.folder)


def bundled_themes() -> Path:
    """The folder of the themes that come with Chapterhouse."""
    package = Path(__file__).parents[1]
    installed = package / "themes"
    return installed if installed.is_dir() else package.parents[1] / "themes"


def installed_themes() -> tuple[Offer, ...]:
    """What packages offer, by name and package. Raises ThemeError for a package without the
    folder that it promises."""
    offers = {_offer(entry) for entry in entry_points(group=GROUP)}
    return tuple(sorted(offers, key=lambda offer: (offer.name, offer.package)))


def _offer(entry: EntryPoint) -> Offer:
    package = "" if entry.dist is None else entry.dist.name
    folder = _folder_of(entry.module.split("."))
    if folder is None:
        said = f'the package {package} offers the theme "{entry.name}" in "{entry.value}"'
        raise ThemeError(f"{said}, and there is no such folder", hint="install it anew")
    return Offer(entry.name, folder, package)


def _folder_of(parts: Sequence[str]) -> Path | None:
    """The first part is a package; what follows are folders in it."""
    spec = find_spec(parts[0])
    places = [] if spec is None else spec.submodule_search_locations or []
    folders = (Path(place, *parts[1:]) for place in places)
    return next((folder for folder in folders if folder.is_dir()), None)


def available(shelves: Sequence[Path | Sequence[Offer]]) -> Mapping[str, tuple[Offer, ...]]:
    """Theme name -> who has it, from the first shelf on; a folder that is on two shelves counts
    once, as in a checkout of Chapterhouse itself."""
    found: dict[str, dict[Path, Offer]] = {}
    for shelf in shelves:
        for offer in _on(shelf):
            found.setdefault(offer.name, {}).setdefault(offer.folder.resolve(), offer)
    return {name: tuple(offers.values()) for name, offers in found.items()}


def _on(shelf: Path | Sequence[Offer]) -> Sequence[Offer]:
    if not isinstance(shelf, Path):
        return shelf
    names = Folder(shelf, str(shelf), ThemeError).folders()
    return [Offer(name, shelf / name) for name in names]
