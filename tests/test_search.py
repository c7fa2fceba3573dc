"""Search up to the files that are written; what a browser makes of them is tested elsewhere."""

from __future__ import annotations

import json
import os
import pickle
import re
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lunr.index import Index  # type: ignore[import-untyped]

from chapterhouse import lunrjs
from chapterhouse.chapter_lists import read_together
from chapterhouse.content import Content, SiteConfig
from chapterhouse.directory import Directory
from chapterhouse.episode_page import episode_view
from chapterhouse.episodes import compose
from chapterhouse.errors import ChapterhouseError, OutputError
from chapterhouse.labels import Labels
from chapterhouse.languages import Catalogue, load_catalogue
from chapterhouse.model import Artifact, Chapter, Episode, Neighbours, Segment
from chapterhouse.search import batch, counting, merging, search_files
from chapterhouse.search.batch import Kept, Prepared
from chapterhouse.search.counting import BOOSTS, LONGEST, count
from chapterhouse.search.documents import Document, Paragraph, documents
from chapterhouse.search.engine import LUNR_VERSION, check_version, engine
from chapterhouse.search.index import build_index
from chapterhouse.search.merging import LIMIT, size_of
from chapterhouse.search.numbers import number
from chapterhouse.search.ranges import RANGE
from chapterhouse.search.register import Register
from chapterhouse.search.texts import PIECE, make_texts
from chapterhouse.sources import load_source
from chapterhouse.terms.stemming import stem, term_maker
from chapterhouse.terms.words import words
from chapterhouse.views import Link, TurnView
from lunr_package import lunr_index
from search_files import Reader, SearchFiles, read_search

SCRIPT = Artifact("search/data/lunr-2.3.9.js", b"")
TABLE = "search/data/table.json"


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


def written(*episodes: Episode, language: str = "en") -> SearchFiles:
    """What is in the files of a site of these episodes."""
    return read_search(search_files(episodes, language))


def document(text: str, title: str = "", chapter: str = "", people: Sequence[str] = ()) -> Document:
    said = (Paragraph("t1", None, text),) if text else ()
    return Document("/episodes/x/", "x", title, chapter, None, tuple(people), said)


def prepared(found: Sequence[Document], language: str, start: int = 0) -> Prepared:
    """Documents of one episode."""
    kept = Kept(
        make_texts(found, {"start": start}), None, None, None, tuple(d.people for d in found)
    )
    return Prepared((kept,), count(found, term_maker(language), start))


def files_of(
    found: Sequence[Document], language: str = "en", limit: int = LIMIT, size: int = 1000
) -> list[Artifact]:
    """The files of these documents, of which so many are prepared together."""
    starts = range(0, len(found), size)
    batches = (prepared(found[at : at + size], language, at) for at in starts)
    return list(build_index(batches, SCRIPT, language, limit))


def index_of(found: Sequence[Document], language: str = "en") -> Index:
    """What is written, as the lunr package loads it."""
    return Index.load(json.dumps(read_search(files_of(found, language)).serialized()))


@pytest.fixture(scope="module")
def seeds(repository: Path) -> list[Episode]:
    content = Content(SiteConfig("Site"), {}, ())
    sources = sorted((repository / "seeds").glob("*.txt"))
    return [compose(read_together(load_source(source)), content) for source in sources]


# --- documents --------------------------------------------------------------------------


def test_a_document_is_a_chapter_with_its_address_and_everything_said_in_it() -> None:
    first, _ = documents(LOOMS)
    assert first == Document(
        page="/episodes/weaving-numbers/",
        anchor="the-loom",
        title="Weaving Numbers",
        chapter="The loom",
        start=60,
        people=("Charles Babbage", "Ada"),
        paragraphs=(
            Paragraph("t60", "Charles Babbage", "How does the loom compute?"),
            Paragraph("t60-2", "Ada", "By cards."),
        ),
    )
    assert first.text == "How does the loom compute? By cards."


