"""The colours of a theme: [light] and [dark] in theme.toml, inherited one by one.

Style sheets know them by name only, as `var(--accent)`; css/look.css, which every build makes,
says what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ..colour import READABLE, VISIBLE, contrast, readable
from ..errors import ThemeError, did_you_mean
from ..model import Diagnostic, Remark
from ..toml_lines import Lines

SCHEMES = ("light", "dark")

SPEAKERS = tuple(f"s{number}" for number in range(1, 13))
GROUNDS = ("paper", "sheet", "mark")
TEXTS = ("ink", "soft", "accent", *SPEAKERS)
"""What is read on each of the grounds."""

COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "paper": "What all stands on.",
        "sheet": "What lies on the paper: cards, the player, fields.",
        "ink": "Text.",
        "soft": "Text that steps back: dates, times, remarks.",
        "rule": "Lines that part things.",
        "edge": "The borders of what can be pressed or typed into; 3:1 on paper and sheet.",
        "accent": "Links under the pointer, buttons, the place where the reader is.",
        "on-accent": "Text on the accent.",
        "mark": "The ground of marked text: what a link points at, what was found.",
        **{name: f"The name of the {name[1:]}. speaker of an episode." for name in SPEAKERS},
    }
)
"""Those that the default theme's styles ask for. A theme may have more, of its own: in both
schemes, and possibly the same as one of these ("accent"), whatever the host makes of that."""

_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour, and where it is said."""

    value: str
    """ "#rrggbb"; for a colour of the theme's own also the name of another, "accent"."""
    path: str
    line: int | None


Shades = Mapping[str, Mapping[str, Shade]]
"""Scheme -> name -> colour."""


def read_shades(values: Mapping[str, object], lines: Lines, path: str) -> Shades:
    """What a theme.toml says in [light] and [dark]. Raises ThemeError."""
    found: dict[str, Mapping[str, Shade]] = {}
    for scheme in SCHEMES:
        table = values.get(scheme, {})
        if not isinstance(table, Mapping):
            said, hint = (
                f'"{scheme}" must be a table',
                f'[{scheme}], and below it accent = "#9b2c1f"',
            )
            raise ThemeError(said, path=path, line=lines((scheme,)), hint=hint)
        found[scheme] = {
            name: _shade(name, value, path, lines((scheme, name))) for name, value in table.items()
        }
    return found


def _shade(name: str, value: object, path: str, line: int | None) -> Shade:
    if not _NAME.match(name):
        hint = "small letters, digits and single hyphens"
        raise ThemeError(f'no colour can be called "{name}"', path=path, line=line, hint=hint)
    if isinstance(value, str) and (_COLOUR.match(value) or _refers(name, value)):
        return Shade(value, path, line)
    hint = 'such as "#9b2c1f"'
    if name not in COLOURS:
        hint += f", or the name of another: {', '.join(COLOURS)}"
    raise ThemeError(f'"{name}" must be a colour, not {value!r}', path=path, line=line, hint=hint)


def _refers(name: str, value: str) -> bool:
    """A theme's own colour may be the same as one of those that every theme has."""
    return name not in COLOURS and value in COLOURS


def merged(nearest_first: list[Shades]) -> Shades:
    """The colours of a chain of themes. Raises ThemeError for one that only one scheme has."""
    made = {
        scheme: {
            name: shade
            for shades in reversed(nearest_first)
            for name, shade in shades[scheme].items()
        }
        for scheme in SCHEMES
    }
    for scheme, other in (SCHEMES, SCHEMES[::-1]):
        for name, shade in made[scheme].items():
            if name not in made[other]:
                hint = did_you_mean(name, sorted(made[other])) if made[other] else f"add [{other}]"
                said = f'[{other}] has no colour "{name}"'
                raise ThemeError(said, path=shade.path, line=shade.line, hint=hint)
    return made


def doubts(shades: Shades) -> Iterator[Remark]:
    """A warning for each colour that can't be read where it will stand."""
    for scheme in SCHEMES:
        named = shades[scheme]
        for text, grounds, least in _PAIRS:
            here = [named[ground] for ground in grounds if ground in named]
            if text in named and here:
                yield from doubt(f"{scheme} {text}", named[text], here, least)


_PAIRS = (
    *((text, GROUNDS, READABLE) for text in TEXTS),
    ("on-accent", ("accent",), READABLE),
    ("edge", ("paper", "sheet"), VISIBLE),
)
"""What shows on what, and the contrast it needs."""


def doubt(name: str, shade: Shade, grounds: list[Shade], least: float) -> Iterator[Remark]:
    """A warning for a colour that has too little contrast, with the nearest that has enough."""
    on = [ground.value for ground in grounds]
    worst = min(on, key=lambda ground: contrast(shade.value, ground))
    found = contrast(shade.value, worst)
    if found < least:
        near = readable(shade.value, on, least)
        message = (
            f"the {name} colour {shade.value} has a contrast of {found:.1f} on {worst}, "
            f'and needs {least}; the nearest that has it is "{near}"'
        )
        yield Remark(shade.path, Diagnostic(shade.line or 1, "warning", message, matter="site"))
