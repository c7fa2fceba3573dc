"""Topics: what episodes declare, what chapters are about, and what a host makes of it."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.assembly import assemble
from chapterhouse.build import build
from chapterhouse.content import Content, SiteConfig, TopicsConfig, load_content
from chapterhouse.episodes import summarize_all
from chapterhouse.errors import ContentError, Failures
from chapterhouse.model import Chapter, Episode, Segment, Site, Topic
from chapterhouse.topics import find_candidates
from chapterhouse.topics.choice import MOST, how_many, least_episodes
from chapterhouse.topics.wording import key_of, terms, tokens, written
from conftest import MakeSite, talk

CONFIG = SiteConfig(title="Test")

FILLING = (
    "So what we did there was to look at it again and then we went on with what she said. "
    "I don't know if that is right but they told us so and we did as they said."
)


def episode(number: int, *chapters: str, title: str = "", **more: object) -> Episode:
    """Chapters are what is said in them; "Title: words" gives one a title of a person's."""
    made = []
    for at, text in enumerate(chapters):
        name, colon, words = text.rpartition(":: ")
        segment = Segment(f"{words} {FILLING}", at + 1, float(60 * at), speaker="Ada")
        made.append(Chapter(name or f"Part {at}", f"c{at}", 60.0 * at, (segment,), not colon))
    base = Episode(f"seeds/{number}.txt", "test", f"e{number}", title or f"No. {number}", ())
    return replace(base, chapters=tuple(made), number=number, **more)  # type: ignore[arg-type]


def site_of(episodes: Sequence[Episode], config: SiteConfig = CONFIG) -> Site:
    return assemble(
        summarize_all(episodes, config.language, config.topics.found), Content(config, {}, ())
    )


def names(site: Site) -> list[str]:
    return [topic.name for topic in site.topics]


def topic(site: Site, name: str) -> Topic:
    return next(each for each in site.topics if each.name == name)


def messages(site: Site) -> list[str]:
    return [remark.diagnostic.message for remark in site.remarks]


LOOMS = (
    "She built a feature store and nobody used the feature store. Why is a feature store "
    "needed? The feature stores of others were the first they tried."
)
CLOUD = (
    "We went to Kubernetes early, and Kubernetes was new then. They say Kubernetes is too much "
    "for us. Is it because of Kubernetes?"
)


def archive() -> list[Episode]:
    """Twelve episodes: feature stores in four, Kubernetes in three, nothing in the rest."""
    said = {1: LOOMS, 4: LOOMS, 6: LOOMS, 9: LOOMS, 2: CLOUD, 4.5: "", 7: CLOUD, 9.5: "", 11: CLOUD}
    return [episode(n, FILLING, said.get(n, FILLING) + f" And that was {n}.") for n in range(12)]


# --- what is found ----------------------------------------------------------------------


def reworded(text: str, number: int) -> str:
    """Said anew: what is said word for word in several episodes counts for nothing."""
    before = ("They", "We", "She", "Who", "He", "You", "I", "Somebody", "Nobody", "Everybody")
    after = ("did", "was", "had", "went", "said", "saw", "came", "knew", "left", "gave")
    words = iter(range(1000))

    def between(match: re.Match[str]) -> str:
        at = number * 7 + next(words)
        return f"{before[at % 10]} {after[at // 3 % 10]} {match[0]} {after[(at * 3) % 10]}"

    return re.sub(r"feature stores?|Kubernetes", between, text)


def talks() -> list[Episode]:
    return [
        replace(
            each,
            chapters=tuple(
                replace(
                    chapter,
                    segments=tuple(
                        replace(s, text=reworded(s.text, number)) for s in chapter.segments
                    ),
                )
                for chapter in each.chapters
            ),
        )
        for number, each in enumerate(archive())
    ]


def test_what_chapters_of_several_episodes_are_about_is_a_topic() -> None:
    site = site_of(talks())
    assert names(site) == ["Feature store", "Kubernetes"]
    stores = topic(site, "Feature store")
    assert [(c.episode, c.anchor) for c in stores.chapters] == [
        (f"e{n}", "c1") for n in (9, 6, 4, 1)
    ]
    assert stores.slug == "feature-store"


def test_the_order_of_the_episodes_does_not_matter() -> None:
    assert site_of(talks()).topics == site_of(talks()[::-1]).topics


def test_candidates_can_be_sent_to_another_process() -> None:
    found = find_candidates(talks()[1], "en")
    assert pickle.loads(pickle.dumps(found)) == found
    assert "feature store" in {candidate.spelling for candidate in found.central}


