"""JSON-LD and OpenGraph of an episode."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from chapterhouse.content import SiteConfig
from chapterhouse.directory import Directory
from chapterhouse.episode_page import episode_view
from chapterhouse.labels import Labels
from chapterhouse.model import Chapter, Episode, Media, Neighbours, Segment
from chapterhouse.structured import episode_data, episode_graph
from chapterhouse.views import Link

KNOWN = Directory(
    people={n: Link(n, f"/people/{n.split()[0].lower()}/") for n in ("Ada L.", "Charles B.")},
    shows={"Engine Room": Link("Engine Room", "/shows/engine-room/")},
    episodes={},
)


def chapter(title: str, anchor: str, start: float | None, end: float | None = None) -> Chapter:
    return Chapter(title, anchor, start, (Segment("words", 1, start, end),), False)


EPISODE = Episode(
    source="seeds/a.txt",
    format="edited",
    slug="looms",
    title="Looms",
    chapters=(
        chapter("Cards", "cards", 5.9),
        chapter("Untimed", "untimed", None),
        chapter("Threads", "threads", 60, 90.2),
    ),
    show="Engine Room",
    season=1,
    number=2,
    date=date(2021, 6, 22),
    guests=("Ada L.",),
    hosts=("Charles B.",),
    description="How a loom counts.\n\nAnd why.",
    media=(Media("youtube", "sMy8NYZnsy8"), Media("audio", "https://example.org/a.mp3")),
)


def data_of(episode: Episode = EPISODE, address: str = "https://example.org/x/") -> Any:
    return json.loads(text_of(episode, address))


def text_of(episode: Episode, address: str = "") -> str:
    view = episode_view(episode, Neighbours(None, None), KNOWN, SiteConfig("Site"), Labels())
    return episode_data(episode, view, address)


def test_an_episode_says_all_that_is_known_of_it() -> None:
    assert data_of() == {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": "Looms",
        "url": "https://example.org/x/episodes/looms/",
        "description": "How a loom counts.\n\nAnd why.",
        "inLanguage": "en",
        "datePublished": "2021-06-22",
        "duration": "PT1M30S",
        "episodeNumber": 2,
        "partOfSeason": {"@type": "PodcastSeason", "seasonNumber": 1},
        "partOfSeries": {
            "@type": "PodcastSeries",
            "name": "Engine Room",
            "url": "https://example.org/x/shows/engine-room/",
        },
        "author": [
            {
                "@type": "Person",
                "name": "Charles B.",
                "url": "https://example.org/x/people/charles/",
            }
        ],
        "actor": [
            {"@type": "Person", "name": "Ada L.", "url": "https://example.org/x/people/ada/"}
        ],
        "associatedMedia": [
            {
                "@type": "VideoObject",
                "name": "Looms",
                "embedUrl": "https://www.youtube.com/embed/sMy8NYZnsy8",
            },
            {"@type": "AudioObject", "name": "Looms", "contentUrl": "https://example.org/a.mp3"},
        ],
        "hasPart": [
            {
                "@type": "Clip",
                "name": "Cards",
                "startOffset": 5,
                "endOffset": 60,
                "url": "https://example.org/x/episodes/looms/#cards",
            },
            {
                "@type": "Clip",
                "name": "Threads",
                "startOffset": 60,
                "endOffset": 91,
                "url": "https://example.org/x/episodes/looms/#threads",
            },
        ],
    }


def test_nothing_unknown_is_said() -> None:
    bare = Episode("a.txt", "edited", "a", "A", (chapter("One", "one", None),))
    assert data_of(bare) == {
        "@context": "https://schema.org",
        "@type": "PodcastEpisode",
        "name": "A",
        "url": "https://example.org/x/episodes/a/",
        "inLanguage": "en",
    }


def test_addresses_are_relative_to_the_page_where_the_sites_is_not_known() -> None:
    data = data_of(address="")
    assert data["url"] == "./"
    assert data["actor"][0]["url"] == "../../people/ada/"
    assert data["hasPart"][0]["url"] == "#cards"


@pytest.mark.parametrize(
    "title", ["</script><b>", "<!-- <script", "a\u2028b\u2029c", '&lt; & "x" \\u003c', "]]>"]
)
def test_no_title_can_end_the_element_and_all_come_back(title: str) -> None:
    episode = Episode("a.txt", "edited", "a", title, (chapter(title, "x", 3),))
    text = text_of(episode)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["name"] == json.loads(text)["hasPart"][0]["name"] == title


def test_open_graph_names_the_day_and_the_recordings() -> None:
    assert [(p.name, p.content) for p in episode_graph(EPISODE)] == [
        ("article:published_time", "2021-06-22"),
        ("og:video", "https://www.youtube.com/embed/sMy8NYZnsy8"),
        ("og:audio", "https://example.org/a.mp3"),
    ]
