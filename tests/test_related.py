"""Also discussed in: the chapters of other episodes that are about the same."""

from __future__ import annotations

import math
import os
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.build import build
from chapterhouse.chapter_lists import read_together
from chapterhouse.content import Content, SiteConfig
from chapterhouse.episodes import compose, summarize_all
from chapterhouse.fixtures import find_fixtures
from chapterhouse.model import ChapterSummary, Episode, Place, Summary, Terms
from chapterhouse.related import SHOWN, make_index, nearest, related
from chapterhouse.sources import load_source
from chapterhouse.terms.chapters import PAIRS, WORDS, chapter_terms
from chapterhouse.terms.stemming import term_maker
from conftest import MakeSite
from test_assembly import PLAIN
from test_speed import best_of


def summary(slug: str, chapters: Sequence[str], titles: Sequence[str] = ()) -> Summary:
    """An episode whose chapters are about the words given, all of one weight."""
    titles = titles or [f"{slug}title{n}" for n in range(len(chapters))]
    made = (
        ChapterSummary(title, f"c{n}", 60.0 * n, False, Terms("\n".join(text.split()), weights))
        for n, (text, title) in enumerate(zip(chapters, titles, strict=True))
        for weights in [bytes([20] * len(text.split()))]
    )
    return replace(PLAIN, slug=slug, chapters=tuple(made))


OTHERS = [summary(f"other-{n}", [f"alone{n} lonely{n} single{n}", f"only{n}"]) for n in range(8)]
LOOM = "loom card weave thread pattern"
POEM = "poem verse rhyme letter"


# --- what is alike ----------------------------------------------------------------------


def test_chapters_that_share_telling_words_are_related_both_ways() -> None:
    one, other = summary("a", [LOOM, "engine steam"]), summary("b", ["poem", LOOM])
    assert related([one, other, *OTHERS]) == {
        ("a", "c0"): (("b", "c1"),),
        ("b", "c1"): (("a", "c0"),),
    }


def test_one_word_in_common_is_not_enough() -> None:
    one, other = summary("a", [LOOM, POEM]), summary("b", [LOOM, POEM])
    odd = summary("c", ["loom verse"])
    assert "c" not in {slug for slug, _ in related([one, other, odd, *OTHERS])}


def test_words_of_every_episode_make_nothing_alike() -> None:
    assert related([summary(name, [LOOM]) for name in "abcdef"]) == {}


def test_at_most_three_are_shown_and_of_each_episode_the_best() -> None:
    alike = [summary(name, [LOOM, f"{LOOM} extra {name}"]) for name in "abcdef"]
    places = related([*alike, *OTHERS, *(replace(e, slug=f"{e.slug}x") for e in OTHERS)])
    assert len(places["a", "c0"]) == SHOWN
    assert places["a", "c0"] == (("b", "c0"), ("c", "c0"), ("d", "c0"))


def test_an_empty_site_and_empty_chapters_have_none() -> None:
    assert related([]) == {}
    assert related([summary("a", [""]), summary("b", [""]), summary("c", [])]) == {}


@st.composite
def sites(draw: st.DrawFn) -> list[Summary]:
    words = st.sampled_from([f"w{n}" for n in range(30)])
    chapter = st.lists(words, unique=True, max_size=8).map(" ".join)
    episodes = draw(st.lists(st.lists(chapter, max_size=4), max_size=8))
    return [summary(f"e{n}", chapters) for n, chapters in enumerate(episodes)]


@given(sites())
def test_never_a_chapter_of_the_same_episode_nor_two_of_another(site: list[Summary]) -> None:
    for (slug, _), places in related(site).items():
        episodes = [other for other, _ in places]
        assert slug not in episodes
        assert len(set(episodes)) == len(episodes) <= SHOWN


@given(sites())
def test_one_episode_can_be_asked_for_alone(site: list[Summary]) -> None:
    index = make_index(site)
    asked: dict[Place, tuple[Place, ...]] = {}
    for episode in reversed(site):
        asked |= nearest(index, episode.slug)
    assert asked == related(site)


@given(sites(), st.randoms(use_true_random=False))
def test_what_is_alike_does_not_depend_on_the_order_of_the_episodes(
    site: list[Summary], chance: random.Random
) -> None:
    """With few chapters all are champions; equally alike ones go by the site's order, so only
    who has any at all can be compared."""
    shuffled = chance.sample(site, len(site))
    assert related(shuffled).keys() == related(site).keys()


# --- what every episode has -------------------------------------------------------------


def test_what_comes_back_from_episode_to_episode_is_no_subject() -> None:
    titles = ("Guest Introduction: {}", "Weaving", "Sponsors", "Goodbye and Links")
    site = [
        summary(name, ["a", "b", "c", "d"], [title.format(name) for title in titles])
        for name in ("ada", "bob", "eve")
    ]
    assert {anchor for _, anchor in find_fixtures(site[:2])} == set()
    assert {anchor for _, anchor in find_fixtures(site)} == {"c0", "c1", "c2", "c3"}


