"""A theme as a value: the folders it is made of, nearest first.

Files are looked up in these folders when they are needed; no template or style sheet is kept
in here, so a theme stays small on its way to another process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .. import urls
from ..errors import ThemeError
from ..files import Folder
from ..languages import FOLDER, Catalogue
from ..model import Remark
from ..views import LookView
from .palette import Shade

_DIGEST_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Layer:
    """One theme of a chain, without its parents."""

    name: str
    folder: Path

    @property
    def files(self) -> Folder:
        """All that lies in its folder."""
        return Folder(self.folder, str(self.folder), ThemeError)

    @property
    def templates(self) -> Folder:
        """Where its templates lie, if it has any."""
        return self._part("templates")

    @property
    def static(self) -> Folder:
        """Where its styles, scripts and pictures lie, if it has any."""
        return self._part("static")

    @property
    def languages(self) -> Folder:
        """Where its words in other languages lie, if it has any."""
        return self._part(FOLDER)

    def _part(self, name: str) -> Folder:
        path = self.folder / name
        return Folder(path, str(path), ThemeError, self.folder)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its parents, ready to render."""

    chain: tuple[Layer, ...]
    """The theme itself first, then its parent, and so on."""
    assets: tuple[str, ...]
    """Names of the static files, such as "css/site.css", of the whole chain."""
    digest: str
    """sha256 of the static files, in hex."""
    catalogue: Catalogue = field(default_factory=Catalogue)
    """The words of the interface, in the site's language."""
    shades: Mapping[str, Mapping[str, Shade]] = field(default_factory=dict)
    """The colours, by scheme ("light", "dark") and name."""
    look: LookView = field(default_factory=LookView)
    """What templates are told of it."""
    remarks: tuple[Remark, ...] = ()
    """What its author, or who chose it, should know. Paths are as the theme was found."""

    @property
    def name(self) -> str:
        """The name of the nearest theme of the chain."""
        return self.chain[0].name

    @property
    def asset_folder(self) -> str:
        """Where the static files lie, from the site's root. One folder named after what is in
        all of them: scripts may import each other by relative paths, and nobody's browser
        mixes files of two builds."""
        return f"{urls.ASSETS}{self.digest[:_DIGEST_LENGTH]}/"
