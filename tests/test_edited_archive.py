"""Links into the five real transcripts, after harder edits than most hosts ever make.

A site is built, its files are edited as people edit files, and it is built again; then every
address that it ever had is opened as a browser would. Which words are which is known from the
edits alone (`transcript_edits`), where a link arrives from the pages alone (`landing`).
"""

from __future__ import annotations

import bisect
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from pathlib import Path
from random import Random

import pytest

from chapterhouse.anchors import is_moment
from chapterhouse.build import build
from chapterhouse.cli import main
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose
from chapterhouse.ledger import as_text
from chapterhouse.model import Episode, Segment
from chapterhouse.readers import read
from chapterhouse.sources import load_source
from conftest import REPOSITORY
from editions import publish
from landing import Arrived, BuiltSite
from transcript_edits import (
    Edit,
    Line,
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
    spoken,
    text_of,
)

NEAR = 30.0
"""Seconds within which an old link is to arrive at its words."""
DRIFT = 400.0
"""Seconds by which one may be beside what was added or cut; farther away it is lost."""
HARD = 0.99
"""The share of them that is."""
SEAM = 5.0
"""Seconds before the end of a part that was split within which the next one counts as its own."""

JESPER, BEN, MISRA, ALEXANDER, SANTIAGO = (
    path.name for path in sorted((REPOSITORY / "seeds").glob("*.txt"))
)
"""Stamped paragraphs; captions; captions; two edited transcripts with headings."""

Place = tuple[str, int]
"""A file and a segment of it, from 0."""

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

    segments: Mapping[str, Sequence[Segment]]
    """Of each file."""
    ends: Mapping[str, Sequence[int]]
    """How many words were said when each segment of a file ends."""
    files: Mapping[str, str]
    """Address -> the file whose words are there."""
    origins: Mapping[Place, Origin | None]
    """Of all segments."""
    places: Mapping[Origin, Place]
    """Where the lines that ever were are now."""
    built: BuiltSite

    def place(self, arrived: Arrived) -> Place:
        """The segment at which somebody arrived."""
        file = self.files[arrived.page]
        ends = self.ends[file]
        return file, min(bisect.bisect_right(ends, arrived.words), len(ends) - 1)

    def second(self, place: Place) -> float:
        return self.segments[place[0]][place[1]].start or 0.0

    def addresses(self) -> list[str]:
        """Every chapter and moment, present and former."""
        found = self.built.episodes.items()
        return [f"{u}#{n}" for u, page in found for n in (*page.chapters, *page.moments, *page.was)]

    def chapters(self) -> set[str]:
        found = self.built.episodes.items()
        return {f"{url}#{name}" for url, page in found for name in page.chapters}


def stand(site: Path, files: Mapping[str, Lines]) -> Stand:
    """The site as it was just built of these files."""
    segments = {name: read(load_source(site / "seeds" / name)).segments for name in files}
    built, at = BuiltSite(site / "output"), dict[str, str]()
    origins, places = dict[Place, Origin | None](), dict[Origin, Place]()
    for name, said in segments.items():
        words = [word for segment in said for word in segment.text.split()]
        (url,) = (url for url, page in built.episodes.items() if page.said == words)
        at[url] = name
        numbers = [segment.line for segment in said]
        origins |= {(name, i): files[name][n - 1].origin for i, n in enumerate(numbers)}
        for number, line in enumerate(files[name], 1):
            if line.origin:
                places[line.origin] = name, max(0, bisect.bisect_right(numbers, number) - 1)
    ends = {
        name: list(accumulate(len(segment.text.split()) for segment in said))
        for name, said in segments.items()
    }
    return Stand(segments, ends, at, origins, places, built)


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


def third_edition(files: Mapping[str, Lines]) -> dict[str, Lines]:
    """One is dropped, and two have become one."""
    rest = {name: lines for name, lines in files.items() if name not in ("jesper.txt", SANTIAGO)}
    return {**rest, "alexander.txt": joined(files["alexander.txt"], files[SANTIAGO])}


# --- what is asked of every address -------------------------------------------------------


def links(old: Stand, now: Stand) -> dict[str, float]:
    """Every old chapter and moment -> how many seconds from its words its link arrives: 0 if they
    were cut, infinitely many if it arrives nowhere or in an episode that doesn't have them."""
    made = {}
    for address in old.addresses():
        arrived, before = now.built.follow(address), old.built.follow(address)
        assert before
        origin = old.origins[old.place(before)]
        words = now.places.get(origin) if origin else None
        made[address] = _apart(now.place(arrived), words, now) if arrived else inf
    return made


def _apart(place: Place, words: Place | None, now: Stand) -> float:
    if words is None:
        return 0.0
    if place[0] == words[0]:
        return abs(now.second(place) - now.second(words))
    # The last words before a seam: the next ones are the first of the other part.
    left = (now.segments[words[0]][-1].start or 0.0) - now.second(words)
    seam = (words[0], place) == ("ben-1.txt", ("ben-2.txt", 0))
    return left if seam and left <= SEAM else inf


def lost(old: Stand, now: Stand) -> set[str]:
    """The addresses of chapters and moments that don't lead to their words any more."""
    return {address for address, distance in links(old, now).items() if distance > DRIFT}


