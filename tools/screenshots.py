"""Pictures of the site's main states, to look at and for the README.

    python tools/screenshots.py [--out DIR] [--only a,b]

Builds the site of the seeds into a temporary folder and opens it in Chromium. One episode gets a
tone as its recording, so that it can be shown playing; nothing is asked of any other machine.
The folder tests/ has to be on the path (`make screenshots` sees to that). The pictures that the
README shows go to docs/images/, all others to a folder that git doesn't keep.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, Route

from browser import launch, serve
from chapterhouse.build import build
from recordings import tone

ROOT = Path(__file__).parent.parent

TALK = "episodes/lessons-learned-about-data-and-ai-at-enterprises/"
CAPTIONS = "episodes/running-from-complexity/"
SOUND = "https://media.example.org/talk.wav"
"""Answered by this program, in place of the host that it names."""
_LENGTH = 3700
"""Seconds of the recording: somewhat longer than the talk."""
_PIECE = 1 << 18
"""Bytes of an answer about the recording at most."""

Scheme = Literal["light", "dark"]


def _stay(_: Page) -> None:
    """Shows a page as it opens."""


def _play(page: Page) -> None:
    page.locator("[data-source=audio]").click()
    page.locator(".transcript :target > a").click()
    page.wait_for_timeout(1000)
    page.locator("[data-said]:not(.shown)").wait_for(state="attached")


def _unfold(page: Page) -> None:
    page.locator(".contents summary").click()


def _search(page: Page) -> None:
    page.locator(".hit").first.wait_for()


def _ask(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("becoming a data scientist")
    page.locator(".search-dialog mark").first.wait_for()
    page.keyboard.press("ArrowDown")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: which page, how wide and high the window (CSS pixels), what is done first."""

    name: str
    path: str
    width: int = 1440
    height: int = 900
    scheme: Scheme = "light"
    act: Callable[[Page], None] = _stay
    shown: bool = False
    """Whether the README shows it."""


_SIZES = ((320, 640), (768, 1024), (1440, 900))

SHOTS = (
    Shot("episode", TALK, 1280, 860, shown=True),
    Shot("playing-phone", f"{TALK}#t2210", 390, 760, "dark", _play, shown=True),
    Shot("playing-1080", f"{TALK}#t2210", 1080, 700, act=_play),
    *(
        Shot(f"{name}-{width}-{scheme}", path, width, height, scheme)
        for name, path in {"head": TALK, "captions": CAPTIONS, "home": ""}.items()
        for width, height in _SIZES
        for scheme in ("light", "dark")
    ),
    *(Shot(f"target-{width}", f"{TALK}#t2210", width, height) for width, height in _SIZES),
    *(
        Shot(f"playing-{width}", f"{TALK}#t2210", width, height, act=_play)
        for width, height in _SIZES
    ),
    Shot("playing-1440-dark", f"{TALK}#t2210", scheme="dark", act=_play),
    Shot("captions-text-1440", f"{CAPTIONS}#t1344"),
    Shot("captions-text-320", f"{CAPTIONS}#t1344", 320, 640),
    Shot("drawer-320", f"{TALK}#t2210", 320, 640, act=_unfold),
    Shot("search", "", 1280, 800, act=_ask, shown=True),
    Shot("search-1440", "search/?q=record+company", act=_search),
    Shot("search-320", "search/?q=record+company", 320, 640, act=_search),
)


def main(arguments: Sequence[str]) -> int:
    """Writes the pictures and prints their paths; the exit status."""
    options = _options(arguments)
    shots = [shot for shot in SHOTS if re.search(options.only.replace(",", "|"), shot.name)]
    with tempfile.TemporaryDirectory() as folder, launch() as browser:
        sound = Path(folder) / "talk.wav"
        tone(sound, _LENGTH)
        with _site(Path(folder)) as address:
            for shot in shots:
                print(_take(browser, shot, address, sound, _file(shot, options.out)))
    return 0


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    """The address of the seeds' site, with a slash at the end."""
    for name in ("content", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    episode = folder / "content/episodes/data-and-ai-at-enterprises.md"
    text = episode.read_text(encoding="utf-8")
    episode.write_text(text.replace("---\n", f"---\naudio: {SOUND}\n", 1), encoding="utf-8")
    build(folder, folder / "output")
    with serve(folder / "output") as address:
        yield f"{address}/"


def _take(browser: Browser, shot: Shot, address: str, sound: Path, file: Path) -> Path:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.route(SOUND, lambda route: _answer(route, sound))
    page.goto(address + shot.path, wait_until="load")
    shot.act(page)
    page.wait_for_timeout(300)
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)
    context.close()
    return file


def _answer(route: Route, sound: Path) -> None:
    """The piece of the recording that was asked for, as a host answers that knows Range."""
    asked = re.match(r"bytes=(\d+)-(\d*)", route.request.headers.get("range", "bytes=0-"))
    first, last = asked.groups() if asked else ("0", "")
    size, start = sound.stat().st_size, int(first)
    end = min(int(last or size), size - 1, start + _PIECE)
    with sound.open("rb") as data:
        data.seek(start)
        route.fulfill(
            status=206,
            content_type="audio/wav",
            headers={"Accept-Ranges": "bytes", "Content-Range": f"bytes {start}-{end}/{size}"},
            body=data.read(end - start + 1),
        )


def _file(shot: Shot, out: Path | None) -> Path:
    folder = out or ROOT / ("docs/images" if shot.shown else "docs/images/more")
    return folder / f"{shot.name}.png"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, help="a folder for all of them")
    parser.add_argument("--only", default="", help="pieces of names, with commas between")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