def test_a_chapter_in_the_middle_may_say_what_introductions_say() -> None:
    middle = ("Welcome to Ada", "An Introduction to Looms", "Goodbye")
    site = [
        summary(
            f"e{n}",
            ["a", "b", "c"],
            [f"Introduction {n}", middle[1] if n else "Engines", f"Bye {n}"],
        )
        for n in range(3)
    ]
    assert ("e1", "c1") not in find_fixtures(site)
    assert ("e1", "c0") in find_fixtures(site)


# --- terms ------------------------------------------------------------------------------


def read(make_site: MakeSite, text: str) -> Episode:
    folder = make_site({"seeds/talk.txt": text})
    transcript = read_together(load_source(folder / "seeds/talk.txt"))
    return compose(transcript, Content(SiteConfig(title="Test"), {}, ()))


TALK = """\
Weaving

Season 1, episode 1 of the Engine Room podcast with Ada Lovelace

Punched cards

Charles: Ada, the weavers were weaving with punched cards, punched cards all day. (0:05)

Numbers

Ada: In 1842 the numbers of Bernoulli, Charles. Numbers and numbers again. (1:00)
"""


def test_terms_are_stems_pairs_and_no_names_or_numbers(make_site: MakeSite) -> None:
    episode = read(make_site, TALK)
    cards, numbers = (terms.text.split("\n") for terms in chapter_terms(episode, term_maker("en")))
    assert {"weaver", "weav", "punch", "card", "punch card"} <= set(cards)
    assert {"bernoulli", "number"} <= set(numbers)
    assert not {"ada", "charl", "lovelac", "1842", "the", "with"} & {*cards, *numbers}


def test_a_title_weighs_more_than_a_word_said_once(make_site: MakeSite) -> None:
    _, terms = chapter_terms(read(make_site, TALK), term_maker("en"))
    weights = dict(zip(terms.text.split("\n"), terms.weights, strict=True))
    assert weights["number"] > 3 * weights["bernoulli"]


def test_other_languages_keep_their_words_whole(make_site: MakeSite) -> None:
    cards, _ = chapter_terms(read(make_site, TALK), term_maker("hu"))
    assert {"weavers", "weaving", "punched cards"} <= set(cards.text.split("\n"))


def test_terms_stay_few_however_long_the_chapter(make_site: MakeSite) -> None:
    said = " ".join(f"word{n} thing{n % 90}" for n in range(3000))
    [terms] = chapter_terms(read(make_site, f"Ada: {said} (0:05)\n"), term_maker("en"))
    assert len(terms.weights) == len(terms.text.split("\n")) <= WORDS + PAIRS


# --- on the page ------------------------------------------------------------------------


def page_with(make_site: MakeSite) -> str:
    loom = "The loom weaves a pattern with punched cards, and punched cards hold the thread."
    talks = {
        f"seeds/{n}.txt": f"Talk {n}\n\nEpisode {n} of the Engine Room podcast\n\n"
        f"Opening {n}\n\nAda: Numbers{n} and poems{n} and letters{n}. (0:05)\n\n"
        f"{f'Looms <of> {n}' if n < 3 else f'Steam {n}'}\n\n"
        f"Ada: {loom if n < 3 else f'Boiling{n} water{n}.'} (1:00)\n"
        for n in range(1, 9)
    }
    folder = make_site(talks)
    build(folder)
    return (folder / "output/episodes/talk-1/index.html").read_text(encoding="utf-8")


def test_a_chapter_leads_to_the_other_and_not_from_among_its_words(make_site: MakeSite) -> None:
    page = page_with(make_site)
    [shown] = re.findall(r'<div class="?related.*?</div>', page, re.DOTALL)
    assert "Talk 2" in shown
    assert "1:00" in shown
    assert "Looms &lt;of&gt; 2" in shown
    assert re.search(r'href="?[./]*talk-2/#looms-of-2', shown)
    section = page[page.rindex("<section", 0, page.index(shown)) : page.index(shown)]
    assert section.count("<div") == section.count("</div>")
    assert " id=" not in shown


# --- judged by people -------------------------------------------------------------------

CORPORA = os.environ.get("CORPORA", "")
JUDGED = Path(__file__).parent / "judged"
Grades = dict[Place, dict[Place, int]]

needs_corpora = pytest.mark.skipif(not CORPORA, reason="CORPORA doesn't name a folder of corpora")


@pytest.fixture(scope="module")
def edited() -> list[Summary]:
    """The corpus of edited transcripts, an episode's slug being its file's name."""
    folder = Path(CORPORA) / "datatalks-edited"
    if not folder.is_dir():
        pytest.skip(f"there is no corpus datatalks-edited in {CORPORA}")
    content = Content(SiteConfig(title="Test"), {}, ())
    files = sorted(folder.glob("*.txt"))
    episodes = [compose(read_together(load_source(file)), content) for file in files]
    return [
        replace(made, slug=file.stem)
        for made, file in zip(summarize_all(episodes, "en"), files, strict=True)
    ]


