"""The index in the real lunr.js, and the page's own scripts, under Node.

Without a Node these tests are skipped with the reason; where CHAPTERHOUSE_REQUIRE_BROWSER=1
they fail instead.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from chapterhouse.labels import Labels
from chapterhouse.listing import make_listing
from chapterhouse.model import Artifact, ChapterSummary, Site, Summary, Talk
from chapterhouse.search.documents import Document
from chapterhouse.search.engine import engine
from chapterhouse.search.index import BOOSTS, build_index, serialize
from chapterhouse.terms.stemming import stem
from chapterhouse.terms.words import words
from lunr_package import lunr_index

REPOSITORY = Path(__file__).resolve().parent.parent
SCRIPTS = REPOSITORY / "themes" / "default" / "static" / "js"
TESTS = Path(__file__).parent / "js"
DATA = "search/data"
REQUIRE = "CHAPTERHOUSE_REQUIRE_BROWSER"

Ask = Callable[[str, object], Any]

CHAPTERS = 12
"""Into how many a transcript is cut here, whatever the readers make of it."""

QUERIES = (
    "data",
    "play",
    "day try way",
    "running from complexity",
    "alexander",
    "people:santiago",
    "title:enterprises record",
    "chapter:engineer^10 data",
    "+data -engineer",
    "+machine +learning +law",
    "machin*",
    "*gin",
    "leraning~1",
    "compelxity~2 simple",
    "konigsweg",
    "-data",
    "nowhereinthere",
    "+nowhereinthere data",
)

HOSTILE = (
    "C++",
    ".NET",
    "A/B",
    "(",
    '"',
    ":",
    "title:",
    "foo:bar",
    "~",
    "data~x",
    "^",
    "data^",
    "*",
    "**",
    "+",
    "-",
    "+ -",
    "\\",
    "[a-z]+",
    "</script><b>",
    "😀",
    "👩‍👩‍👧 data",
    "\ud83d",
    "\x00\x01",
    "__proto__",
    "constructor toString hasOwnProperty",
    "日本語",
    "data " * 2000,
    "x" * 10_000,
    "(" * 10_000,
    "+data* " * 1500,
)


def seed_documents() -> list[Document]:
    """The five transcripts, cut into chapters of equal length."""
    made = []
    for path in sorted((REPOSITORY / "seeds").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        title = next((line for line in lines[3:] if line.strip()), path.stem)
        size = len(lines) // CHAPTERS + 1
        for number in range(CHAPTERS):
            text = " ".join(lines[number * size : (number + 1) * size])
            speakers = tuple(dict.fromkeys(re.findall(r"\b([A-Z][a-z]+):", text)))
            heading = text[:40]
            page = f"/episodes/{path.stem}/"
            made.append(Document(page, f"c{number}", title, heading, speakers, text))
    return made


@pytest.fixture(scope="module")
def node() -> str:
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (str(beside) if beside.is_file() else None)
    if found:
        return found
    said = "no Node found (looked for node on PATH and beside Python)"
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(f"{said}, and {REQUIRE}=1", pytrace=False)
    pytest.skip(said)


@pytest.fixture(scope="module")
def chapters() -> list[Document]:
    return seed_documents()


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's scripts and their tests in one folder, which tells Node that they are modules."""
    folder = tmp_path_factory.mktemp("scripts")
    for source in (SCRIPTS, TESTS):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def site_of(documents: Sequence[Document]) -> Site:
    """The site whose chapters are these documents, in their order."""
    pages = groupby(documents, key=lambda document: document.page)
    episodes = tuple(summary_of(page, tuple(chapters)) for page, chapters in pages)
    return Site(episodes[::-1], people=(), shows=(), neighbours={}, slugs={})


def summary_of(page: str, documents: Sequence[Document]) -> Summary:
    chapters = (
        ChapterSummary(
            d.chapter, d.anchor, None, False, talk=tuple(Talk(name, 1, None) for name in d.people)
        )
        for d in documents
    )
    return Summary(
        source=page,
        slug=page.strip("/").rpartition("/")[2],
        title=documents[0].title,
        show=None,
        season=None,
        number=None,
        date=None,
        guests=(),
        hosts=(),
        description=None,
        duration=None,
        words=0,
        chapters=tuple(chapters),
    )


def write(folder: Path, files: Sequence[Artifact]) -> None:
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


