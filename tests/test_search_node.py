"""Words and stems as the page makes them, and the page's own scripts, under Node."""

from __future__ import annotations

import random
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from chapterhouse.terms.stemming import stem, stop_words
from chapterhouse.terms.words import query_words, words
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


def test_the_words_left_out_are_those_that_lunr_js_leaves_out(ask: Ask, texts: list[str]) -> None:
    said = {word for text in texts for word in words(text)}
    assert len(said) > 1000
    assert ask("left", sorted(said | {*stop_words("en")})) == stop_words("en")


def test_the_page_makes_the_words_that_the_index_was_made_of(ask: Ask, texts: list[str]) -> None:
    chance = random.Random(0)
    signs = "aZé'’+#-–/._ ßİıΣς½ﬁ٣कि語한й😀\u0301\u00a0\u2028\u200d"
    unspaced = (
        "東京々〇𠮷𰻞葛かがｶﾞーゝ㌔한국\u1112\u1161\u11abภาที่ำລາວខ្មែរမြန်မာ\U000e0100\u3099\u0e48"
    )
    texts = texts + ["".join(chance.choices(signs, k=chance.randint(1, 12))) for _ in range(5000)]
    mixed = f"{signs}{unspaced * 3}"
    texts += ["".join(chance.choices(mixed, k=chance.randint(1, 12))) for _ in range(5000)]
    assert_same_words(ask, texts)


def test_plain_texts_are_taken_apart_alike(ask: Ask) -> None:
    """ASCII has a way of its own; one sign of another kind leads back to the common one."""
    chance = random.Random(1)
    signs = [chr(code) for code in range(128)]
    often = [*"aZ09'+#- ", "'s", "'S", "++", "\n"] * 12
    texts = ["".join(chance.choices(signs + often, k=chance.randint(1, 14))) for _ in range(20000)]
    texts += [text + chance.choice("\u2019é語\u212a\u017f½") + "a's C++" for text in texts[::4]]
    assert_same_words(ask, [*texts, "", *(f"a{one}{two}b" for one in signs for two in "'+#s")])


def assert_same_words(ask: Ask, texts: list[str]) -> None:
    theirs = [words(text) for text in texts]
    assert ask("words", texts) == theirs
    assert ask("queryWords", texts) == [query_words(text) for text in texts]
    plain = [place for place, text in enumerate(texts) if text.isascii()]
    documents, queries = ask("written", [texts[place] for place in plain])
    assert documents == queries == [theirs[place] for place in plain]


def test_every_letter_is_part_of_a_word_in_both_languages(ask: Ask) -> None:
    """Every one of Unicode 3.2, which any Python and any browser knows."""
    category = unicodedata.ucd_3_2_0.category
    known = [chr(code) for code in range(0x30000) if category(chr(code)) != "Cn"]
    texts = [f"a{sign}b" for sign in known if not 0xD800 <= ord(sign) < 0xE000]
    differ = [
        text
        for text, theirs in zip(texts, ask("words", texts), strict=True)
        if theirs != words(text)
    ]
    assert differ == []


def test_words_stand_where_they_were_written(ask: Ask) -> None:
    texts = [
        "Pythonを使う。C#を学ぶ",
        "東京2020 ｶﾞｷﾞと",
        "학교에서 간다",
        "ภาษาไทย ที่นี่",
        "l’été, don't 𠮷野家",
    ]
    documents, queries = ask("written", texts)
    assert documents == [words(text) for text in texts]
    assert queries == [query_words(text) for text in texts]


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
