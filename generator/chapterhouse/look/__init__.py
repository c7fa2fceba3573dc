"""A theme with the host's own colours, faces and pictures: [look] in site.toml.

Everything it says becomes one small style sheet, css/look.css, with the theme's own colours
below it, so that a page needs no inline style.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from ..content import SiteConfig
from ..files import Folder
from ..model import Remark
from ..theme import Theme
from ..views import LookView
from .colours import doubtful, fitted, rules
from .faces import faces
from .own_files import OwnFiles

STYLES = "css/look.css"
"""What is made."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """A theme as the host wants it."""

    theme: Theme
    files: Mapping[str, bytes]
    """What is published with its static files, by name."""
    remarks: tuple[Remark, ...]


def dress(theme: Theme, config: SiteConfig, content: Folder) -> Dressed:
    """The theme in the site's look; `content` is where its files are.

    Raises ContentError for a file that isn't there or isn't what its name says.
    """
    look, files = config.look, OwnFiles(content, config.look_lines)
    light, dark = fitted(theme, look, "light"), fitted(theme, look, "dark")
    styles = f"{faces(look, files)}{rules(light, dark)}"
    view = LookView(
        scheme=cast(Literal["auto", "light", "dark"], look.scheme),
        switch=look.switch,
        styles=STYLES if styles else "",
        light=light.get("paper", ""),
        dark=dark.get("paper", ""),
        fonts=tuple(files.fonts),
        logo=files.picture("logo", look.logo),
        dark_logo=files.picture("dark.logo", look.dark.logo),
        icon=files.icon("icon", look.icon),
    )
    made = {**files.published, **({STYLES: styles.encode()} if styles else {})}
    return Dressed(_with(theme, made, view), made, tuple(doubtful(theme, config)))


def _with(theme: Theme, files: Mapping[str, bytes], view: LookView) -> Theme:
    digest = hashlib.sha256(theme.digest.encode())
    for name, data in sorted(files.items()):
        digest.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    assets = tuple(sorted({*theme.assets, *files}))
    return replace(theme, assets=assets, digest=digest.hexdigest(), look=view)
