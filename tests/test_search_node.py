"""Words and stems as the page makes them, and the page's own scripts, under Node."""

from __future__ import annotations

import random
import re
import subprocess
from pathlib import Path

import pytest

from chapterhouse.terms.stemming import stem
from chapterhouse.terms.words import words
from in_node import TESTS, Ask


@pytest.fixture(scope="module")
def texts(repository: Path) -> list[str]:
    """The lines of the five transcripts."""
    return [
        line
        for path in sorted((repository / "seeds").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").split("\n")
    ]


def test_every_stem_is_the_one_that_lunr_js_makes(ask: Ask, texts: list[str]) -> None:
    said = {word for text in texts for word in words(text)}
    roots = sorted(said)[::7]
    endings = ("y", "ys", "yed", "ying", "ies", "eed", "s", "ing", "ational", "fulness", "'")
    made = [root + ending for root in roots for ending in endings]
    chance = random.Random(0)
    made += ["".join(chance.choices("aeiouybcdlnstzé1", k=chance.randint(1, 8))) for _ in made]
    given = [*sorted(said), *made, "ies", "eed", "sses", "yyed"]
    assert ask("stems", given) == [stem(word) for word in given]


def test_the_page_makes_the_words_that_the_index_was_made_of(ask: Ask, texts: list[str]) -> None:
    chance = random.Random(0)
    signs = "aZé'’+#-–/._ ßİıΣς½ﬁ٣कि語한😀\u0301\u00a0\u2028\u200d"
    texts = texts + ["".join(chance.choices(signs, k=chance.randint(1, 12))) for _ in range(5000)]
    assert ask("words", texts) == [words(text) for text in texts]


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
