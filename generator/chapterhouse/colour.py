"""Colours as "#rrggbb": how well two can be told apart, and the nearest that can be read.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). A colour is made
readable by its lightness alone, in OKLCH (B. Ottosson, "A perceptual color space for image
processing", 2020, https://bottosson.github.io/posts/oklab/): it stays the colour it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import cbrt

READABLE, VISIBLE = 4.5, 3.0
"""The contrast that text needs, and that what isn't text needs (WCAG 2.2, 1.4.3 and 1.4.11)."""

_Triple = tuple[float, float, float]

_STEPS = 200
"""Of lightness that are tried: each is less than an eye can tell."""
_HALVINGS = 20


def contrast(one: str, other: str) -> float:
    """1 for two that are the same, up to 21 for black and white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    """With the ground on which it shows worst."""
    return min(contrast(colour, ground) for ground in grounds)


def readable(colour: str, grounds: Iterable[str], least: float = READABLE) -> str:
    """The colour itself, or the one nearest to it in lightness that has at least this contrast
    with all the grounds; black or white, whichever is better, where none of its kind has."""
    on = tuple(grounds)
    if least_contrast(colour, on) >= least:
        return colour
    lightness, *kind = _oklab(colour)
    tried = ((abs(step / _STEPS - lightness), step / _STEPS) for step in range(_STEPS + 1))
    for _, other in sorted(tried):
        made = _inside((other, kind[0], kind[1]))
        if least_contrast(made, on) >= least:
            return made
    return max(("#000000", "#ffffff"), key=lambda end: least_contrast(end, on))


def mixed(colour: str, other: str, share: float) -> str:
    """So much (0 to 1) of the other in it, as the eye sees it."""
    pairs = zip(_oklab(colour), _oklab(other), strict=True)
    first, second, third = (one + (two - one) * share for one, two in pairs)
    return _inside((first, second, third))


def _luminance(colour: str) -> float:
    """0 to 1, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> _Triple:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _each(
        lambda part: part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4,
        (red, green, blue),
    )


def _oklab(colour: str) -> _Triple:
    red, green, blue = _linear(colour)
    long, middle, short = _each(
        cbrt,
        (
            0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue,
            0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue,
            0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue,
        ),
    )
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _unlab(colour: _Triple) -> _Triple:
    """Linear red, green and blue; outside of 0 to 1 for what no screen shows."""
    light, a, b = colour
    long, middle, short = _each(
        lambda part: part**3,
        (
            light + 0.3963377774 * a + 0.2158037573 * b,
            light - 0.1055613458 * a - 0.0638541728 * b,
            light - 0.0894841775 * a - 1.2914855480 * b,
        ),
    )
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _inside(colour: _Triple) -> str:
    """As written, with no more chroma than a screen can show at this lightness."""
    light, a, b = min(max(colour[0], 0.0), 1.0), colour[1], colour[2]
    share = 1.0 if _shows(_unlab((light, a, b))) else _most_chroma(light, a, b)
    return "#" + "".join(_written(part) for part in _unlab((light, a * share, b * share)))


def _most_chroma(light: float, a: float, b: float) -> float:
    """The share of the chroma that a screen can show."""
    least, most = 0.0, 1.0
    for _ in range(_HALVINGS):
        half = (least + most) / 2
        if _shows(_unlab((light, a * half, b * half))):
            least = half
        else:
            most = half
    return least


def _shows(parts: _Triple) -> bool:
    return all(-0.0001 <= part <= 1.0001 for part in parts)


def _written(linear: float) -> str:
    part = min(max(linear, 0.0), 1.0)
    sign = part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return f"{round(sign * 255):02x}"


def _each(function: Callable[[float], float], parts: _Triple) -> _Triple:
    return function(parts[0]), function(parts[1]), function(parts[2])
