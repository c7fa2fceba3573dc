"""The colours of both schemes, as the host and the theme want them, as a style sheet.

A scheme is chosen by `data-scheme` on <html>, else by what the reader's machine is set to; on
paper it is always the light one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..colour import READABLE, VISIBLE, contrast, mixed, readable
from ..content import SITE_FILE, Look, SiteConfig
from ..model import Remark
from ..theme import COLOURS, GROUNDS, SPEAKERS, Shade, Theme, doubt


def _named(look: Look, scheme: str) -> dict[str, str]:
    """The colours that the host gives for a scheme."""
    own = look.light if scheme == "light" else look.dark
    every = {"paper": own.paper, "ink": own.ink, "accent": own.accent}
    return {name: value for name, value in every.items() if value is not None}


def fitted(theme: Theme, look: Look, scheme: str) -> dict[str, str]:
    """The colours of a scheme: the host's as they are, and the theme's so that they can be read
    beside those."""
    usual = {name: shade.value for name, shade in theme.shades.get(scheme, {}).items()}
    if not {"paper", "ink", "accent"} <= usual.keys():
        return usual
    named = _named(look, scheme)
    made = {**usual, **named}
    if "ink" in made and "ink" not in named:
        made["ink"] = readable(made["ink"], (made["paper"],))
    if "paper" in named or "ink" in named:
        made |= _grounds(made)
    shared = look.accent if "accent" not in named else None
    if shared and scheme == "light":
        made["accent"] = shared
    elif "accent" not in named:
        made["accent"] = _on(made, shared or made["accent"])
    return made if made == usual else made | _texts(made)


def _grounds(made: Mapping[str, str]) -> dict[str, str]:
    """What the theme sets beside the paper, for another paper or ink."""
    paper, ink = made["paper"], made["ink"]
    bright = contrast(paper, "#000000") > contrast(paper, "#ffffff")
    sheet = mixed(paper, "#ffffff", 0.6) if bright else mixed(paper, ink, 0.05)
    near = {"paper": paper, "sheet": sheet, "rule": mixed(paper, ink, 0.14)}
    near["edge"] = readable(mixed(paper, ink, 0.5), (paper, sheet), VISIBLE)
    mark = made.get("mark", sheet)
    near["mark"] = mark if contrast(ink, mark) >= READABLE else mixed(paper, ink, 0.2)
    near["soft"] = readable(mixed(ink, paper, 0.3), (paper, sheet, near["mark"]))
    return near


def _on(made: Mapping[str, str], colour: str) -> str:
    return readable(colour, [made[ground] for ground in GROUNDS if ground in made])


def _texts(made: Mapping[str, str]) -> dict[str, str]:
    """The speakers on these grounds, and what is written on the accent: black or white, one of
    which can be read on any colour, where nothing of the theme's can."""
    usual = [made[name] for name in ("on-accent", "sheet", "paper", "ink") if name in made]
    choice = (*usual, "#ffffff", "#000000")
    on_accent = next(each for each in choice if contrast(each, made["accent"]) >= READABLE)
    speakers = {name: _on(made, made[name]) for name in SPEAKERS if name in made}
    return {**speakers, "on-accent": on_accent}


def doubtful(theme: Theme, config: SiteConfig) -> Iterator[Remark]:
    """A warning for each colour of the host's that can't be read on the paper."""
    for scheme in ("light", "dark"):
        colours = fitted(theme, config.look, scheme)
        grounds = [Shade(colours[name], "", None) for name in ("paper", "sheet") if name in colours]
        for name, key in _keys(config.look, scheme) if grounds else ():
            shade = Shade(colours[name], SITE_FILE, config.look_lines.get(key))
            yield from doubt(f"{scheme} {name}", shade, grounds, READABLE)


def _keys(look: Look, scheme: str) -> Iterator[tuple[str, str]]:
    """The text colours that the host gives, and the keys that give them."""
    named = _named(look, scheme)
    for name in ("ink", "accent"):
        if name in named:
            yield name, f"{scheme}.{name}"
    if scheme == "light" and look.accent and "accent" not in named:
        yield "accent", "accent"


def rules(light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """The style sheet's part on colours; "" for a theme that has none."""
    if not light or not dark:
        return ""
    day, night = _declared("light", light), _declared("dark", dark)
    machine = "@media screen and (prefers-color-scheme:dark)"
    return (
        f":root{{{day}}}"
        f"@media screen{{:root[data-scheme=dark]{{{night}}}}}"
        f"{machine}{{:root:not([data-scheme=light]){{{night}}}}}"
    )


def _declared(scheme: str, colours: Mapping[str, str]) -> str:
    """The colours by name, and what makes pictures for one scheme appear in it alone."""
    pictures = {f"in-{each}": "inline" if each == scheme else "none" for each in ("light", "dark")}
    values = {
        name: f"var(--{value})" if value in COLOURS else value for name, value in colours.items()
    }
    declared = ";".join(f"--{name}:{value}" for name, value in {**values, **pictures}.items())
    return f"color-scheme:{scheme};{declared}"