def test_what_is_said_word_for_word_in_several_episodes_is_an_advertisement() -> None:
    advertisement = (
        "This part is brought to you by the good folks at Rollbar. With Rollbar we see it first. "
        "Go there and say that Rollbar was what we told you about, so Rollbar knows us."
    )
    assert names(site_of([episode(n, f"{advertisement} {n}") for n in range(10)])) == []


def test_what_everybody_speaks_of_is_no_topic() -> None:
    said = [f"{n} we saw Python, then Python did {n} and Python was {n * 7}" for n in range(10)]
    assert "Python" not in names(site_of([episode(n, text) for n, text in enumerate(said)]))


def test_a_term_inside_a_longer_one_is_none_of_its_own() -> None:
    site = site_of(
        [
            episode(
                n,
                f"{n} is natural language processing. {n * 3} had natural language processing. "
                f"Who did natural language processing {n * 5}? {n * 7} was natural language "
                "processing.",
            )
            if n % 4 == 0
            else episode(n, f"{n}")
            for n in range(16)
        ]
    )
    assert names(site) == ["Natural language processing"]


def test_the_speakers_and_the_show_are_no_topics() -> None:
    def said(n: int) -> str:
        return " ".join(
            f"{n * at} so Babbage was in Engine Room with {at * 31}." for at in range(4)
        )

    cast = {"hosts": ("Charles Babbage",), "show": "Engine Room"}
    plain = [episode(n, said(n) if n % 3 == 0 else "") for n in range(1, 16)]
    site = site_of([replace(each, **cast) for each in plain])  # type: ignore[arg-type]
    assert names(site) == []


def test_few_episodes_give_few_topics_and_many_never_more_than_two_hundred() -> None:
    assert [how_many(n) for n in (0, 1, 5, 100, 1000, 100_000)] == [0, 3, 8, 48, 189, MOST]
    assert [least_episodes(n) for n in (1, 69, 199, 889, 2000)] == [2, 2, 3, 6, 9]
    assert site_of([]).topics == ()
    assert site_of([episode(1, LOOMS)]).topics == ()


def test_a_title_by_a_person_needs_fewer_mentions() -> None:
    site = site_of(
        [episode(n, f"The feature store:: That is what {n} feature store was.") for n in (1, 2)]
        + [episode(n, "Nothing") for n in range(3, 20)]
    )
    assert [len(each.chapters) for each in site.topics] == [2]


def test_other_languages_have_the_topics_that_they_declare() -> None:
    german = [replace(each, language="de") for each in talks()]
    assert names(site_of(german)) == []
    said = "Der Webstuhl war neu. Ein Webstuhl kann das. Wo ist der Webstuhl?"
    site = site_of([episode(1, "Nichts", said, language="de", topics=("Webstuhl",))])
    assert [(c.episode, c.anchor) for c in topic(site, "Webstuhl").chapters] == [("e1", "c1")]


# --- names ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("feature store", "Feature Stores"),
        ("open-source", "open source"),
        ("library", "libraries"),
        ("A/B test", "A/B tests"),
        ("A/B test", "A/B testing"),
        ("store", "stores"),
        ("GPU", "GPUs"),
        ("Kubernetes", "kubernetes"),
    ],
)
def test_spellings_of_one_term_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_terms_keep_their_spelling() -> None:
    said = tokens("we like A/B testing, co-founders and Hugging Face.")
    found = [written(said[start:end]) for start, end, _ in terms(said)]
    assert "A/B testing" in found
    assert "co-founders" in found
    assert "Hugging Face" in found


@given(st.text())
def test_any_text_has_terms_of_its_own_words(text: str) -> None:
    said = tokens(text)
    for start, end, _ in terms(said):
        assert 0 <= start < end <= len(said)
        assert written(said[start:end])


def test_names_that_would_share_an_address_are_told_apart_and_said() -> None:
    site = site_of([episode(1, "x", topics=("C#", "C"))])
    assert [(each.name, each.slug) for each in site.topics] == [("C", "c"), ("C#", "c-2")]
    assert any('the topic "C#" has the address of "C"' in message for message in messages(site))


def test_a_tag_written_for_machines_is_shown_to_people() -> None:
    assert names(site_of([episode(1, "x", topics=("lightning-network",))])) == ["Lightning network"]


# --- what is declared -------------------------------------------------------------------


def test_a_declared_topic_needs_no_second_episode_and_finds_its_chapters() -> None:
    site = site_of([episode(1, "Nothing here", LOOMS, topics=("Feature stores",)), episode(2, "x")])
    stores = topic(site, "Feature stores")
    assert stores.declared == ("e1",)
    assert [(c.episode, c.anchor) for c in stores.chapters] == [("e1", "c1")]


