"""Links into the five real transcripts, after harder edits than most hosts ever make.

A site is built, its files are edited as people edit files, and it is built again; then every
address that it ever had is opened as a browser would. Which words are which is known from the
edits alone (`transcript_edits`), where a link arrives from the pages alone (`landing`).
"""

from __future__ import annotations

import bisect
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random

import pytest

from chapterhouse.build import build
from chapterhouse.cli import main
from chapterhouse.errors import Failures
from chapterhouse.model import Segment
from chapterhouse.readers import read
from chapterhouse.sources import load_source
from conftest import REPOSITORY, MakeSite
from landing import Arrived, BuiltSite
from transcript_edits import (
    Edit,
    Lines,
    Origin,
    add,
    correct,
    cut,
    edited,
    joined,
    lines_of,
    moved_down,
    replaced,
    shift,
    split,
    text_of,
)

NEAR = 30.0
"""Seconds within which an old link is to arrive at its words."""
HARD = 0.99
"""The share of them that is."""

JESPER, BEN, MISRA, ALEXANDER, SANTIAGO = (
    path.name for path in sorted((REPOSITORY / "seeds").glob("*.txt"))
)
"""Stamped paragraphs; captions; captions; two edited transcripts with headings."""

NEW = (
    "Before we begin, a word on the club of the month and on who made this recording possible.",
    "If you like what you hear, write to us about it, whatever it is that you do all day.",
    "We have been asked for longer conversations, and so here is a very long one, cut short.",
)
TITLE = "Lessons Learned About Data & AI at Enterprises"
"""The name of Alexander's episode."""


@dataclass(frozen=True)
class Stand:
    """A site at one time: its files and its pages."""

    files: Mapping[str, Lines]
    segments: Mapping[str, Sequence[Segment]]
    pages: Mapping[str, str]
    """File -> the address at which its words are."""
    built: BuiltSite

    def place(self, arrived: Arrived) -> tuple[str, int]:
        """The file and the number of the segment at which somebody arrived."""
        (file,) = (name for name, url in self.pages.items() if url == arrived.page)
        starts = list(accumulate((len(s.text.split()) for s in self.segments[file]), initial=0))
        return file, min(bisect.bisect_right(starts, arrived.words), len(starts) - 1) - 1

    def origin(self, address: str) -> Origin:
        """The line of the first edition at which an address of it arrives."""
        arrived = self.built.follow(address)
        assert arrived, address
        file, segment = self.place(arrived)
        return file, self.segments[file][segment].line

    def now_of(self, origin: Origin) -> tuple[str, float] | None:
        """The file and the second at which a line of the first edition is; None: it was cut."""
        for file, lines in self.files.items():
            for number, line in enumerate(lines, 1):
                if line.origin == origin:
                    numbers = [segment.line for segment in self.segments[file]]
                    segment = bisect.bisect_right(numbers, number) - 1
                    return file, self.segments[file][segment].start or 0.0
        return None


def stand(site: Path, files: Mapping[str, Lines]) -> Stand:
    """The site as it was just built of these files."""
    segments = {name: read(load_source(site / "seeds" / name)).segments for name in files}
    built, pages = BuiltSite(site / "output"), {}
    for name, said in segments.items():
        words = [word for segment in said for word in segment.text.split()]
        (pages[name],) = (url for url, page in built.episodes.items() if page.said == words)
    return Stand(files, segments, pages, built)


def rewrite(site: Path, files: Mapping[str, Lines]) -> None:
    """Has these transcripts and no others."""
    shutil.rmtree(site / "seeds", ignore_errors=True)
    (site / "seeds").mkdir()
    for name, lines in files.items():
        (site / "seeds" / name).write_text(text_of(lines), encoding="utf-8")


def first_edition() -> dict[str, Lines]:
    return {path.name: lines_of(path) for path in sorted((REPOSITORY / "seeds").glob("*.txt"))}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Stand]:
    """The first edition, built once; copied before it is edited."""
    site = tmp_path_factory.mktemp("archive")
    (site / "content").mkdir()
    (site / "content/site.toml").write_text('title = "Archive"\n', encoding="utf-8")
    rewrite(site, files := first_edition())
    build(site)
    return site, stand(site, files)


