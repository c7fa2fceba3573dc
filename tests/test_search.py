"""Search up to the files that are written; what a browser makes of them is tested elsewhere."""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.index import Index  # type: ignore[import-untyped]

from chapterhouse import lunrjs
from chapterhouse.errors import ChapterhouseError
from chapterhouse.model import Artifact, Chapter, Episode, Segment
from chapterhouse.search import search_files
from chapterhouse.search.documents import Document, documents
from chapterhouse.search.engine import LUNR_VERSION, check_version, engine
from chapterhouse.search.index import TABLE, build_index, serialize
from chapterhouse.terms.stemming import stem
from chapterhouse.terms.words import words
from lunr_package import lunr_index

SCRIPT = Artifact("search/data/lunr-2.3.9.js", b"")


def chapter(title: str, *said: tuple[str | None, str], start: float | None = None) -> Chapter:
    segments = tuple(Segment(text, 1, start, None, speaker) for speaker, text in said)
    return Chapter(title, re.sub(r"\W+", "-", title.lower()), start, segments, generated=False)


def episode(slug: str, *chapters: Chapter, guests: tuple[str, ...] = (), **voices: str) -> Episode:
    return Episode(
        source=f"seeds/{slug}.txt",
        format="test",
        slug=slug,
        title=slug.replace("-", " ").title(),
        chapters=chapters,
        guests=guests,
        voices=voices,
    )


LOOMS = episode(
    "weaving-numbers",
    chapter("The loom", ("Charles", "How does the loom compute?"), ("Ada", "By cards."), start=60),
    chapter("Silence"),
    Charles="Charles Babbage",
)


def index_of(found: Sequence[Document], language: str) -> Index:
    """What is written, as the lunr package loads it."""
    return Index.load(json.dumps(serialize(found, language)))


def written(*episodes: Episode, language: str = "en") -> dict[str, Any]:
    """The files without their folder and the digests in their names, JSON read."""
    return {
        re.sub(r"-[0-9a-f]{12}", "", file.path.rsplit("/", 1)[-1]): json.loads(file.data)
        for file in search_files(episodes, (), language)
        if file.path.endswith(".json")
    }


# --- documents --------------------------------------------------------------------------


def test_a_document_is_a_chapter_with_its_address_and_everything_said_in_it() -> None:
    first, _ = documents(LOOMS)
    assert first == Document(
        page="/episodes/weaving-numbers/",
        anchor="the-loom",
        title="Weaving Numbers",
        chapter="The loom",
        people=("Charles Babbage", "Ada"),
        text="How does the loom compute? By cards.",
    )
    assert first.url == "/episodes/weaving-numbers/#the-loom"


def test_a_chapter_in_which_nothing_is_said_can_be_found_by_its_title() -> None:
    silence = documents(LOOMS)[1]
    assert (silence.chapter, silence.text) == ("Silence", "")
    assert [hit["ref"] for hit in index_of(documents(LOOMS), "en").search("silence")] == ["1"]


def test_without_speakers_the_guests_stand_for_them() -> None:
    captions = episode("x", chapter("Start", (None, "hello")), guests=("Ada Lovelace",))
    assert documents(captions)[0].people == ("Ada Lovelace",)


def test_documents_cross_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(documents(LOOMS))) == documents(LOOMS)


# --- words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alexander’s C++ – and/or data-driven…right?", "alexander c++ and or data driven right"),
        ("C#, F#; .NET (A/B) #metoo c++11", "c# f# net a b metoo c 11"),
        ("don't 'quote' rock'n'roll", "don't quote rock'n'roll"),
        ("Mısra Café Straße ﬁnal İstanbul", "misra cafe strasse final istanbul"),
        ("हिन्दी 日本語 한국어", "हिन्दी 日本語 한국어"),
        ("( \" : ' + # 😀 —", ""),
    ],
)
def test_words_are_what_people_type(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@given(st.text("aé'’s+#-ßΣ\u0301\u00b4\u00a0\u2003\x1c\n ", max_size=30))
def test_no_word_reaches_beyond_a_white_space(text: str) -> None:
    assert [word for raw in text.split() for word in words(raw)] == words(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("play", "play"), ("days", "day"), ("try", "tri"), ("running", "run"), ("say", "say")],
)
def test_stems_are_those_of_the_script_that_asks(word: str, expected: str) -> None:
    assert stem(word) == expected


# --- index ------------------------------------------------------------------------------


def test_the_table_names_every_other_file() -> None:
    files = search_files([LOOMS], ["/chapters/data/listing-1.json"], "en")
    table = json.loads(next(file.data for file in files if file.path == TABLE))
    names = {file.path.rsplit("/", 1)[-1] for file in files}
    assert table["lunr"] == LUNR_VERSION
    assert {table["engine"], table["index"], table["texts"]} <= names
    assert set(written(LOOMS)["texts.json"].values()) <= names
    assert table["listing"] == ["../../chapters/data/listing-1.json"]