def test_an_episode_may_declare_what_is_no_term_for_a_machine() -> None:
    said = "Women in tech is what we do. They see women in tech. Why women in tech?"
    site = site_of([episode(1, said, topics=("Women in tech",))])
    assert [c.anchor for c in topic(site, "Women in tech").chapters] == ["c0"]


def test_front_matter_and_overrides_declare_topics(make_site: MakeSite) -> None:
    site = make_site(
        {
            "seeds/a.md": "---\ntitle: A\ntags: [Looms, '#Weaving']\ncategories: Craft\n---\n"
            "**Ada:** Hello.\n\n**Bob:** Hello.\n",
            "seeds/b.md": "---\ntitle: B\ntags: [Looms]\n---\n**Ada:** Hello.\n\n**Bob:** Hi.\n",
            "content/episodes/b.md": "---\ntopics: [Machines]\n---\n",
        }
    )
    build(site)
    found = sorted(path.parent.name for path in (site / "output/topics").glob("*/index.html"))
    assert found == ["craft", "looms", "machines", "weaving"]
    assert "episodes/b/" not in (site / "output/topics/looms/index.html").read_text("utf-8")


# --- what a host changes ----------------------------------------------------------------


def ruled(**rules: object) -> Site:
    topics = TopicsConfig(**rules)  # type: ignore[arg-type]
    return site_of(talks(), replace(CONFIG, topics=topics))


def test_a_host_renames_a_topic() -> None:
    assert names(ruled(rename={"feature stores": "Feature platforms"})) == [
        "Feature platforms",
        "Kubernetes",
    ]


def test_a_host_merges_topics() -> None:
    site = ruled(merge={"Platforms": ("feature store", "Kubernetes")})
    assert names(site) == ["Platforms"]
    assert len(topic(site, "Platforms").chapters) == 7


def test_a_host_hides_a_topic_also_a_declared_one() -> None:
    assert names(ruled(hide=("kubernetes",))) == ["Feature store"]
    config = replace(CONFIG, topics=TopicsConfig(hide=("Looms",)))
    assert names(site_of([episode(1, "x", topics=("looms",))], config)) == []


def spelt_twice(**rules: object) -> list[str]:
    """The topics where some of the episodes write "Open AI" for "OpenAI"."""
    several = [*talks(), *(replace(e, source=f"{e.source}2", slug=f"{e.slug}2") for e in talks())]
    spelt = [
        replace(
            each,
            chapters=tuple(
                replace(chapter, segments=tuple(_respelt(chapter.segments, name)))
                for chapter in each.chapters
            ),
        )
        for number, each in enumerate(several)
        for name in ["Open AI" if number in (7, 11) else "OpenAI"]
    ]
    config = replace(CONFIG, topics=TopicsConfig(**rules))  # type: ignore[arg-type]
    return names(site_of(spelt, config))


def _respelt(segments: Iterable[Segment], name: str) -> Iterator[Segment]:
    return (replace(each, text=each.text.replace("Kubernetes", name)) for each in segments)


@pytest.mark.parametrize("spelling", ["OpenAI", "Open AI"])
def test_what_a_host_says_of_a_topic_goes_for_its_other_spelling(spelling: str) -> None:
    assert spelt_twice() == ["Feature store", "OpenAI"]
    assert spelt_twice(rename={spelling: "The lab"}) == ["Feature store", "The lab"]
    assert spelt_twice(merge={"Labs": (spelling,)}) == ["Feature store", "Labs"]
    assert spelt_twice(hide=(spelling,)) == ["Feature store"]


def test_a_host_switches_finding_off_and_keeps_what_is_declared() -> None:
    config = replace(CONFIG, topics=TopicsConfig(found=False))
    declared = [replace(each, topics=("Feature store",)) for each in talks()[1:2]]
    site = site_of([*declared, *talks()[2:]], config)
    assert names(site) == ["Feature store"]
    assert len(topic(site, "Feature store").chapters) == 1


def test_names_that_lead_in_a_circle_end() -> None:
    assert names(ruled(rename={"feature store": "Kubernetes", "Kubernetes": "feature store"}))


def test_a_rule_that_changes_nothing_is_said_with_the_nearest_topic() -> None:
    site = ruled(hide=("Kubernotes",), rename={"looms": "Looms of old"})
    assert '[topics]: no chapter is about "Kubernotes"; did you mean "Kubernetes"?' in messages(
        site
    )
    assert '[topics]: no chapter is about "looms"' in messages(site)


def test_a_name_inside_a_list_is_told_with_its_line(make_site: MakeSite) -> None:
    toml = 'title = "T"\n[topics]\nhide = ["x"]\n[topics.merge]\n"A" = ["b", "c"]\n'
    config = load_content(make_site({"content/site.toml": toml})).config
    assert config.topic_lines == {"x": 3, "A": 5, "b": 5, "c": 5}


