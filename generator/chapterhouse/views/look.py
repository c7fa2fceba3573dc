"""How the site looks, as far as site.toml and theme.toml say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture of the site's own."""

    file: str
    """For the `asset` filter: "look/logo.svg"."""
    width: int
    """Pixels, as the file says; a style sheet may show it in another size."""
    height: int
    """Pixels."""


@dataclass(frozen=True, slots=True)
class IconView:
    """What a browser shows in the tab."""

    file: str
    """For the `asset` filter."""
    type: str
    """Its media type: "image/svg+xml"."""


@dataclass(frozen=True, slots=True)
class LookView:
    """What a template needs to know of colours, faces and pictures."""

    scheme: Literal["auto", "light", "dark"] = "auto"
    """What the host wants where the reader has not chosen."""
    switch: bool = True
    """Whether a reader may choose."""
    styles: str = ""
    """The style sheet with colours and faces, for the `asset` filter: "css/look.css"; or ""."""
    light: str = ""
    """The paper's colour in the light scheme, "#fbf8f2", or ""."""
    dark: str = ""
    """The same in the dark scheme."""
    fonts: tuple[str, ...] = ()
    """Font files that a page should load at once, for the `asset` filter."""
    logo: PictureView | None = None
    """Instead of the site's name."""
    dark_logo: PictureView | None = None
    """The one for the dark scheme, where it is another."""
    icon: IconView | None = None
    """The site's own; None: the theme's."""
