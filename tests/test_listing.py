"""The listing of chapters that the browser filters, and the pages of it for everybody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from chapterhouse.assembly import assemble
from chapterhouse.content import Content, SiteConfig
from chapterhouse.labels import Labels
from chapterhouse.languages import Catalogue
from chapterhouse.listing import PIECE, TABLE, make_listing, oldest_first
from chapterhouse.model import ChapterSummary, Site, Summary, Talk, Topic, TopicChapter
from chapterhouse.pages import plan_site
from chapterhouse.pages.cards import Cards
from chapterhouse.pages.chapters import SIZE, chapter_pages
from chapterhouse.pages.frame import frame_of
from chapterhouse.views import ChaptersView

CONTENT = Content(SiteConfig("Test"), {}, ())

PLAIN = Summary("", "", "", None, None, None, None, (), (), None, None, 0, ())

LOOMS = replace(
    PLAIN,
    source="seeds/looms.txt",
    slug="looms",
    title="Looms",
    show="Engine Room",
    season=1,
    number=2,
    date=date(2021, 6, 22),
    guests=("Ada Lovelace",),
    hosts=("Charles Babbage",),
    chapters=(
        ChapterSummary("Weaving", "weaving", 60.7, False, talk=(Talk("Ada Lovelace", 9, 20),)),
        ChapterSummary("Silence", "silence", None, True),
    ),
)
OLD = replace(
    PLAIN,
    source="seeds/old.txt",
    slug="old",
    title="Old",
    date=date(2019, 1, 1),
    chapters=(ChapterSummary("Start", "start", 0.0, False),),
)


WEAVING = Topic(
    "weaving",
    "Weaving",
    (
        TopicChapter("looms", "weaving", 1),
        TopicChapter("old", "start", 1),
        TopicChapter("old", "start", 1),
    ),
)


def site_of(*summaries: Summary) -> Site:
    return assemble(summaries, CONTENT)


def files_of(site: Site, *topics: Topic) -> dict[str, Any]:
    """By the beginning of their names."""
    files = make_listing(replace(site, topics=topics), Labels()).files
    return {each.path.rsplit("/", 1)[-1].split("-")[0]: json.loads(each.data) for each in files}


def many(count: int) -> Site:
    return site_of(
        *(
            replace(
                OLD,
                source=f"seeds/{number:04}.txt",
                slug=f"e{number:04}",
                title=f"Episode {number}",
                date=date(2010 + number // 100, 1, 1),
                number=number,
            )
            for number in range(count)
        )
    )


def pages_of(site: Site, *topics: Topic) -> list[ChaptersView]:
    frame = frame_of(CONTENT, site, Labels())
    planned = chapter_pages(replace(site, topics=topics), Cards(site, frame.labels), frame)
    return [page.view for page in planned if isinstance(page.view, ChaptersView)]


# --- the listing --------------------------------------------------------------------------


def test_a_piece_has_all_that_a_list_of_chapters_shows() -> None:
    assert files_of(site_of(LOOMS, OLD))["listing"] == {
        "people": [
            ["ada-lovelace", "Ada Lovelace"],
            ["charles-babbage", "Charles Babbage"],
        ],
        "shows": [["engine-room", "Engine Room"]],
        "episodes": [
            {
                "page": "/episodes/old/",
                "title": "Old",
                "show": None,
                "season": None,
                "year": 2019,
                "facts": ["1 January 2019"],
                "titles": ["Start"],
                "anchors": ["start"],
                "starts": [0],
                "people": [[]],
            },
            {
                "page": "/episodes/looms/",
                "title": "Looms",
                "show": 0,
                "season": 1,
                "year": 2021,
                "facts": ["Season 1, episode 2", "22 June 2021"],
                "titles": ["Weaving", "Silence"],
                "anchors": ["weaving", "silence"],
                "starts": [60, None],
                # Where the transcript names nobody, everybody of the episode.
                "people": [[0], [0, 1]],
            },
        ],
    }


def test_topics_name_their_chapters_by_the_distance_from_one_to_the_next() -> None:
    assert files_of(site_of(LOOMS, OLD), WEAVING)["topics"] == [["weaving", "Weaving", [0, 1]]]
    assert "topics" not in files_of(site_of(LOOMS))


def test_full_pieces_stay_as_they_are_when_episodes_are_added() -> None:
    before, after = (make_listing(many(PIECE + more), Labels()) for more in (1, 9))
    assert before.pieces[0] == after.pieces[0]
    assert before.pieces[1] != after.pieces[1]
    assert [each.path for each in before.files][:1] == [TABLE.lstrip("/")]


def test_the_table_names_the_pieces_in_their_order() -> None:
    listing = make_listing(many(PIECE * 2 + 1), Labels())
    table = json.loads(listing.files[0].data)
    assert [f"/chapters/data/{name}" for name in table["pieces"]] == list(listing.pieces)
    episodes = [
        each["page"] for file in listing.files[1:] for each in json.loads(file.data)["episodes"]
    ]
    assert episodes == [f"/episodes/{each.slug}/" for each in oldest_first(many(PIECE * 2 + 1))]


# --- pages --------------------------------------------------------------------------------


def test_two_thousand_episodes_are_fifty_pages_and_only_the_newest_has_filters() -> None:
    views = pages_of(many(2000))
    # The newest of fifty stands at two addresses.
    assert len(views) == 51
    assert {sum(len(year.episodes) for year in view.years) for view in views} == {SIZE}
    assert [bool(view.filters) for view in views] == [True] * 2 + [False] * 49
    assert len({page.url for page in plan_site(many(130), CONTENT, Catalogue())}) > 3


def test_years_head_the_lists_and_lead_to_where_they_begin() -> None:
    views = pages_of(many(130))
    assert [[year.label for year in view.years] for view in views] == [
        ["2011", "2010"],
        ["2011", "2010"],
        ["2010"],
        ["2010"],
    ]
    assert [(link.label, link.url) for link in views[0].by_year] == [
        ("2011", "/chapters/#page-2011"),
        ("2010", "/chapters/#page-2010"),
    ]
    undated = replace(OLD, date=None)
    assert [year.label for year in pages_of(site_of(undated))[0].years] == ["Episodes"]
    mixed = pages_of(site_of(undated, replace(LOOMS)))[0]
    assert [year.label for year in mixed.years] == ["2021", "Undated"]


def test_filters_count_chapters_and_leave_out_what_would_leave_out_nothing() -> None:
    (view,) = pages_of(site_of(LOOMS, OLD), WEAVING)
    counts = {
        each.name: [(option.value, option.label, option.count) for option in each.options]
        for each in view.filters
    }
    assert counts == {
        "show": [("engine-room", "Engine Room", "2")],
        "season": [("1", "Season 1", "2")],
        "person": [
            ("ada-lovelace", "Ada Lovelace", "2"),
            ("charles-babbage", "Charles Babbage", "1"),
        ],
        "topic": [("weaving", "Weaving", "2")],
        "year": [("2021", "2021", "2"), ("2019", "2019", "1")],
    }
    (alone,) = pages_of(site_of(LOOMS))
    assert [each.name for each in alone.filters] == ["person"]


def test_an_empty_site_has_an_empty_page() -> None:
    (view,) = pages_of(site_of())
    assert (view.years, view.filters, view.pager) == ((), (), None)