def test_the_table_is_checked(make_site: MakeSite) -> None:
    site = make_site({"content/site.toml": 'title = "T"\n[topics]\nhidden = ["x"]\nfound = "no"\n'})
    with pytest.raises(Failures) as caught:
        load_content(site)
    assert all(isinstance(error, ContentError) for error in caught.value.errors)
    said = str(caught.value)
    assert 'site.toml:3: unknown key "hidden"; did you mean "hide"?' in said
    assert 'site.toml:4: "found" must be true or false, not text' in said


def test_an_idle_rule_names_its_line(make_site: MakeSite) -> None:
    toml = 'title = "T"\n\n[topics]\nhide = [\n  "Nowhere",\n]\n[topics.rename]\n"no such" = "x"\n'
    site = make_site({"content/site.toml": toml, "seeds/a.txt": talk("Looms")})
    idle = [r for r in build(site).remarks if "[topics]" in r.diagnostic.message]
    assert [(r.path, r.diagnostic.line) for r in idle] == [
        ("content/site.toml", 8),
        ("content/site.toml", 4),
    ]


# --- neighbours -------------------------------------------------------------------------


def test_topics_of_the_same_chapters_are_related() -> None:
    tags = ("Looms", "Cards")
    said = "Looms and cards. The looms, the cards: looms had cards."
    site = site_of([episode(1, said, said, topics=tags), episode(2, "Nothing", topics=tags)])
    assert topic(site, "Looms").related == ("cards",)
    assert topic(site, "Cards").related == ("looms",)


# --- pages ------------------------------------------------------------------------------


def transcript(number: int, chapters: int = 1) -> str:
    """Declared topics, and so many chapters that are about looms."""
    parts = [
        f"## Looms, part {at}\n\n**Ada:** [00:{at % 60:02}:00] {number} looms are {at}.\n\n"
        f"**Bob:** [00:{at % 60:02}:30] Which loom was {number * 100 + at}?\n"
        for at in range(chapters)
    ]
    head = f"---\ntitle: Talk {number}\nepisode: {number}\ntopics: [Loom, Ünïcode & more]\n---\n\n"
    return head + "\n".join(parts)


@pytest.fixture
def page(make_site: MakeSite) -> Callable[..., str]:
    def built(path: str, chapters: int = 1, count: int = 3) -> str:
        site = make_site({f"seeds/{n}.md": transcript(n, chapters) for n in range(count)})
        build(site)
        return (site / "output" / path / "index.html").read_text("utf-8")

    return built


def test_a_topics_page_leads_to_chapters_by_episode_the_latest_first(
    page: Callable[..., str],
) -> None:
    html = page("topics/loom")
    assert re.findall(r'<h2><a href="\.\./\.\./episodes/([^"]*)/">', html) == [
        "talk-2",
        "talk-1",
        "talk-0",
    ]
    assert '<span class="clock">0:00</span> <a href="../../episodes/talk-2/#looms-part-0">' in html
    assert html.count("A topic of the whole episode") == 3
    assert "<h1>Loom</h1>" in html


def test_a_long_topic_has_several_pages(page: Callable[..., str]) -> None:
    newest, oldest = page("topics/loom", count=130), page("topics/loom/1", count=130)
    assert newest.count("A topic of the whole episode") == 70
    assert oldest.count("A topic of the whole episode") == 60
    assert '<a rel="next" href="1/">Older</a>' in newest
    assert "episodes/talk-0/" in oldest
    assert "130 episodes" in newest
    assert "130 episodes" not in oldest


def test_an_episode_leads_to_its_topics_and_so_do_its_chapters(page: Callable[..., str]) -> None:
    html = page("episodes/talk-1")
    assert '<a href="../../topics/loom/">Loom</a>' in html
    assert html.count("topics/loom/") == 2
    assert '<a href="../../topics/unicode-and-more/">Ünïcode &amp; more</a>' in html


def test_the_list_and_the_home_page_name_topics_with_their_size(page: Callable[..., str]) -> None:
    for path in ("topics", ""):
        html = page(path)
        assert re.search(r">Loom</a> <span>3 chapters, 3 episodes</span>", html)
        assert re.search(r">Topics</a>", html)


def test_without_topics_there_is_no_page_and_no_entry(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("Looms")})
    build(site)
    assert not (site / "output/topics").exists()
    assert "topics/" not in (site / "output/index.html").read_text("utf-8")


def test_the_same_site_has_the_same_topics_from_any_process(tmp_path: Path) -> None:
    first, second = site_of(talks()), site_of(pickle.loads(pickle.dumps(talks())))
    assert first.topics == second.topics
