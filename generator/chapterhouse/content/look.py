"""The table [look] of site.toml: what a host changes of a theme without making one.

[look]
scheme = "dark"
accent = "#1c5d98"
reading = "Georgia, serif"
logo = "logo.svg"

[look.dark]
paper = "#000000"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticKnownError

from ..errors import did_you_mean
from ..schema import STRICT, misfit
from .fields import Line

FONT_ENDINGS = (".woff2", ".woff", ".ttf", ".otf")
_LOGO_ENDINGS = (".svg", ".png")
_ICON_ENDINGS = (".svg", ".png", ".ico")

_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
_SHORT = re.compile(r"#[0-9a-f]{3}\Z")
_NOT_IN_A_NAME = re.compile(r"[\"'\\<>{}();:@/*]")

_SCHEMES = ("auto", "light", "dark")


def colour(value: str) -> str:
    """ "#rrggbb" in small letters, from that or "#rgb"; or a misfit."""
    small = value.lower()
    if _SHORT.match(small):
        return "#" + "".join(digit * 2 for digit in small[1:])
    if not _COLOUR.match(small):
        raise misfit(f'must be a colour, not "{value}"', 'such as "#9b2c1f"')
    return small


def _file(value: str, endings: tuple[str, ...]) -> str:
    path = PurePosixPath(value)
    if path.is_absolute() or ".." in path.parts or "\\" in value or ":" in value:
        raise misfit(f'must be a file in content/, not "{value}"', 'such as "look/logo.svg"')
    if not value.lower().endswith(endings):
        raise misfit(f'must end in {" or ".join(endings)}, not "{value}"')
    return str(path)


def _scheme(value: str) -> str:
    if value not in _SCHEMES:
        raise misfit(f'must not be "{value}"', did_you_mean(value, _SCHEMES))
    return value


def _names(value: str) -> str:
    if _NOT_IN_A_NAME.search(value):
        raise misfit(f'must be a face or a font file, not "{value}"', 'such as "Georgia, serif"')
    return value


Colour = Annotated[str, AfterValidator(colour)]
"""Written as "#9b2c1f" or "#fff"."""
Logo = Annotated[str, AfterValidator(lambda value: _file(value, _LOGO_ENDINGS))]
"""A picture in content/: .svg or .png."""
Icon = Annotated[str, AfterValidator(lambda value: _file(value, _ICON_ENDINGS))]
"""A small picture in content/: .svg, .png or .ico."""
Font = Annotated[str, AfterValidator(lambda value: _file(value, FONT_ENDINGS))]
"""A font file in content/."""
Scheme = Annotated[str, AfterValidator(_scheme)]
"""auto, light or dark."""


@dataclass(frozen=True, slots=True)
class Face:
    """What text is set in: faces that the reader's machine may have, or files of the site's own."""

    __pydantic_config__ = STRICT
    names: Annotated[Line, AfterValidator(_names)] | None = None
    """Of faces, with commas between."""
    regular: Font | None = None
    """The file of its upright letters."""
    italic: Font | None = None
    """Of its slanted ones."""
    bold: Font | None = None
    """Of the bold ones; for a variable font the same file as `regular`."""
    bold_italic: Font | None = None
    """Of those that are both."""


def _plain(value: object, table: ValidatorFunctionWrapHandler) -> object:
    """Takes the names of faces, or one file, without a table."""
    if isinstance(value, dict):
        return table(value)
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if value.lower().endswith(FONT_ENDINGS):
        return Face(regular=_file(value, FONT_ENDINGS))
    return Face(names=_names(value))


WrittenFace = Annotated[Face, WrapValidator(_plain)]
"""Written as "Georgia, serif", as "fonts/x.woff2", or as {regular = "fonts/x.woff2", ...}."""


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of one scheme. None: the theme's."""

    __pydantic_config__ = STRICT
    paper: Colour | None = None
    """What text stands on."""
    ink: Colour | None = None
    """Text."""
    accent: Colour | None = None
    """Links under the pointer, buttons, marks of place."""


@dataclass(frozen=True, slots=True)
class DarkShades(Shades):
    """The dark scheme's, with the logo that shows on it."""

    __pydantic_config__ = STRICT
    logo: Logo | None = None
    """Where the other does not show."""


@dataclass(frozen=True, slots=True)
class Look:
    """[look]: all of it can be left out."""

    __pydantic_config__ = STRICT
    scheme: Scheme = "auto"
    """ "auto" as the reader's machine is set, "light" or "dark"."""
    switch: bool = True
    """Whether a reader may choose another scheme."""
    accent: Colour | None = None
    """In both schemes; the dark one takes the nearest that can be read there."""
    reading: WrittenFace | None = None
    """The face of what is read, transcripts and titles: names, or a font file in content/."""
    plain: WrittenFace | None = None
    """The face of all that is around it."""
    logo: Logo | None = None
    """Stands for the site's name in the header: a file in content/, .svg or .png."""
    icon: Icon | None = None
    """What a browser shows in the tab: a file in content/, .svg, .png or .ico."""
    light: Shades = field(default_factory=Shades)
    """Colours of the light scheme, where they are not the theme's."""
    dark: DarkShades = field(default_factory=DarkShades)
    """Colours of the dark scheme, where they are not the theme's."""

    @property
    def files(self) -> tuple[str, ...]:
        """All that it names in content/."""
        faces = [face for face in (self.reading, self.plain) if face is not None]
        fonts = ((f.regular, f.italic, f.bold, f.bold_italic) for f in faces)
        named = (self.logo, self.dark.logo, self.icon, *chain.from_iterable(fonts))
        return tuple(dict.fromkeys(filter(None, named)))
