"""Feeds: what feed readers are given, and the rules of RSS 2.0 (rssboard.org) for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.build import build
from chapterhouse.content import SiteConfig
from chapterhouse.errors import ChapterhouseError
from chapterhouse.feeds import LATEST, feed_files, guid
from chapterhouse.model import Media, Person, Show, Site, Summary
from conftest import MakeSite, talk

ADDRESS = "https://example.org/repo/"
CONFIG = SiteConfig(title="Looms & Co", address=ADDRESS)

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"

EPISODE = Summary(
    source="seeds/a.txt",
    slug="looms",
    title="Looms",
    show="Engine Room",
    season=1,
    number=2,
    date=date(2021, 6, 22),
    guests=("Ada L.",),
    hosts=("Charles B.",),
    description="How a loom counts.",
    duration=3725.8,
    words=10,
    chapters=(),
    media=(Media("youtube", "sMy8NYZnsy8"), Media("audio", "https://example.org/a.m4a")),
)


def site_of(*episodes: Summary) -> Site:
    of_the_show = tuple(each.slug for each in episodes if each.show == "Engine Room")
    return Site(
        episodes=episodes,
        people=(Person("ada", "Ada L."), Person("charles", "Charles B.")),
        shows=(Show("engine-room", "Engine Room", "Of engines.", of_the_show),),
        neighbours={},
        slugs={},
    )


def feeds_of(*episodes: Summary, config: SiteConfig = CONFIG) -> dict[str, bytes]:
    return {each.path: each.data for each in feed_files(site_of(*episodes), config)}


def channel_of(data: bytes) -> Element:
    channel = ElementTree.fromstring(data).find("channel")
    assert channel is not None
    return channel


def broken_rules(data: bytes) -> Iterator[str]:
    """Rules of the RSS 2.0 specification, and of RSS Advisory Board's profile, that it breaks."""
    root = ElementTree.fromstring(data)
    if (root.tag, root.get("version")) != ("rss", "2.0") or len(root) != 1:
        yield "one channel in <rss version=2.0>"
    channel = root[0]
    for name in ("title", "link", "description"):
        if len(channel.findall(name)) != 1 or not channel.findtext(name):
            yield f"the channel has one {name}"
    ids = [item.findtext("guid") for item in channel.findall("item")]
    if len(ids) != len(set(ids)):
        yield "guids differ"
    for item in channel.findall("item"):
        yield from broken_in_item(item)
    for when in root.iter("pubDate"):
        if parsedate_to_datetime(when.text or "").utcoffset() != timedelta(0):
            yield "dates are RFC 822's"


def broken_in_item(item: Element) -> Iterator[str]:
    if not (item.findtext("title") or item.findtext("description")):
        yield "an item has a title or a description"
    if not (item.findtext("link") or "").startswith("https://"):
        yield "links are whole"
    if len(item.findall("enclosure")) > 1:
        yield "one enclosure at most"
    for enclosure in item.findall("enclosure"):
        if set(enclosure.keys()) != {"url", "length", "type"}:
            yield "an enclosure has url, length and type"
        if not (enclosure.get("length") or "").isdecimal():
            yield "a length is a number"


def test_an_item_says_all_that_is_known() -> None:
    item = channel_of(feeds_of(EPISODE)["feed.xml"]).find("item")
    assert item is not None
    said = {child.tag: child.text for child in item}
    assert said["title"] == "Looms"
    assert said["link"] == "https://example.org/repo/episodes/looms/"
    assert said["pubDate"] == "Tue, 22 Jun 2021 00:00:00 +0000"
    assert said["description"] == "How a loom counts."
    assert said[f"{ITUNES}duration"] == "3725"
    assert (said[f"{ITUNES}season"], said[f"{PODCAST}season"]) == ("1", "1")
    assert (said[f"{ITUNES}episode"], said[f"{PODCAST}episode"]) == ("2", "2")
    people = [(p.text, p.attrib) for p in item.findall(f"{PODCAST}person")]
    assert people == [
        ("Charles B.", {"role": "host", "href": "https://example.org/repo/people/charles/"}),
        ("Ada L.", {"role": "guest", "href": "https://example.org/repo/people/ada/"}),
    ]
    enclosure = item.find("enclosure")
    assert enclosure is not None
    assert enclosure.attrib == {
        "url": "https://example.org/a.m4a",
        "length": "0",
        "type": "audio/mp4",
    }


def test_the_length_of_a_file_is_said_where_the_host_knows_it() -> None:
    known = replace(EPISODE, media=(Media("audio", "https://e.org/a", length=4321),))
    enclosure = channel_of(feeds_of(known)["feed.xml"]).find("item/enclosure")
    assert enclosure is not None
    assert (enclosure.get("length"), enclosure.get("type")) == ("4321", "audio/mpeg")


def test_what_nobody_knows_is_left_out() -> None:
    bare = replace(EPISODE, season=None, number=0, description=None, duration=None, media=())
    item = channel_of(feeds_of(replace(bare, guests=(), hosts=()))["feed.xml"]).find("item")
    assert item is not None
    assert [child.tag for child in item] == [
        "title",
        "link",
        "guid",
        "pubDate",
        f"{PODCAST}episode",  # Apple's numbers begin with 1
    ]


def test_the_site_and_each_show_have_one() -> None:
    made = feeds_of(EPISODE, replace(EPISODE, source="b", slug="b", show=None))
    assert list(made) == ["feed.xml", "shows/engine-room/feed.xml"]
    whole, show = map(channel_of, made.values())
    assert (whole.findtext("title"), len(whole.findall("item"))) == ("Looms & Co", 2)
    assert (show.findtext("title"), len(show.findall("item"))) == ("Engine Room", 1)
    assert show.findtext("link") == "https://example.org/repo/shows/engine-room/"
    own = show.find(f"{ATOM}link")
    assert own is not None
    assert own.get("href") == "https://example.org/repo/shows/engine-room/feed.xml"


