"""The measurement of search, in short: on the site of the seeds, so that neither it nor what it
measures gets out of order unnoticed. Its full form is `make bench-search`."""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import bench_index
from search_bench.browse import BARE, PAGES, WHOLE, address_of, ask
from search_bench.corpus import Transcript, transcripts, write_site
from search_bench.cost import run
from search_bench.host import Host, serving
from search_bench.keystrokes import letter_by_letter, type_all, type_on_page
from search_bench.kinds import together, weigh
from search_bench.queries import drawn, listed, without_filters

QUERIES = ("mlops", "how do you learn data engineering", '"machine learning"')
BYTES, REQUESTS = 100_000, 48
"""At most, of a cold query on the seeds, with the client's scripts: five episodes have little to
fetch but these. A file for each of ten hits, the scripts, and a few more."""


@pytest.fixture
def host(built: Path) -> Host:
    return Host({"/": built, "/bench/": PAGES})


@pytest.mark.browser
@pytest.mark.parametrize("query", QUERIES)
def test_a_cold_query_fetches_little_and_always_the_same(
    browser: Browser, built: Path, host: Host, query: str
) -> None:
    with serving(host) as root:
        first, second = (
            ask(browser, host, root + address_of(BARE, query, built)) for _ in range(2)
        )
    weight = together(weigh(first.sent))
    assert first.hits
    assert weight.body <= BYTES, weigh(first.sent)
    assert weight.requests <= REQUESTS, weigh(first.sent)
    assert {each.status for each in first.sent} == {200}
    assert "other" not in weigh(first.sent)
    assert sorted(weigh(first.sent).items()) == sorted(weigh(second.sent).items())


@pytest.mark.browser
def test_the_search_page_shows_what_the_client_finds(
    browser: Browser, built: Path, host: Host
) -> None:
    with serving(host) as root:
        bare = ask(browser, host, root + address_of(BARE, QUERIES[0], built))
        whole = ask(browser, host, root + address_of(WHOLE, QUERIES[0], built), bare.hits)
    for part in ("table", "episodes", "ranges", "texts"):
        assert weigh(whole.sent)[part] == weigh(bare.sent)[part], part


@pytest.mark.browser
def test_every_letter_typed_is_timed(browser: Browser, built: Path, host: Host) -> None:
    letters = len(letter_by_letter("data eng"))
    assert letters == 7
    with serving(host) as root:
        typed = type_all(browser, root, BARE, built, ["data eng"])
        pressed = type_on_page(browser, root, ["data eng"])
    for typing in (typed, pressed):
        assert len(typing.first) == len(typing.again) == letters
        assert min(*typing.first, *typing.again) > 0


def test_the_host_compresses_text_alone_and_counts_what_it_sends(tmp_path: Path) -> None:
    text = b"words " * 1000
    for name in ("a.js", "b.bin", "c.pf_index", "d/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text)
    host = Host({"/": tmp_path})
    for target in ("/a.js?x=1", "/b.bin", "/c.pf_index", "/d/", "/none", "/../secret"):
        host.answer(target)
    sizes = {sent.path: (sent.status, sent.body) for sent in host.take()}
    small = len(gzip.compress(text, 6, mtime=0))
    assert sizes == {
        "/a.js": (200, small),
        "/b.bin": (200, len(text)),
        "/c.pf_index": (200, len(text)),
        "/d/": (200, small),
        "/none": (404, 0),
        "/../secret": (404, 0),
    }
    assert host.take() == []


def test_repetitions_have_some_new_words_and_keep_the_common_ones(tmp_path: Path) -> None:
    rare = [f"{a}{b}rendering" for a in "bcdfghjklm" for b in "aeiou"]
    for n, word in enumerate(rare):
        text = f"**Ada Lovelace:** [0:{n:02}] Engines {word} and {word}. {word.capitalize()}!\n"
        (tmp_path / f"talk-{n}.md").write_text(text, encoding="utf-8")
    files = sorted(tmp_path.iterdir(), key=lambda file: int(file.stem[5:]))
    made = list(islice(transcripts(files), 3 * len(files)))
    assert made == list(islice(transcripts(files), 3 * len(files)))
    assert [each.name for each in made[49:51]] == ["talk-49.md", "talk-10050.md"]
    once, again = (words_of(made[n : n + 50]) for n in (0, 50))
    assert once.keys() & again.keys() >= {"lovelace", "engines", "and"}
    new = again.keys() - once.keys()
    assert 10 <= len(new) <= 30  # of fifty rare words
    assert all(word.endswith("ing") and again[word] == 3 for word in new)


def words_of(made: Iterable[Transcript]) -> Counter[str]:
    return Counter(re.findall(r"[a-z]+", " ".join(each.text for each in made).lower()))


def test_a_site_has_as_many_episodes_as_one_asks_for(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for n in range(7):
        (corpus / f"talk-{n}.txt").write_text("Ada: Good evening.\n", encoding="utf-8")
        (corpus / f"talk-{n}.json").write_text("{}", encoding="utf-8")
    for wanted, count in ((None, 7), (3, 3), (17, 17)):
        site = tmp_path / str(wanted)
        assert write_site(corpus, site, wanted) == count
        assert len(list((site / "seeds").iterdir())) == count


def test_the_list_has_fifty_queries_of_all_sorts() -> None:
    queries = listed()
    assert len(queries) == len(set(queries)) == 50
    assert {len(query.split()) for query in queries} >= {1, 2, 3, 4, 5}
    assert without_filters('speaker:"jerod santo" testing') == "jerod santo testing"
    assert without_filters('"state of the art"') == '"state of the art"'


def test_queries_are_drawn_from_a_site_always_the_same(built: Path) -> None:
    queries = drawn(built, 20)
    assert queries == drawn(built, 20)
    assert len(queries) == len(set(queries)) == 20
    pages = [page.read_text(encoding="utf-8") for page in built.glob("**/index.html")]
    assert all("<" not in query for query in queries)
    assert any(queries[0] in page for page in pages)


def test_the_index_of_repeated_episodes_is_timed_and_weighed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench_index.main([str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}: no transcripts in this folder\n"
    for n in range(2):
        said = f"Ada: Good evening, weavers. [0:0{n}]\n"
        (tmp_path / f"talk-{n}.txt").write_text(said, encoding="utf-8")
    assert bench_index.main([str(tmp_path), "--times", "3", "--jobs", "1"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head == f"{tmp_path.name}: 6 episodes, 1 processes"
    figures = {row[2:26].strip(): row[26:].split() for row in rows}
    assert all(float(figure[0]) >= 0 for figure in figures.values())
    assert float(figures["memory, at most"][0]) > 10
    assert figures["texts"][3] == "6"
    assert figures.keys() >= {"seconds by the clock", "seconds of processors", "ranges", "all"}


def test_what_a_command_costs_is_counted() -> None:
    cost = run([sys.executable, "-c", "kept = bytearray(64 << 20); sum(range(10**6))"])
    assert cost.peak > 64 << 20
    assert 0 < cost.processor <= cost.wall * 2