def test_a_chapter_in_which_nothing_is_said_can_be_found_by_its_title() -> None:
    silence = documents(LOOMS)[1]
    assert (silence.chapter, silence.text) == ("Silence", "")
    assert [hit["ref"] for hit in index_of(documents(LOOMS)).search("silence")] == ["1"]


def test_without_speakers_the_guests_stand_for_them() -> None:
    captions = episode("x", chapter("Start", (None, "hello")), guests=("Ada Lovelace",))
    assert documents(captions)[0].people == ("Ada Lovelace",)
    assert documents(captions)[0].paragraphs[0].speaker is None


def test_documents_cross_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(documents(LOOMS))) == documents(LOOMS)


def named(turn: TurnView) -> str | None:
    return turn.speaker.name if turn.speaker else None


def test_paragraphs_are_those_of_the_page(seeds: Sequence[Episode]) -> None:
    for each in seeds:
        names = {*each.guests, *each.hosts}
        known = Directory(
            {name: Link(name, "/people/x/") for name in names},
            {each.show: Link(each.show, "/shows/x/")} if each.show else {},
            {},
        )
        around = (Neighbours(None, None), known, SiteConfig("Site"), Labels())
        view = episode_view(each, *around)
        shown = [
            [
                (
                    said.anchor,
                    turn.speaker and turn.speaker.name,
                    " ".join(p.text for p in said.pieces),
                )
                for turn in part.turns
                for said in turn.paragraphs
            ]
            for part in view.chapters
        ]
        found = [
            [(p.anchor, p.speaker, p.text) for p in document.paragraphs]
            for document in documents(each)
        ]
        assert found == shown
        assert sum(map(len, found)) > 20


# --- words ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alexander’s C++ – and/or data-driven…right?", "alexander c++ and or data driven right"),
        ("C#, F#; .NET (A/B) #metoo c++11", "c# f# net a b metoo c 11"),
        ("don't 'quote' rock'n'roll", "don't quote rock'n'roll"),
        ("Mısra Café Straße ﬁnal İstanbul", "misra cafe strasse final istanbul"),
        ("हिन्दी 日本語 한국어", "हिन्दी 日本 本語 語 한국 국어 어"),
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


def test_the_table_leads_to_every_other_file() -> None:
    files = list(search_files([LOOMS], "en"))
    assert files[-1].path == TABLE
    found = read_search(files)
    names = {file.path.removeprefix("search/data/") for file in files}
    assert names == found.names | {"table.json", f"lunr-{LUNR_VERSION}.LICENSE.txt"}
    about = {key: found.table[key] for key in ("format", "lunr", "language", "documents")}
    assert about == {"format": 2, "lunr": LUNR_VERSION, "language": "en", "documents": 2}
    assert [(each["name"], each["boost"]) for each in found.table["fields"]] == [*BOOSTS.items()]


def test_documents_are_numbered_over_all_episodes() -> None:
    found = written(LOOMS, episode("more", chapter("Cards", ("Ada", "Punched, punched cards."))))
    assert found.postings["punch"] == [{}, {}, {}, {2: 2}]
    assert found.postings["card"] == [{}, {2: 1}, {}, {0: 1, 2: 1}]
    assert found.lengths == [[2, 2, 1], [1, 1, 1], [3, 0, 1], [3, 0, 3]]
    assert [each["sum"] for each in found.table["fields"]] == [5, 3, 4, 6]


def test_a_word_in_a_chapter_title_counts_more_than_one_in_passing() -> None:
    said = chapter("Other things", (None, "a loom in passing, among many other words"))
    titled = chapter("Loom", (None, "many other words, among them one in passing"))
    found = index_of(documents(episode("x", said, titled))).search("loom")
    assert [hit["ref"] for hit in found] == ["1", "0"]


def test_the_commonest_english_words_are_left_out() -> None:
    terms = written(LOOMS).postings
    assert "loom" in terms
    assert not {"the", "how", "by"} & set(terms)


def test_another_language_is_not_stemmed_as_english() -> None:
    german = episode("x", chapter("Die Rosen", (None, "Was spielen die Kinder?")))
    found = written(german, language="de")
    assert "stemmer" not in found.table["pipeline"]
    assert {"die", "was"} <= set(found.postings)