def test_a_ref_counts_the_chapters_and_every_episode_names_its_texts() -> None:
    files = written(LOOMS, episode("more", chapter("Cards", ("Ada", "Punched cards."))))
    assert [*files["texts.json"]] == ["/episodes/more/", "/episodes/weaving-numbers/"]
    postings = dict(files["index.json"]["invertedIndex"])
    assert list(postings["punch"]["text"]) == ["2"]


def test_a_word_in_a_chapter_title_counts_more_than_one_in_passing() -> None:
    said = chapter("Other things", (None, "a loom in passing, among many other words"))
    titled = chapter("Loom", (None, "many other words, among them one in passing"))
    found = index_of(documents(episode("x", said, titled)), "en").search("loom")
    assert [hit["ref"] for hit in found] == ["1", "0"]


def test_the_commonest_english_words_are_left_out() -> None:
    terms = dict(written(LOOMS)["index.json"]["invertedIndex"])
    assert "loom" in terms
    assert not {"the", "how", "by"} & set(terms)


def test_another_language_is_not_stemmed_as_english() -> None:
    german = episode("x", chapter("Die Rosen", (None, "Was spielen die Kinder?")))
    index = written(german, language="de")["index.json"]
    assert index["pipeline"] == []
    assert {"die", "rosen", "spielen"} <= {term for term, _ in index["invertedIndex"]}


def test_british_english_is_english() -> None:
    assert written(LOOMS, language="en-GB")["index.json"]["pipeline"] == ["stemmer"]


def test_a_site_without_episodes_has_an_empty_index() -> None:
    files = written()
    assert files["texts.json"] == {}
    assert files["index.json"]["invertedIndex"] == []
    assert files["index.json"]["fields"] == ["title", "chapter", "people", "text"]


def test_terms_stand_in_the_order_of_utf_16() -> None:
    rare = episode("x", chapter("Rare", (None, "\U00020000 \ufa0e word")))
    terms = [term for term, _ in written(rare)["index.json"]["invertedIndex"]]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert terms != sorted(terms)


def test_episodes_with_the_same_words_share_a_file() -> None:
    files = search_files([episode(slug, chapter("A", (None, "x"))) for slug in "ab"], (), "en")
    paths = [file.path for file in files]
    assert len(paths) == len(set(paths))
    assert sum("/text-" in path for path in paths) == 1


MAKE = """
import hashlib, test_search
files = test_search.search_files([test_search.LOOMS], (), "en")
print(hashlib.sha256(repr(sorted((f.path, f.data) for f in files)).encode()).hexdigest())
"""


def test_the_same_episodes_give_the_same_bytes_in_any_process() -> None:
    tests = Path(__file__).parent
    digests = set()
    for seed in ("1", "2", "3"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join([str(tests), *sys.path]),
        }
        done = subprocess.run(
            [sys.executable, "-c", MAKE],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_a_file_is_named_after_its_content() -> None:
    other = episode("weaving-numbers", chapter("The loom", ("Ada", "Other words.")))
    before, after = (
        {file.path for file in build_index(documents(each), (), SCRIPT, "en")}
        for each in (LOOMS, other)
    )
    assert before & after == {TABLE}


# --- engine -----------------------------------------------------------------------------


def test_the_engine_is_the_one_the_index_is_made_for_and_brings_its_licence() -> None:
    script, licence = engine()
    assert script.path == f"search/data/lunr-{LUNR_VERSION}.js"
    assert f'version="{LUNR_VERSION}"'.encode() in script.data
    assert b"Permission is hereby granted" in licence.data


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (b'lunr.version = "2.3.8"', "lunr.js is 2.3.8, but the index is made for 2.3.9; install"),
        (b"something else", "lunr.js is of no known version, but the index is made for 2.3.9"),
    ],
)
def test_another_release_of_lunr_js_is_refused(script: bytes, said: str) -> None:
    with pytest.raises(ChapterhouseError, match=re.escape(said)):
        check_version(script)


def test_a_missing_lunr_js_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lunrjs, "SCRIPT", tmp_path / "lunr.min.js")
    with pytest.raises(ChapterhouseError, match=r"lunr\.js is missing .*; install") as caught:
        search_files([], (), "en")
    assert "\n" not in str(caught.value)


TEXTS = st.text(alphabet="aàbc WEAVING'+#-.й字", max_size=40)


@given(
    st.lists(
        st.builds(
            Document,
            page=st.just("/episodes/x/"),
            anchor=st.just("x"),
            title=TEXTS,
            chapter=TEXTS,
            people=st.lists(TEXTS, max_size=2).map(tuple),
            text=TEXTS,
        ),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["en", "de"]),
)
def test_the_index_is_what_the_lunr_package_builds(found: list[Document], language: str) -> None:
    ours = json.loads(json.dumps(serialize(found, language)))
    theirs = json.loads(json.dumps(lunr_index(found, language).serialize()))
    for index in (ours, theirs):
        index["invertedIndex"] = dict(index["invertedIndex"])
        index["fieldVectors"] = dict(index["fieldVectors"])
    assert ours == theirs


def test_a_site_without_episodes_has_an_index_that_finds_nothing() -> None:
    assert index_of((), "en").search("loom") == []