def test_there_is_none_before_the_address_is_known() -> None:
    assert feeds_of(EPISODE, config=SiteConfig(title="Looms")) == {}


def test_episodes_without_a_date_are_left_out() -> None:
    undated = replace(EPISODE, source="b", slug="b", date=None)
    assert len(channel_of(feeds_of(EPISODE, undated)["feed.xml"]).findall("item")) == 1
    assert feeds_of(undated) == {}


def test_the_latest_fifty_are_in_it_and_the_feed_is_as_old_as_the_newest_day() -> None:
    days = [date(2021, 1, 1) + timedelta(n) for n in range(60, 0, -1)]
    many = [replace(EPISODE, source=f"{d}", slug=f"{d}", date=d) for d in days]
    many[7] = replace(many[7], updated=date(2022, 3, 4))
    channel = channel_of(feeds_of(*many)["feed.xml"])
    links = [item.findtext("link") or "" for item in channel.findall("item")]
    assert links == [f"{ADDRESS}episodes/{d}/" for d in days[:LATEST]]
    assert channel.findtext("lastBuildDate") == "Fri, 04 Mar 2022 00:00:00 +0000"


def test_a_guid_outlives_title_slug_and_address() -> None:
    moved = replace(EPISODE, title="Other", slug="other", number=9, date=date(2022, 1, 1))
    assert guid(moved) == guid(EPISODE)
    assert guid(replace(EPISODE, source="seeds/b.txt")) != guid(EPISODE)
    assert guid(replace(EPISODE, guid="tag:old,2020:1")) == "tag:old,2020:1"
    item = channel_of(feeds_of(EPISODE)["feed.xml"]).find("item/guid")
    assert item is not None
    assert item.get("isPermaLink") == "false"


UNWRITABLE = r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"

TEXT = st.text(st.characters(codec=None), max_size=40)


@given(title=TEXT, description=TEXT, name=TEXT, url=TEXT)
def test_any_text_gives_a_feed_that_keeps_the_rules(
    title: str, description: str, name: str, url: str
) -> None:
    odd = replace(
        EPISODE,
        title=f"{title}x",
        description=description,
        media=(Media("audio", f"https://example.org/{url}"),),
        guests=(),
    )
    config = replace(CONFIG, title=f"x{name}", description=description)
    for data in feeds_of(odd, config=config).values():
        assert list(broken_rules(data)) == []
        again = channel_of(data).findtext("item/title") or ""
        assert re.sub(UNWRITABLE, "", again) == re.sub(UNWRITABLE, "", odd.title)


# --- a built site -----------------------------------------------------------------------

SITE = {
    "content/site.toml": """\
        title = "Test site"
        address = "https://example.org/repo/"
        feed = "https://host.example/all.xml"
        [[shows]]
        name = "Engine Room"
        feed = "https://host.example/engine.xml"
        """,
    "seeds/a.txt": talk("Looms"),
    "content/episodes/a.md": "---\ndate: 2021-06-22\nguid: tag:1\n"
    "audio: {url: 'https://e.org/a.mp3', length: 99}\nupdated: 2022-01-02\n---\n",
}


def alternates(page: Path) -> list[str]:
    pattern = r'<link rel="alternate" type="application/rss\+xml" title="[^"]+" href="([^"]+)">'
    return re.findall(pattern, page.read_text("utf-8"))


def test_pages_name_their_feeds_ours_and_those_elsewhere(make_site: MakeSite) -> None:
    folder = make_site(SITE)
    build(folder)
    output = folder / "output"
    assert alternates(output / "index.html") == ["https://host.example/all.xml", "feed.xml"]
    shows = ["https://host.example/engine.xml", "feed.xml"]
    assert alternates(output / "shows/engine-room/index.html") == shows
    assert alternates(output / "episodes/looms/index.html") == [
        "https://host.example/engine.xml",
        "../../shows/engine-room/feed.xml",
        "https://host.example/all.xml",
        "../../feed.xml",
    ]
    assert alternates(output / "people/index.html") == []
    data = (output / "feed.xml").read_bytes()
    assert list(broken_rules(data)) == []
    assert channel_of(data).findtext("item/guid") == "tag:1"
    assert 'length="99"' in data.decode()


def test_without_an_address_only_the_feed_elsewhere_is_named(make_site: MakeSite) -> None:
    toml = SITE["content/site.toml"].replace('address = "https://example.org/repo/"\n', "")
    folder = make_site({**SITE, "content/site.toml": toml})
    build(folder)
    assert not list((folder / "output").rglob("feed.xml"))
    assert alternates(folder / "output/index.html") == ["https://host.example/all.xml"]


def test_two_episodes_cannot_have_one_guid(make_site: MakeSite) -> None:
    second = {"seeds/b.txt": talk("Cards"), "content/episodes/b.md": "---\nguid: tag:1\n---\n"}
    with pytest.raises(ChapterhouseError) as caught:
        build(make_site({**SITE, **second}))
    assert 'content/episodes/b.md:2: the guid "tag:1" is taken already' in str(caught.value)


def test_every_address_in_the_feeds_of_the_five_transcripts_is_there(built_below: Path) -> None:
    found = sorted(built_below.rglob("feed.xml"))
    assert len(found) >= 2
    base = "https://example.org/some/repo/"
    for feed in found:
        data = feed.read_bytes()
        assert list(broken_rules(data)) == []
        named = re.findall(rf'{base}([^"<]*)', data.decode())
        assert named
        for path in named:
            target = built_below / path
            assert target.is_file() or (target / "index.html").is_file(), path