def test_british_english_is_english() -> None:
    assert written(LOOMS, language="en-GB").table["pipeline"] == ["stemmer"]


def test_a_site_without_episodes_has_an_index_that_finds_nothing() -> None:
    found = written()
    assert found.table["documents"] == 0
    assert (found.ranges, found.words, found.pieces) == ([], [], [])
    assert found.lengths == [[]] * 4
    assert Index.load(json.dumps(found.serialized())).search("loom") == []


def test_an_episode_without_chapters_is_counted_but_has_no_files() -> None:
    found = written(episode("empty"), LOOMS)
    assert [len(pieces) for pieces in found.pieces] == [0, 1]
    assert found.facets["speakers"] == [[], [[0, 1], []]]


def test_terms_stand_in_the_order_of_utf_16() -> None:
    rare = episode("x", chapter("Rare", (None, "\U00020000 \ufa0e word")))
    terms = [*written(rare).postings]
    assert terms == sorted(terms, key=lambda term: term.encode("utf-16-be"))
    assert terms != sorted(terms)


def test_a_word_without_end_is_cut() -> None:
    found = written(episode("x", chapter("", (None, "x" * 10_000 + "."))), language="en")
    assert "x" * LONGEST in found.postings
    assert max(map(len, found.postings)) == LONGEST


def test_a_chapter_of_a_hundred_thousand_words_has_its_length() -> None:
    found = read_search(files_of([document("loom " * 100_000), document("loom")]))
    assert found.lengths[3] == [100_000, 1]
    assert found.postings["loom"] == [{}, {}, {}, {0: 100_000, 1: 1}]


# --- ranges -----------------------------------------------------------------------------


MANY = [document(" ".join(f"w{(n * 7919 + k) % 40000:x}" for k in range(300))) for n in range(200)]
"""More terms than one range holds."""


def test_a_range_has_what_the_table_says() -> None:
    found = read_search(files_of(MANY))
    assert len(found.ranges) > 3
    kinds: list[tuple[Any, Any]] = [
        (found.table["ranges"], found.ranges),
        (found.table["words"], found.words),
    ]
    for cuts, files in kinds:
        assert cuts[0][0] == ""
        before = ""
        for (since, _), terms in zip(cuts, files, strict=True):
            held = [*terms]
            assert held == sorted(held)
            assert not before or before < since
            assert held[0].startswith(since)
            before = held[-1]


def test_ranges_are_as_large_as_they_are_meant_to_be() -> None:
    files = [file for file in files_of(MANY) if "/range-" in file.path]
    sizes = [len(zlib.decompress(file.data)) for file in files]
    assert all(0.8 * RANGE < size < 1.2 * RANGE for size in sizes[:-1])


def test_a_term_that_is_larger_than_a_range_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chapterhouse.search.ranges.RANGE", 100)
    everywhere = [document(f"a{n} loom z{n}") for n in range(60)]
    found = read_search(files_of(everywhere))
    assert ["loom"] in [[*terms] for terms in found.ranges]


def test_a_term_is_shown_as_it_is_said_most_often() -> None:
    said = [document("Running, runs. He runs! A try", title="Tries runner", people=["Run"])]
    [shown] = read_search(files_of(said)).words
    assert {term: form for term, (form, _) in shown.items()} == {
        "run": "runs",
        "runner": "runner",
        "tri": "try",
    }
    assert {term: documents for term, (_, documents) in shown.items()} == {
        "run": 1,
        "runner": 0,
        "tri": 1,
    }


# --- texts and facets -------------------------------------------------------------------


def test_a_piece_says_whose_it_is_and_what_was_said() -> None:
    [[piece]] = written(LOOMS).pieces
    assert piece == {
        "page": "/episodes/weaving-numbers/",
        "title": "Weaving Numbers",
        "facts": [],
        "people": ["Charles Babbage", "Ada"],
        "chapters": [
            {
                "title": "The loom",
                "anchor": "the-loom",
                "start": 60,
                "people": [0, 1],
                "ids": ["t60", "t60-2"],
                "who": [0, 1],
                "said": ["How does the loom compute?", "By cards."],
            },
            {
                "title": "Silence",
                "anchor": "silence",
                "start": None,
                "people": [],
                "ids": [],
                "who": [],
                "said": [],
            },
        ],
    }


