"""Search as a reader's browser does it, on the built files, under Node.

What is found and how it is scored is compared with lunr.js on the whole index; what isn't
lunr's (phrases, filters, moments) with the texts themselves.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from chapterhouse.build import build
from chapterhouse.terms.stemming import stem
from chapterhouse.terms.words import words
from in_node import Ask, asker

CORPORA = os.environ.get("CORPORA", "")
EPISODES = 120
"""Of the corpus: more than a hundred, in several ranges."""

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
    "+chapter:data -text:law",
    "data +engin* -sci*",
    "title:data* +people:a*",
    "+data +data* data~1",
    "data data data^2 +law +law -engineer -engineer",
    "machin* machin* leraning~1 leraning~1",
    "qqqqqqqqqqqq~2 +law~2",
    "machin*",
    "*gin",
    "c*o*m",
    "*a*",
    "leraning~1",
    "compelxity~2 simple",
    "team~1^3 machine^2 e*e",
    "konigsweg",
    "-data",
    "-konigsweg -law",
    "nowhereinthere",
    "+nowhereinthere data",
)

BROAD = {
    "title:data* +people:a*",
    "+data +data* data~1",
    "qqqqqqqqqqqq~2 +law~2",
    "*gin",
    "c*o*m",
    "*a*",
    "compelxity~2 simple",
    "team~1^3 machine^2 e*e",
}
"""Of these: patterns that are like more terms of a large index than a query may take."""

HOSTILE = (
    "",
    " ",
    "C++",
    ".NET",
    "A/B",
    "(",
    '"',
    '""',
    '"(" data',
    '"data',
    'data"engineer',
    '-"data engineering"',
    '+title:"',
    ":",
    "::",
    "title:",
    "title:title:data",
    "foo:bar",
    'foo:"bar baz"',
    "speaker:",
    "speaker:(",
    'speaker:"',
    "-speaker:alex -speaker:ada",
    "season:x",
    "season:-1",
    "year:1e3",
    "~",
    "data~",
    "data~x",
    "data~9",
    "data~1~2^3",
    "^",
    "data^",
    "data^0",
    "data^99999999",
    "*",
    "**",
    "*a*b*c*d*e*f*",
    "a**b",
    "+",
    "-",
    "+ -",
    "--data",
    "\\",
    "[a-z]+",
    "</script><b>",
    "%",
    "%E0%A4%A",
    "😀",
    "👩‍👩‍👧 data",
    "\ud83d",
    "\x00\x01",
    "\uffff",
    "__proto__",
    "constructor toString hasOwnProperty",
    "title:__proto__ +constructor",
    "日本語",
    '"日本"',
    "ﷺ ½ ﬁ",
    "data " * 2000,
    "x" * 10_000,
    "x* " * 3000,
    "(" * 10_000,
    '"' * 10_000,
    "*" * 10_000,
    "*a" * 5000,
    "+data* " * 1500,
    "speaker:a " * 1000,
    '"a b" ' * 1500,
)


# --- lunr -------------------------------------------------------------------------------


def test_pieces_give_the_results_and_scores_of_the_whole_index(ask: Ask) -> None:
    found = assert_equal_scores(ask)
    assert all(found[query] == ("nowhere" not in query) for query in QUERIES), found


def assert_equal_scores(ask: Ask, queries: Sequence[str] = QUERIES) -> dict[str, bool]:
    """Which queries found anything."""
    whole = ask("whole", queries)
    for most in (None, 10):
        pieces = ask("pieces", {"queries": queries, "most": most})
        for query, theirs, ours in zip(queries, whole, pieces, strict=True):
            scores = dict(theirs)
            asked_lunr = most if most and any(scores.values()) else len(theirs)
            assert len(ours) == min(len(theirs), asked_lunr), query
            assert dict(ours) == pytest.approx({ref: scores[ref] for ref, _ in ours}, rel=1e-12)
            best = [score for _, score in theirs][: len(ours)]
            assert [score for _, score in ours] == pytest.approx(best, rel=1e-12), query
    return {query: bool(hits) for query, hits in zip(queries, whole, strict=True)}


PATTERNS = " ".join(f"*{letter}*" for letter in "etaoinsrhldcumfpgwyb")


@pytest.mark.parametrize(
    "query",
    [
        PATTERNS,
        f"data konigsweg {PATTERNS}",
        f"+data +*e* {PATTERNS}",
        f"data {PATTERNS} -*konig* -*zz*",
        "*e* " * 24,
        "data data^2 title:data title:data +law +law",
        "*abcdefgh~2 qqqqqqqq~2 data",
    ],
)
def test_lunr_js_agrees_where_there_are_more_terms_than_a_query_may_take(
    ask: Ask, query: str
) -> None:
    assert_agreed_scores(ask, [query])


def assert_agreed_scores(ask: Ask, queries: Sequence[str]) -> None:
    for query, scores in zip(queries, ask("scores", queries), strict=True):
        assert scores, query
        ours, theirs = zip(*scores, strict=True)
        assert ours == pytest.approx(theirs, rel=1e-12), query


def test_the_ranges_hold_the_index_that_lunr_js_builds(ask: Ask) -> None:
    assert_equal_indexes(ask)


def assert_equal_indexes(ask: Ask) -> None:
    indexes = ask("indexes", None)
    files, texts = indexes["files"], indexes["texts"]
    assert [term for term, _ in files["invertedIndex"]] == [
        term for term, _ in texts["invertedIndex"]
    ]
    assert files["invertedIndex"] == texts["invertedIndex"]
    assert dict(files["fieldVectors"]) == dict(texts["fieldVectors"])


@pytest.mark.skipif(not CORPORA, reason="CORPORA doesn't name a folder of corpora")
def test_both_hold_on_a_hundred_real_episodes(node: str, scripts: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    files = sorted((Path(CORPORA) / "changelog").glob("*.md"))
    for file in files[:: len(files) // EPISODES]:
        shutil.copy(file, seeds)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.toml").write_text('title = "Corpus"\n')
    build(tmp_path, tmp_path / "output")
    ask = asker(node, scripts, tmp_path / "output" / "search" / "data", seconds=300)
    narrow = [query for query in QUERIES if query not in BROAD]
    assert sum(assert_equal_scores(ask, narrow).values()) > len(narrow) / 2
    assert_agreed_scores(ask, sorted(BROAD))
    assert_equal_indexes(ask)


# --- queries ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chapters(ask: Ask) -> list[dict[str, Any]]:
    """All chapters with their texts."""
    found: list[dict[str, Any]] = ask("documents", None)
    return found


def address(chapter: dict[str, Any]) -> str:
    return f"{chapter['page']}#{chapter['anchor']}"


def matching(chapters: list[dict[str, Any]], fits: Callable[[dict[str, Any]], bool]) -> set[str]:
    return {address(chapter) for chapter in chapters if fits(chapter)}


def test_every_chapter_is_found_by_a_word_of_its_own(
    ask: Ask, chapters: list[dict[str, Any]]
) -> None:
    stems = [{stem(word) for word in words(" ".join(each["said"]))} for each in chapters]
    spread = Counter(chain.from_iterable(stems))
    own = {
        address(chapter): word
        for chapter in chapters
        for word in words(" ".join(chapter["said"]))
        if len(word) > 4 and spread[stem(word)] == 1
    }
    assert len(own) > len(chapters) * 0.8
    found = ask("find", [f"text:{word} " for word in own.values()])
    assert [hits[0] for hits in found] == list(own)


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


def test_words_that_the_index_leaves_out_are_said_to_be_too_common(ask: Ask) -> None:
    for answer in ask("answers", ["to be or not to be ", '"to be"']):
        assert (answer["total"], answer["problem"]) == (0, "common")


def test_common_words_are_looked_for_where_a_filter_leaves_few_texts(
    ask: Ask, chapters: list[dict[str, Any]]
) -> None:
    (found,) = ask("find", ['year:2022 season:10 "to be"'])
    (left,) = ask("find", ["year:2022 season:10"])
    assert set(found) == set(left) & matching(chapters, said_together("to be"))
    assert found
    assert set(found) < set(left)


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
    answers = ask("answers", HOSTILE)
    totals = {query: answer["total"] for query, answer in zip(HOSTILE, answers, strict=True)}
    silent = ["", " ", "(", '"', '""', ":", "*", "**", "+", "-", "~", "^", "😀", '"' * 10_000]
    assert {query: totals[query] for query in silent} == dict.fromkeys(silent, 0)
    assert totals["data^0"] == totals["data^99999999"] == totals["data " * 2000] > 0


def test_a_word_that_nobody_said_finds_nothing(ask: Ask) -> None:
    assert ask("find", ["zzyzx", "qwertzuiop asdfghjkl"]) == [[], []]


def test_a_word_that_is_written_wrong_is_asked_about(ask: Ask) -> None:
    queries = ["machien learning ", "mahcine +learning ", "chapter:leanring ", "zzyzx "]
    suggested = [answer["suggestion"] for answer in ask("answers", queries)]
    assert suggested == ["machine learning", "machine +learning", "chapter:learning", None]


def test_a_site_on_which_nobody_said_a_word_answers_every_query(
    node: str, scripts: Path, tmp_path: Path
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.toml").write_text('title = "Empty"\n')
    build(tmp_path, tmp_path / "output")
    data = tmp_path / "output" / "search" / "data"
    table = json.loads((data / "table.json").read_text(encoding="utf-8"))
    assert (table["documents"], table["ranges"], table["words"]) == (0, [], [])
    ask = asker(node, scripts, data)
    queries = [*QUERIES, *HOSTILE, '"machine learning"', "data year:2021"]
    for answer in ask("answers", queries):
        assert (answer["total"], answer["groups"], answer["suggestion"]) == (0, [], None)
        assert answer["rest"] is False
    for facets in ask("facets", ["data ", ""]):
        assert facets == {"speaker": [], "show": [], "season": [], "year": []}


# --- the site published anew ------------------------------------------------------------


def test_old_answers_do_not_mix_with_new_files(ask: Ask) -> None:
    made = ask("renewed", "data ")
    assert made["gone"] == ["version", "version", "format"]
    assert made["before"] == ["version"] * 3
    groups, _, facets = made["after"]
    assert groups > 0
    assert facets == len(("speaker", "show", "season", "year"))


# --- phrases ----------------------------------------------------------------------------


def said_together(phrase: str) -> Callable[[dict[str, Any]], bool]:
    wanted = f" {' '.join(words(phrase))} "

    def fits(chapter: dict[str, Any]) -> bool:
        texts = (chapter["title"], chapter["chapter"], *chapter["people"], *chapter["said"])
        return any(wanted in f" {' '.join(words(text))} " for text in texts)

    return fits


@pytest.mark.parametrize(
    "phrase", ["machine learning", "a lot of", "Machine-Learning", "learning machine", "data"]
)
def test_a_phrase_finds_exactly_the_chapters_that_have_it(
    ask: Ask, chapters: list[dict[str, Any]], phrase: str
) -> None:
    (found,) = ask("find", [f'"{phrase}"'])
    assert set(found) == matching(chapters, said_together(phrase))
    assert len(found) == len(set(found))


def test_a_phrase_may_be_excluded_and_stand_beside_words(
    ask: Ask, chapters: list[dict[str, Any]]
) -> None:
    learning, both, without = ask(
        "find", ["learning ", 'learning "machine learning"', 'learning -"machine learning"']
    )
    having = matching(chapters, said_together("machine learning"))
    assert set(both) == having
    assert set(without) == set(learning) - having
    assert without


def test_an_excluded_phrase_needs_nothing_beside_it(
    ask: Ask, chapters: list[dict[str, Any]]
) -> None:
    without, all_of_alex, rest_of_alex = ask(
        "find", ['-"machine learning"', "speaker:alex", 'speaker:alex -text:"machine learning"']
    )
    having = matching(chapters, said_together("machine learning"))
    assert set(without) == {address(chapter) for chapter in chapters} - having

    def alex_says(chapter: dict[str, Any]) -> bool:
        said = zip(chapter["who"], chapter["said"], strict=True)
        theirs = [text for who, text in said if who is None or "Alex" in who]
        return any("machine learning" in " ".join(words(text)) for text in theirs)

    assert set(rest_of_alex) == set(all_of_alex) - matching(chapters, alex_says)
    assert rest_of_alex
    (answer, *common) = ask("answers", ['-"machine learning"', '-"machine learning" "to be"'])
    assert (answer["problem"], answer["rest"], answer["exact"]) == (None, True, False)
    assert [each["problem"] for each in common] == ["common"]


def test_a_phrase_is_known_to_the_end_once_all_of_it_was_looked_at(ask: Ask) -> None:
    (few, many) = ask("answers", ['"königsweg"', '"a lot"'])
    assert (few["exact"], few["rest"]) == (True, False)
    assert many["total"] >= 10


# --- filters ----------------------------------------------------------------------------


def test_filters_restrict_and_facets_count(ask: Ask, chapters: list[dict[str, Any]]) -> None:
    queries = ["speaker:alex", "data ", "data speaker:santiago ", "data -speaker:alex "]
    alex, data, santiago, others = (set(found) for found in ask("find", queries))

    def by(name: str) -> set[str]:
        return matching(chapters, lambda each: any(name in person for person in each["people"]))

    assert alex == by("Alex")
    assert santiago == data & by("Santiago")
    assert others == data - by("Alex")
    _, counted, *_ = ask("facets", queries)
    people = {value["value"]: value["count"] for value in counted["speaker"]}
    assert people == {name: len(data & by(name)) for name in people}
    assert [each["count"] for each in counted["speaker"]] == sorted(people.values(), reverse=True)
    assert sum(each["count"] for each in counted["show"]) == len(data)


def test_filters_of_a_key_are_alternatives_and_keys_hold_together(ask: Ask) -> None:
    found = ask(
        "find", ["season:9", "season:10", "season:9 season:10", "season:9 season:10 year:2022"]
    )
    nine, ten, either, both = map(set, found)
    assert nine
    assert ten
    assert either == nine | ten
    assert both <= either


def test_a_filter_that_names_nothing_says_so(ask: Ask) -> None:
    for answer in ask("answers", ["data speaker:nobodyofthisname", "season:99", "year:soon data"]):
        assert (answer["total"], answer["problem"], len(answer["filters"])) == (0, "filter", 1)


def test_only_filters_list_the_newest_first(ask: Ask, chapters: list[dict[str, Any]]) -> None:
    (found,) = ask("find", ["show:datatalks"])
    pages = list(dict.fromkeys(each.split("#")[0] for each in found))
    order = list(dict.fromkeys(chapter["page"] for chapter in chapters))
    assert pages == [page for page in reversed(order) if page in pages]
    assert len(pages) > 1


def test_a_phrase_must_be_said_by_the_speaker(ask: Ask, chapters: list[dict[str, Any]]) -> None:
    (found,) = ask("find", ['"machine learning" speaker:santiago'])

    def fits(chapter: dict[str, Any]) -> bool:
        said = zip(chapter["who"], chapter["said"], strict=True)
        return any(
            who and "Santiago" in who and "machine learning" in " ".join(words(text))
            for who, text in said
        )

    assert set(found) == matching(chapters, fits)
    assert found


# --- what is shown ----------------------------------------------------------------------


def test_a_hit_leads_to_the_moment_with_its_words(ask: Ask) -> None:
    (answer,) = ask("answers", ["konigsweg "])
    (group,) = answer["groups"]
    moments = [hit["url"] for hit in group["hits"] if hit["second"] is not None]
    assert moments
    for url in moments:
        assert re.fullmatch(re.escape(group["page"]) + r"\?words=k%C3%B6nigsweg#t\d+", url)
    (hit,) = (hit for hit in group["hits"] if "[Königsweg]" in hit["chapter"])
    assert hit["start"] == 410


def test_a_snippet_shows_the_words_as_they_were_said(ask: Ask) -> None:
    for answer in ask("answers", ["machine learning ", '"machine learning"', "complex"]):
        assert answer["groups"]
        for hit in (hit for group in answer["groups"] for hit in group["hits"]):
            if "?" in hit["url"]:
                assert "[" in hit["snippet"]
            assert len(hit["snippet"].replace("[", "").replace("]", "")) <= 246


def test_a_phrase_is_marked_as_a_whole_and_found_again_on_the_page(ask: Ask) -> None:
    (answer,) = ask("answers", ['"machine learning"'])
    hit = next(hit for group in answer["groups"] for hit in group["hits"] if "?" in hit["url"])
    assert re.search(r"\[machine learning\]", hit["snippet"], re.IGNORECASE)
    assert "?find=machine%20learning#" in hit["url"]


def test_the_moment_of_a_speaker_is_theirs(ask: Ask) -> None:
    (answer,) = ask("answers", ["data speaker:santiago"])
    speakers = Counter(hit["speaker"] for group in answer["groups"] for hit in group["hits"])
    assert speakers.most_common(1)[0][0] == "Santiago Valdarrama"


def test_no_hit_is_given_twice(ask: Ask) -> None:
    for found in ask("find", ["data ", "machine", "speaker:alex", '"a lot of"', "-data"]):
        assert found
        assert len(found) == len(set(found))