@pytest.fixture
def archive(first: tuple[Path, Stand], tmp_path: Path) -> tuple[Path, Stand]:
    shutil.copytree(first[0], tmp_path / "site")
    return tmp_path / "site", first[1]


# --- the edits ----------------------------------------------------------------------------


def rough(random: Random) -> tuple[Edit, ...]:
    """Words corrected everywhere, three places cut and two added to."""
    parts = (random.uniform(at, at + 0.1) for at in (0.1, 0.3, 0.45, 0.6, 0.8))
    one, two, three, four, five = parts
    return (
        correct(random),
        cut(five, 90),
        add(four, 75, NEW[:2]),
        cut(three, 60),
        add(two, 150, NEW),
        cut(one, 45),
    )


INTRO: tuple[Edit, ...] = (add(0, 83, NEW),)
"""A minute and more before all the rest."""


def second_edition(random: Random) -> dict[str, Lines]:
    """Everything at once: every file edited and, but for one, renamed; episodes retitled; two of
    them called episode 1 of season 4; one split in two, of which both begin at 0:00."""
    old = {name: edited(lines, *rough(random)) for name, lines in first_edition().items()}
    one, two = split(old[BEN], random.uniform(0.35, 0.65))
    number = "Season {}, episode {} of the DataTalks.Club podcast with Alexander Hendorf"
    return {
        "jesper.txt": edited(
            old[JESPER],
            *INTRO,
            replaced("#26: Machine Learning & Data Science with Jesper Dramsch", "#26: Weather"),
        ),
        "ben-1.txt": one,
        "ben-2.txt": two,
        "misra.txt": edited(old[MISRA], *INTRO),
        "alexander.txt": edited(
            old[ALEXANDER],
            replaced(TITLE, "Data in Large Companies"),
            replaced(number.format(10, 4), number.format(4, 1)),
            replaced("How Alexander became chair at PyData", "The chair of PyData"),
            moved_down("Alexander’s background"),
            *INTRO,
        ),
        SANTIAGO: edited(old[SANTIAGO], shift(12.0)),
    }


def alexander_and_santiago(files: Mapping[str, Lines]) -> dict[str, Lines]:
    """One is dropped, and two have become one."""
    rest = {name: lines for name, lines in files.items() if name not in ("jesper.txt", SANTIAGO)}
    return {**rest, "alexander.txt": joined(files["alexander.txt"], files[SANTIAGO])}


# --- what is asked of every address -------------------------------------------------------


def addresses(of: Stand) -> list[str]:
    return [f"{url}#{name}" for url, names in of.built.addresses().items() for name in names]


def away(old: Stand, now: Stand, first: Stand, dead: Sequence[str] = ()) -> Iterator[float]:
    """How many seconds every old link is from its words. Every one that is not in `dead` arrives
    somewhere, in the episode that has them."""
    for address in addresses(old):
        arrived = now.built.follow(address)
        assert (arrived is None) == (address in dead), address
        if arrived:
            file, segment = now.place(arrived)
            expected = now.now_of(first.origin(address))
            if expected:
                if file != expected[0]:
                    print(address, file, segment, now.segments[file][segment].start, expected)
                    continue
                yield abs((now.segments[file][segment].start or 0.0) - expected[1])


def chapters_of(of: Stand) -> list[str]:
    return [f"{url}#{name}" for url, page in of.built.episodes.items() for name in page.chapters]


# --- tests --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5, 6])
def test_every_link_outlives_all_edits_at_once(archive: tuple[Path, Stand], seed: int) -> None:
    site, old = archive
    rewrite(site, files := second_edition(Random(seed)))
    build(site)
    now = stand(site, files)
    distances = list(away(old, now, old))
    near = sum(each <= NEAR for each in distances) / len(distances)
    print(seed, len(addresses(old)), len(distances), near, max(distances))
