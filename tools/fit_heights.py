"""How far css/extent.css is from the heights that chapters really have, and what would be nearer.

    python tools/fit_heights.py

Builds the five seeds and the two long episodes of the tests, lays every chapter out in Chromium
at several widths and prints, for each: how far off the theme's estimates are, one chapter and a
whole episode, and the two figures with the least squares of relative errors. The folder tests/
has to be on the path.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from browser import launch, serve
from chapterhouse.build import build
from long_episodes import write_long_site

ROOT = Path(__file__).parent.parent
WIDTHS = (320, 360, 390, 430, 520, 600, 700, 768, 1024, 1080, 1440)
_REM = 16

_MEASURE = """() => {
  const guesses = [...document.querySelectorAll(".chapter")].map((chapter) => {
    const style = getComputedStyle(chapter);
    const sides = [style.paddingBlockStart, style.paddingBlockEnd];
    const padding = sides.map(parseFloat).reduce((sum, each) => sum + each);
    const digit = (name) => Number(style.getPropertyValue(name));
    const units = ["--hundreds", "--tens", "--ones"].map(digit);
    const guess = parseFloat(style.containIntrinsicBlockSize.replace("auto ", ""));
    return { chapter, padding, guess, units: units.reduce((sum, each) => sum + each) };
  });
  for (const { chapter } of guesses) chapter.style.contentVisibility = "visible";
  return guesses.map(({ chapter, padding, guess, units }) =>
    [units, chapter.getBoundingClientRect().height - padding, guess]);
}"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One chapter, without its padding; heights in rem."""

    episode: str
    units: int
    real: float
    guess: float


def chapters(browser: Browser, address: str, episodes: Iterable[str], width: int) -> list[Measured]:
    """Every chapter of a site's episodes at one width."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    found = []
    for episode in episodes:
        page.goto(f"{address}/episodes/{episode}/", wait_until="networkidle")
        for units, real, guess in page.evaluate(_MEASURE):
            found.append(Measured(episode, units, real / _REM, guess / _REM))
    page.close()
    return found


def fitted(measured: Sequence[Measured]) -> tuple[float, float]:
    """Head and unit in rem: the line with the least squares of relative errors."""
    weights = [each.real**-2 for each in measured]
    total = sum(weights)
    x = sum(w * each.units for w, each in zip(weights, measured, strict=True)) / total
    y = sum(w * each.real for w, each in zip(weights, measured, strict=True)) / total
    pairs = [(w, e.units - x, e.real - y) for w, e in zip(weights, measured, strict=True)]
    unit = sum(w * dx * dy for w, dx, dy in pairs) / sum(w * dx * dx for w, dx, _ in pairs)
    return y - unit * x, unit


def report(width: int, measured: Sequence[Measured]) -> str:
    """One line."""
    off = [abs(each.guess / each.real - 1) for each in measured]
    whole = max(abs(error) for error in _episodes(measured))
    head, unit = fitted(measured)
    return (
        f"{width:5} px: a chapter is off by {median(off):.1%}, at most {max(off):.1%}, "
        f"an episode at most {whole:.1%}; nearest: {head:.2f} + {unit:.2f} rem"
    )


def _episodes(measured: Sequence[Measured]) -> Iterator[float]:
    for _, group in groupby(measured, lambda each: each.episode):
        found = list(group)
        yield sum(each.guess for each in found) / sum(each.real for each in found) - 1


def main() -> None:
    """Prints a line for each width."""
    with tempfile.TemporaryDirectory() as name, launch() as browser:
        build(ROOT, Path(name, "seeds"))
        build(write_long_site(Path(name, "long"), ROOT / "seeds"), Path(name, "hours"))
        sites = [Path(name, "seeds"), Path(name, "hours")]
        for width in WIDTHS:
            measured: list[Measured] = []
            for site in sites:
                episodes = sorted(page.parent.name for page in site.glob("episodes/*/index.html"))
                with serve(site) as address:
                    measured += chapters(browser, address, episodes, width)
            print(report(width, measured), flush=True)


if __name__ == "__main__":
    main()