def dated(each: Episode) -> Episode:
    return replace(each, date=date(2021, 6, 22), season=3, number=1, language="ar", show="Looms")


def test_a_piece_says_facts_in_the_interface_s_language_and_names_another_one() -> None:
    files = search_files([dated(LOOMS)], "de", load_catalogue("de"))
    [[piece]] = read_search(files).pieces
    assert piece["facts"] == ["Staffel 3, Folge 1", "22. Juni 2021"]
    assert (piece["lang"], piece["dir"]) == ("ar", "rtl")


def test_a_piece_is_closed_when_it_is_full_and_never_goes_beyond_an_episode() -> None:
    long = [chapter(f"Part {n}", (None, "word " * 300)) for n in range(7)]
    found = written(episode("a", *long), episode("b", *long[:1]))
    assert [[len(piece["chapters"]) for piece in pieces] for pieces in found.pieces] == [
        [3, 3, 1],
        [1],
    ]
    size = len(("word " * 300).strip())
    assert 2 * size < PIECE <= 3 * size


def test_a_speaker_whom_nobody_knows_is_nobody() -> None:
    [[piece]] = written(episode("x", chapter("A", (None, "hello"), ("Ada", "hi")))).pieces
    assert piece["chapters"][0]["who"] == [-1, 0]


def test_episodes_with_the_same_words_have_files_of_their_own() -> None:
    same = [episode(slug, chapter("A", (None, "x"))) for slug in "ab"]
    paths = [file.path for file in search_files(same, "en")]
    assert len(paths) == len(set(paths))
    assert sum("/texts/" in path for path in paths) == 2


def test_two_episodes_never_share_a_name() -> None:
    register = Register()
    kept = Kept(make_texts(documents(LOOMS), {}), None, None, None, ((), ()))
    twice = Prepared((kept, kept), count(documents(LOOMS) * 2, term_maker("en")))
    paths = [file.path for file in register.add(twice)]
    assert len(set(paths)) == 2


def test_facets_say_who_and_when() -> None:
    other = episode("more", chapter("Cards", ("Ada", "Punched cards.")))
    assert written(dated(LOOMS), other).facets == {
        "people": ["Charles Babbage", "Ada"],
        "shows": ["Looms"],
        "show": [0, None],
        "season": [3, None],
        "year": [2021, None],
        "speakers": [[[0, 1], []], [[1]]],
    }


# --- the same bytes ---------------------------------------------------------------------