@pytest.fixture(scope="module")
def ask(
    node: str, chapters: list[Document], scripts: Path, tmp_path_factory: pytest.TempPathFactory
) -> Ask:
    """A function that puts a question of js/answer.js to the built files."""
    folder = tmp_path_factory.mktemp("search")
    script, _ = engine()
    listing = make_listing(site_of(chapters), Labels())
    write(folder, [*listing.files, script, *build_index(chapters, listing.pieces, script, "en")])

    def put(question: str, given: object) -> Any:
        done = subprocess.run(
            [node, str(scripts / "answer.js"), str(folder / DATA), question],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return json.loads(done.stdout)

    return put


# --- the index --------------------------------------------------------------------------


def test_lunr_js_gives_the_scores_of_the_lunr_package(ask: Ask, chapters: list[Document]) -> None:
    index = lunr_index(chapters, "en")
    for query, scores in zip(QUERIES, ask("scores", QUERIES), strict=True):
        expected = {hit["ref"]: hit["score"] for hit in index.search(query)}
        assert dict(scores) == pytest.approx(expected, rel=1e-10), query
        assert bool(expected) == ("nowhere" not in query)


def test_lunr_js_would_build_the_same_index(ask: Ask, chapters: list[Document]) -> None:
    fields = [
        {
            "id": number,
            "title": words(document.title),
            "chapter": words(document.chapter),
            "people": words(", ".join(document.people)),
            "text": words(document.text),
        }
        for number, document in enumerate(chapters)
    ]
    theirs = ask("build", {"boosts": BOOSTS, "documents": fields})
    ours = json.loads(json.dumps(serialize(chapters, "en")))
    assert [term for term, _ in ours["invertedIndex"]] == [
        term for term, _ in theirs["invertedIndex"]
    ]
    assert dict(ours["invertedIndex"]) == dict(theirs["invertedIndex"])
    vectors = dict(ours["fieldVectors"])
    for ref, vector in theirs["fieldVectors"]:
        # JavaScript and Python round a half in the third decimal differently.
        assert vector == pytest.approx(vectors[ref], abs=0.00101), ref


def test_every_stem_is_the_one_that_lunr_js_makes(ask: Ask, chapters: list[Document]) -> None:
    said = {word for document in chapters for word in words(document.text)}
    roots = sorted(said)[::7]
    endings = ("y", "ys", "yed", "ying", "ies", "eed", "s", "ing", "ational", "fulness", "'")
    made = [root + ending for root in roots for ending in endings]
    chance = random.Random(0)
    made += ["".join(chance.choices("aeiouybcdlnstzé1", k=chance.randint(1, 8))) for _ in made]
    given = [*sorted(said), *made, "ies", "eed", "sses", "yyed"]
    assert ask("stems", given) == [stem(word) for word in given]


def test_the_page_makes_the_words_that_the_index_was_made_of(
    ask: Ask, chapters: list[Document]
) -> None:
    chance = random.Random(0)
    signs = "aZé'’+#-–/._ ßİıΣς½ﬁ٣कि語한😀\u0301\u00a0\u2028\u200d"
    texts = [document.text for document in chapters]
    texts += ["".join(chance.choices(signs, k=chance.randint(1, 12))) for _ in range(5000)]
    assert ask("words", texts) == [words(text) for text in texts]


# --- the client -------------------------------------------------------------------------


def test_every_chapter_is_found_by_a_word_of_its_own(ask: Ask, chapters: list[Document]) -> None:
    stems = [{stem(word) for word in words(document.text)} for document in chapters]
    spread = Counter(term for terms in stems for term in terms)
    distinctive = [
        next(word for word in words(document.text) if len(word) > 4 and spread[stem(word)] == 1)
        for document in chapters
    ]
    found = ask("find", [f"{word} " for word in distinctive])
    assert [hits[0] for hits in found] == [document.url for document in chapters]


def test_typing_a_word_letter_by_letter_never_loses_its_chapters(ask: Ask) -> None:
    word = "complexity"
    typed = [word[:length] for length in range(4, len(word) + 1)]
    wanted = set(ask("find", [f"{word} "])[0])
    assert wanted
    for beginning, hits in zip(typed, ask("find", typed), strict=True):
        assert wanted <= set(hits), beginning


def test_common_words_in_a_question_do_not_spoil_it(ask: Ask) -> None:
    plain, question = ask("find", ["königsweg ", "+what +is +the +Königsweg "])
    assert plain
    assert question == plain


def test_required_excluded_and_field_words_work_together(ask: Ask) -> None:
    both, machine, without = ask("find", ["+machine +law ", "machine ", "machine -law "])
    assert both
    assert set(both) | set(without) == set(machine)
    assert not set(both) & set(without)


def test_a_required_word_may_be_half_typed(ask: Ask) -> None:
    half, whole = ask("find", ["+konigsw", "konigsweg "])
    assert set(half) == set(whole)
    assert whole


def test_no_query_is_an_error(ask: Ask) -> None:
    answers = ask("find", HOSTILE)
    hits = dict(zip(HOSTILE, answers, strict=True))
    assert hits["("] == hits['"'] == hits[":"] == hits["😀"] == hits["-"] == []
    assert set(hits["data " * 2000]) == set(ask("find", ["data "])[0])


def test_a_word_that_nobody_said_finds_nothing(ask: Ask) -> None:
    assert ask("find", ["zzyzx", "qwertzuiop asdfghjkl"]) == [[], []]


@pytest.mark.parametrize("name", sorted(path.name for path in TESTS.glob("*.test.js")))
def test_scripts_pass_their_own_tests(node: str, scripts: Path, name: str) -> None:
    done = subprocess.run(
        [node, "--test", "--test-reporter=tap", str(scripts / name)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# pass [1-9]", done.stdout, re.MULTILINE), done.stdout