def judged(name: str, site: Sequence[Summary]) -> Grades:
    """Chapter -> what it was compared with -> grade."""
    at = {
        (episode.slug, second, anchor): (episode.slug, chapter.anchor)
        for episode in site
        for chapter in reversed(episode.chapters)
        for second in [str(int(chapter.start or 0))]
        for anchor in (chapter.anchor, "")
    }

    def place(said: Sequence[str]) -> Place:
        return at[said[0], said[1], said[2] if len(said) > 2 else ""]

    grades: Grades = {}
    pool: dict[Place, int] = {}
    for line in (JUDGED / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            grade, *said = line.split()
            pool[place(said)] = int(grade)
        elif line and not line.startswith("#"):
            pool = grades.setdefault(place(line.split()), {})
    return grades


def same_season(site: Sequence[Summary], query: Place) -> tuple[Place, ...]:
    """The chapters at the same part of the three episodes nearest in season and number."""
    own = next(episode for episode in site if episode.slug == query[0])
    part = [chapter.anchor for chapter in own.chapters].index(query[1]) / len(own.chapters)

    def distance(other: Summary) -> tuple[int, int, str]:
        seasons = abs((other.season or 0) - (own.season or 0))
        return seasons, abs((other.number or 0) - (own.number or 0)), other.slug

    near = sorted((each for each in site if each is not own), key=distance)[:SHOWN]
    return tuple((e.slug, e.chapters[int(part * len(e.chapters))].anchor) for e in near)


def gains(grades: Sequence[int]) -> float:
    """Discounted cumulated gain: K. Järvelin, J. Kekäläinen, Cumulated Gain-Based Evaluation of
    IR Techniques, ACM TOIS 20(4), 2002."""
    return sum((2.0**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def ndcg(found: dict[Place, tuple[Place, ...]], grades: Grades) -> float:
    """Over the queries that have an answer; what was not judged counts as wrong."""
    return sum(_ndcgs(found, grades)) / len([*_ndcgs(found, grades)])


def _ndcgs(found: dict[Place, tuple[Place, ...]], grades: Grades) -> Iterator[float]:
    for query, pool in grades.items():
        if best := gains(sorted(pool.values(), reverse=True)[:SHOWN]):
            yield gains([pool.get(place, 0) for place in found.get(query, ())]) / best


def precision(found: dict[Place, tuple[Place, ...]], grades: Grades) -> tuple[int, float]:
    """How many are shown at the judged chapters, and the share of them that are about the same."""
    shown = [grades[query].get(place, 0) for query in grades for place in found.get(query, ())]
    return len(shown), sum(grade > 0 for grade in shown) / max(1, len(shown))


@needs_corpora
def test_better_than_the_same_season(edited: list[Summary]) -> None:
    grades = judged("related.txt", edited)
    assert len(grades) >= 40
    season = {query: same_season(edited, query) for query in grades}
    assert set().union(*season.values()) <= {place for pool in grades.values() for place in pool}
    ours = related(edited)
    assert precision(season, grades)[1] < 0.1
    shown, good = precision(ours, grades)
    assert shown >= 20
    assert good >= 0.75
    assert ndcg(season, grades) < 0.1
    assert ndcg(ours, grades) > ndcg(season, grades) + 0.2


@needs_corpora
def test_what_is_shown_is_about_the_same(edited: list[Summary]) -> None:
    ours = related(edited)
    known = judged("related-pairs.txt", edited)
    shown = [
        grade
        for query, pool in known.items()
        for place, grade in pool.items()
        if place in ours.get(query, ())
    ]
    assert len(shown) >= 15
    assert sum(grade > 0 for grade in shown) / len(shown) >= 0.85
    chapters = sum(len(episode.chapters) for episode in edited)
    assert 0.3 < len(ours) / chapters < 0.6


# --- fast -------------------------------------------------------------------------------


def many(episodes: int, chapters: int, seed: int = 1) -> list[Summary]:
    """A site whose words are as frequent as those of a language (Zipf's law), with subjects."""
    chance = random.Random(seed)
    weights = [1 / (rank + 3) for rank in range(12_000)]
    words = [f"term{n}" for n in range(12_000)]
    site = []
    for number in range(episodes):
        made = []
        for n in range(chapters):
            subject = chance.randrange(400) * 30
            about = words[subject : subject + 30][:: chance.choice((1, 2))]
            text = [*dict.fromkeys([*about, *chance.choices(words, weights, k=45)])]
            packed = Terms("\n".join(text), bytes(chance.choices(range(20, 90), k=len(text))))
            made.append(ChapterSummary(f"c{n}", f"c{n}", None, True, packed))
        site.append(replace(PLAIN, slug=f"e{number}", chapters=tuple(made)))
    return site


def test_two_hundred_episodes_take_no_time() -> None:
    site = many(200, 25)
    assert best_of(3, lambda: related(site)) < 2.0


def test_one_episode_of_many_takes_no_time() -> None:
    site = many(200, 25)
    index = make_index(site)
    assert best_of(3, lambda: nearest(index, "e100")) < 0.05