MAKE = """
import hashlib, test_search
files = test_search.search_files([test_search.LOOMS], "en")
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
    other = episode("weaving-numbers", chapter("The loom", ("Ada", "Other words."), start=61))
    before, after = ({file.path for file in search_files([each], "en")} for each in (LOOMS, other))
    engine_files = {f"search/data/lunr-{LUNR_VERSION}{end}" for end in (".js", ".LICENSE.txt")}
    assert before & after == {TABLE, *engine_files}


def test_two_processes_write_what_one_writes(
    seeds: Sequence[Episode], monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = list(search_files(seeds, "en"))
    monkeypatch.setattr(batch, "BATCHES", ())
    monkeypatch.setattr(batch, "BATCH", 1)
    monkeypatch.setattr(batch, "AHEAD", 2)
    with ProcessPoolExecutor(2) as pool:
        assert list(search_files(seeds, "en", run=pool.map)) == alone


def test_a_small_site_has_work_for_several_processes() -> None:
    episodes = [episode(f"x{number}", chapter("A", (None, "x"))) for number in range(100)]
    sizes = [len(share.episodes) for share in batch.shares(episodes, "en", Catalogue())]
    assert sizes == [32, 32, 36]


def test_what_a_process_has_seen_changes_no_result(
    seeds: Sequence[Episode], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = [[*documents(each)] for each in seeds]
    maker = term_maker("en")
    counting._seen.cache_clear()
    alone = counting.count(first, maker)
    for other in others:
        counting.count(other, maker)
    assert counting.count(first, maker) == alone
    monkeypatch.setattr(counting, "MOST", 0)
    assert counting.count(first, maker) == alone
    assert not counting._seen(maker)
    assert counting.count(first, maker) == alone


def test_no_more_shares_are_taken_than_are_worked_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "BATCHES", ())
    monkeypatch.setattr(batch, "BATCH", 1)
    taken = 0

    def endless() -> Iterator[Episode]:
        nonlocal taken
        while True:
            taken += 1
            yield episode(f"x{taken}", chapter("A", (None, "x")))

    def pool(function: Any, items: Any) -> Any:
        return iter([function(item) for item in items])

    files = search_files(endless(), "en", run=pool)
    assert [next(files).path for _ in range(20)]
    assert taken <= 20 + 2 * batch.AHEAD


@pytest.mark.parametrize("size", [1, 7, 200])
def test_what_was_spilled_is_written_as_what_was_held(size: int) -> None:
    held, spilled = (files_of(MANY, limit=limit, size=size) for limit in (LIMIT, 0))
    assert read_search(held).postings == read_search(files_of(MANY)).postings
    assert held == spilled


@pytest.mark.parametrize("times", [1, 40])
def test_what_is_held_is_reckoned_as_the_memory_that_it_takes(
    seeds: list[Episode], times: int
) -> None:
    """With few documents tuples weigh most, with many what stands in them."""
    found = [document for episode in seeds for document in documents(episode)]
    sent = pickle.dumps(count(found * times, term_maker("en")).entries)
    tracemalloc.start()
    held = pickle.loads(sent)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(map(size_of, held)) == pytest.approx(taken, rel=0.2)


def test_a_disk_without_room_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(merging, "TemporaryFile", full)
    with pytest.raises(OutputError, match="No space left on device"):
        files_of(MANY, limit=0)


# --- what the lunr package makes --------------------------------------------------------


def assert_as_lunr(found: Sequence[Document], language: str, **how: int) -> None:
    """Same terms in the same documents, same scores."""
    files = read_search(files_of(found, language, **how))
    ours, theirs = by_term(files.serialized()), by_term(lunr_index(found, language).serialize())
    if found:
        assert ours == theirs


def by_term(index: dict[str, Any]) -> dict[str, Any]:
    """The index without the numbers of its terms."""
    index = json.loads(json.dumps(index))
    terms = {about.pop("_index"): term for term, about in index["invertedIndex"]}
    index["invertedIndex"] = dict(index["invertedIndex"])
    index["fieldVectors"] = {
        ref: dict(zip(map(terms.__getitem__, vector[::2]), vector[1::2], strict=True))
        for ref, vector in index["fieldVectors"]
    }
    return index


TEXTS = st.text(alphabet="aàbc WEAVING'+#-.,?!;:й字\U00020000\u0301", max_size=40)


@given(
    st.lists(
        st.builds(document, TEXTS, TEXTS, TEXTS, st.lists(TEXTS, max_size=2)),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from(["en", "hu"]),
    st.integers(1, 3),
    st.sampled_from([0, LIMIT]),
)
@example([document("a" * 300)], "en", 1, 0)
@example([document("word " * 70_000 + "loom"), document("loom")], "en", 1, 0)
def test_the_index_is_what_the_lunr_package_builds(
    found: list[Document], language: str, size: int, limit: int
) -> None:
    assert_as_lunr(found, language, size=size, limit=limit)


def test_the_index_of_the_seeds_is_what_the_lunr_package_builds(seeds: Sequence[Episode]) -> None:
    found = [document for each in seeds for document in documents(each)]
    assert_as_lunr(found, "en", size=10, limit=100_000)


@given(st.integers(0, 2**70))
def test_a_number_is_read_as_it_was_written(value: int) -> None:
    reader = Reader(number(value))
    assert reader.number() == value
    assert reader.ended


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
        list(search_files([], "en"))
    assert "\n" not in str(caught.value)