def share(distances: Iterable[float]) -> float:
    """How many of them are near."""
    found = [each <= NEAR for each in distances]
    return sum(found) / len(found)


# --- tests --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_link_outlives_all_edits_at_once(archive: tuple[Path, Stand], seed: int) -> None:
    site, old = archive
    rewrite(site, files := second_edition(Random(seed)))
    build(site)
    now = stand(site, files)
    assert lost(old, now) == set()
    found = links(old, now)
    assert len(found) > 4500
    assert share(found.values()) >= HARD
    assert share(found[each] for each in old.chapters()) >= HARD
    heads = {file: now.built.follow(url) for url, file in old.files.items()}
    at = {file: now.files[head.page] for file, head in heads.items() if head}
    assert at == {
        JESPER: "jesper.txt",
        BEN: "ben-1.txt",
        MISRA: "misra.txt",
        ALEXANDER: "alexander.txt",
        SANTIAGO: SANTIAGO,
    }
    titles = {now.files[url]: page.title for url, page in now.built.episodes.items()}
    assert titles["jesper.txt"] == "Weather"
    assert titles["alexander.txt"] == "Data in Large Companies"
    assert build(site).published.written == 0


def test_what_dies_is_told_one_by_one_and_nothing_else_dies(
    archive: tuple[Path, Stand], capsys: pytest.CaptureFixture[str]
) -> None:
    """Two of the edited episodes become one, one is dropped, all of them under second names."""
    site, old = archive
    rewrite(site, files := second_edition(Random(1)))
    build(site)
    second = stand(site, files)
    rewrite(site, files := third_edition(files))
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["build", str(site)]) == 1
    refused = capsys.readouterr().err.splitlines()
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert main(["build", str(site), "--allow-loss"]) == 0
    told = capsys.readouterr().err.splitlines()
    given_up = [line for line in told if line.startswith("given up: ")]
    now = stand(site, files)

    assert [_address(line) for line in refused] == [_address(line) for line in given_up]
    assert _told(map(_address, given_up)) == _casualties(second, now)
    (dropped,) = (url for url, file in old.files.items() if file == JESPER)
    known = links(old, now)
    assert {each for each in known if each.startswith(dropped)} < lost(old, now)
    rest = [distance for each, distance in known.items() if not each.startswith(dropped)]
    assert len(rest) > 4000
    assert share(rest) >= HARD
    capsys.readouterr()
    assert main(["build", str(site)]) == 0
    assert "given up" not in capsys.readouterr().err
    assert main(["anchors", str(site)]) == 0


def _address(line: str) -> str:
    """What a line says of a casualty, without the place before and the verb after it."""
    return re.sub(r" (would lead|leads) nowhere.*", "", line.partition(".txt: ")[2])


def _told(lines: Iterable[str]) -> Counter[str]:
    """Pages and chapters by name, how many moments by page."""
    made: Counter[str] = Counter()
    for line in lines:
        more = re.fullmatch(r"(/episodes/[^/]*/)#[tp][-\da-f]*(?: and (\d+) more moments)?", line)
        made[more[1] + " moments" if more else line] += 1 + int(more[2] or 0) if more else 1
    return made


def _casualties(before: Stand, now: Stand) -> Counter[str]:
    """The same, told by opening every address there was."""
    made: Counter[str] = Counter()
    dead = {url for url in before.built.pages if now.built.follow(url) is None}
    for url in dead:
        page = before.built.pages[url]
        names = [*page.chapters, *page.moments, *page.was]
        moments = sum(map(is_moment, names))
        counted = f" with {len(names) - moments} chapters and {moments} moments"
        made[url + (counted if names else "")] += 1
    for url, _, name in (address.partition("#") for address in lost(before, now)):
        if url not in dead:
            made[f"{url} moments" if is_moment(name) else f"{url}#{name}"] += 1
    return made


@pytest.mark.parametrize(("name", "corrections"), [(SANTIAGO, 40), (MISRA, 8)])
def test_one_corrected_word_changes_next_to_nothing_of_a_ledger(
    name: str, corrections: int, tmp_path: Path
) -> None:
    """Two lines at most that were there, and less than half a line as a rule."""
    random, lines, path = Random(1), first_edition()[name], tmp_path / name
    first = publish([_composed(path, lines)])
    before = set(as_text(first.ledgers[0]).splitlines())
    places = [at for at in spoken(lines) if re.search(r"\b[a-z]{3,}\b", lines[at].text)]
    gone, come = [], []
    for _ in range(corrections):
        at = random.choice(places)
        word = random.choice(list(re.finditer(r"\b[a-z]{3,}\b", lines[at].text)))
        text = f"{lines[at].text[: word.start()]}mended{lines[at].text[word.end() :]}"
        second = publish(
            [_composed(path, (*lines[:at], Line(text), *lines[at + 1 :]))], first.ledgers
        )
        after = set(as_text(second.ledgers[0]).splitlines())
        gone.append(len(before - after))
        come.append(len(after - before))
    assert max(gone) <= 2
    assert max(come) <= 3
    assert sum(gone) / len(gone) < 0.5


def _composed(path: Path, lines: Lines) -> Episode:
    path.write_text(text_of(lines), encoding="utf-8")
    return compose(read(load_source(path)), Content(SiteConfig(title="x"), {}, ()))
