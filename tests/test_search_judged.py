"""What readers type finds what it should: queries over seeds/, judged by reading the transcripts.

tests/judged/search.txt has them. A second list, over the corpus `changelog`, is asked where CORPORA
names the folder of corpora. Both go through the page's own scripts, under Node, to a built site.
"""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from browser import REQUIRE
from chapterhouse.build import build

TESTS = Path(__file__).resolve().parent
SCRIPTS = TESTS.parent / "themes/default/static/js"
JUDGED = TESTS / "judged"
CORPORA = os.environ.get("CORPORA", "")

SHOWN = 10
"""Hits that a page shows at first."""
GOOD = 2
"""The grade of a chapter in which a query's subject is discussed."""

Grades = Mapping[str, int]
"""Page and anchor of a chapter -> its grade for a query."""


def read_judged(path: Path) -> dict[str, dict[str, int]]:
    """Query -> its grades. A line that begins with two spaces is a grade and a chapter."""
    judged: dict[str, dict[str, int]] = {}
    grades: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            grade, chapter = line.split()
            grades[chapter] = int(grade)
        elif line and not line.startswith("#"):
            grades = judged[line] = {}
    return judged


def gain(grades: Sequence[int]) -> float:
    """Discounted cumulative gain.

    Source: Burges et al., "Learning to rank using gradient descent", ICML 2005.
    """
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def ndcg(hits: Sequence[str], grades: Grades) -> float:
    """The gain of the first hits, over the greatest there can be."""
    best = sorted(grades.values(), reverse=True)[:SHOWN]
    return gain([grades.get(hit, 0) for hit in hits[:SHOWN]]) / gain(best)


def succeeds(hits: Sequence[str], grades: Grades) -> bool:
    return any(grades.get(hit) == GOOD for hit in hits[:3])


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that puts queries to built files: js/ask.js beside the page's own scripts."""
    beside = Path(sys.executable).parent / "node"
    node = shutil.which("node") or (str(beside) if beside.is_file() else None)
    if node is None and os.environ.get(REQUIRE) == "1":
        pytest.fail(f"no Node found, and {REQUIRE}=1", pytrace=False)
    if node is None:
        pytest.skip("no Node found (looked for node on PATH and beside Python)")
    folder = tmp_path_factory.mktemp("scripts")
    for source in (SCRIPTS, TESTS / "js"):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return [node, str(folder / "ask.js")]


def ask(asking: Sequence[str], site: Path, judged: Mapping[str, Grades]) -> dict[str, list[str]]:
    """Query -> what the page shows, as the judged lists name chapters."""
    done = subprocess.run(
        [*asking, str(site / "search/data")],
        input=json.dumps({"queries": list(judged), "hits": SHOWN}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    shown = ([chapter(*hit) for hit in answer["shown"]] for answer in json.loads(done.stdout))
    return dict(zip(judged, shown, strict=True))


def check_chapters(site: Path, judged: Mapping[str, Grades]) -> None:
    """A list that names chapters which are gone would measure nothing."""
    for named in {chapter for grades in judged.values() for chapter in grades}:
        slug, anchor = named.split("#")
        page = (site / "episodes" / slug / "index.html").read_text(encoding="utf-8")
        assert re.search(rf'<h2[^>]* id="?{re.escape(anchor)}[" >]', page), named


def chapter(page: str, anchor: str) -> str:
    return f"{page.removeprefix('/episodes/').strip('/')}#{anchor}"


def told(found: Mapping[str, Sequence[str]], judged: Mapping[str, Grades]) -> str:
    """The worst answers, for whoever has to find out why."""
    rows = sorted((ndcg(found[query], grades), query) for query, grades in judged.items())
    return "\n".join(f"{value:.2f} {query}: {found[query][:3]}" for value, query in rows[:12])


def check(
    found: Mapping[str, Sequence[str]], judged: Mapping[str, Grades], gained: float, right: float
) -> None:
    """Whether the means are at least these; both are a little below what was measured."""
    means = [
        sum(measure(found[query], grades) for query, grades in judged.items()) / len(judged)
        for measure in (ndcg, succeeds)
    ]
    print(f"nDCG@{SHOWN} {means[0]:.3f}, success@3 {means[1]:.3f}")
    assert means[0] >= gained, told(found, judged)
    assert means[1] >= right, told(found, judged)


def site_of(folder: Path, seeds: Path) -> Path:
    """The built site of transcripts about which content/ says nothing."""
    (folder / "content").mkdir()
    (folder / "content/site.toml").write_text('title = "Judged"\n', encoding="utf-8")
    (folder / "seeds").mkdir()
    for file in seeds.iterdir():
        if file.suffix in (".md", ".txt"):
            shutil.copyfile(file, folder / "seeds" / file.name)
    build(folder)
    return folder / "output"


def test_readers_find_what_is_said_in_the_seeds(asking: list[str], tmp_path: Path) -> None:
    judged = read_judged(JUDGED / "search.txt")
    assert len(judged) >= 40
    site = site_of(tmp_path, TESTS.parent / "seeds")
    check_chapters(site, judged)
    check(ask(asking, site, judged), judged, gained=0.9, right=0.95)


@pytest.mark.skipif(not CORPORA, reason="CORPORA doesn't name a folder of corpora")
def test_readers_find_what_is_said_in_a_large_archive(asking: list[str], tmp_path: Path) -> None:
    corpus = Path(CORPORA) / "changelog"
    if not corpus.is_dir():
        pytest.skip(f"there is no corpus changelog in {CORPORA}")
    judged = read_judged(JUDGED / "search-changelog.txt")
    site = site_of(tmp_path, corpus)
    check_chapters(site, judged)
    check(ask(asking, site, judged), judged, gained=0.75, right=0.82)
