"""`chapterhouse check`: what it finds, where it says so, in which form, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.check import Checked, Finding, check
from chapterhouse.check.feed_rules import faults_of, links_of
from chapterhouse.check.findings import TITLES, in_order
from chapterhouse.check.links import NOWHERE, Away, Broken, Places, follow, own_target
from chapterhouse.check.scan import scan_page, scan_style
from chapterhouse.check.telling import (
    SHOWN,
    WIDTH,
    findings_json,
    findings_text,
    github_annotations,
)
from chapterhouse.processes import workers
from conftest import MakeSite, talk
from full_site import write_full_site

ADDRESS = "https://pod.example/"
SOUND = {
    "content/site.toml": f'title = "Test"\naddress = "{ADDRESS}"\n',
    "seeds/a.txt": talk("Looms"),
    "content/episodes/a.md": "---\ndate: 2024-01-02\n---\n",
}
"""A site with nothing wrong."""


def found(site: Path, *kinds: str, **options: object) -> list[tuple[str, str | None, int | None]]:
    """(message, path from the site, line) of the findings of these kinds."""
    return [
        (
            each.message,
            each.path and each.path.removeprefix(f"{site.as_posix()}/"),
            each.line,
        )
        for each in check(site, **options).findings  # type: ignore[arg-type]
        if each.kind in kinds
    ]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_sound_site_has_no_findings_and_is_left_as_it_was(make_site: MakeSite) -> None:
    site = make_site(SOUND)
    before = tree(site)
    checked = check(site)
    assert checked.findings == ()
    assert (checked.episodes, checked.pages > 5, checked.links > 20) == (1, True, True)
    assert tree(site) == before, "neither output/ nor content/addresses/"


@pytest.mark.parametrize("address", [None, "https://pod.example/", "https://ada.github.io/pod/"])
def test_every_kind_of_page_as_built_has_no_broken_link(
    tmp_path: Path, address: str | None
) -> None:
    site = write_full_site(tmp_path)
    kinds = {each.kind for each in check(site, address).findings if each.level == "error"}
    assert kinds == set()


# --- links and images ---------------------------------------------------------------------

BIO = """\
---
name: Ada Lovelace
---
She wrote [notes](/notes/none/), [spoke](/episodes/looms/#nothing), is
[everywhere](https://example.org/), and [here](/episodes/looms/#weaving-numbers).

![her](/files/ada.png) ![painted](https://pictures.example/ada.jpg)
"""


def test_links_of_a_bio_are_traced_to_its_lines(make_site: MakeSite) -> None:
    site = make_site({**SOUND, "content/people/ada.md": BIO})
    assert found(site, "link", "image") == [
        ('/episodes/looms/ has no place "#nothing"', "content/people/ada.md", 4),
        ("no page is at /notes/none/", "content/people/ada.md", 4),
        (
            "pages load nothing from other hosts: https://pictures.example/ada.jpg is not seen",
            "content/people/ada.md",
            7,
        ),
        ("there is no file at /files/ada.png", "content/people/ada.md", 7),
    ]


def test_below_a_path_a_link_from_the_domains_root_leads_out(make_site: MakeSite) -> None:
    site = make_site({**SOUND, "content/people/ada.md": BIO})
    messages = [
        message for message, _, _ in found(site, "link", address="https://ada.github.io/pod/")
    ]
    assert messages == [
        f'"{value}" leads out of the site, which is at https://ada.github.io/pod/'
        for value in (
            "/episodes/looms/#nothing",
            "/notes/none/",
            "/episodes/looms/#weaving-numbers",
        )
    ]


def test_a_file_that_is_published_as_it_is_has_its_own_lines(make_site: MakeSite) -> None:
    raw = '<!doctype html>\n<title>x</title>\n<a href="gone.html">x</a><img srcset="a.png 2x">\n'
    style = "/* url(old.png) */\nbody { background: url('back.png') }\n@import 'more.css';"
    site = make_site(
        {
            **SOUND,
            "content/files/raw.html": raw,
            "content/files/s.css": style,
            "content/files/bad.html": "<p>",
        }
    )
    (site / "content/files/bad.html").write_bytes(b'<a href="\xff\xfe.html">\xc3</a>')
    shown = found(site, "link", "image")
    assert ("there is no file at /files/gone.html", "content/files/raw.html", 3) in shown
    assert ("there is no file at /files/a.png", "content/files/raw.html", 3) in shown
    assert ("there is no file at /files/back.png", "content/files/s.css", 1) in shown
    assert ("there is no file at /files/more.css", "content/files/s.css", 1) in shown
    assert [path for _, path, _ in shown].count("content/files/bad.html") == 1
    assert len(shown) == 5


def test_what_a_theme_gets_wrong_on_every_page_is_one_finding(make_site: MakeSite) -> None:
    block = '{% block footer %}\n<a href="/none/">x</a>\n{% endblock %}'
    base = f'{{% extends "default/base.html" %}}\n{block}'
    site = make_site(
        {
            **SOUND,
            "content/site.toml": f'{SOUND["content/site.toml"]}theme = "mine"\n',
            "themes/mine/theme.toml": 'name = "mine"\nparent = "default"\n',
            "themes/mine/templates/base.html": base,
        }
    )
    checked = check(site)
    assert [(each.kind, each.line) for each in checked.findings] == [("link", 3)]
    assert (checked.findings[0].path or "").endswith("themes/mine/templates/base.html")
    assert checked.findings[0].times == checked.pages


PLACES = Places(
    frozenset(["index.html", "a/index.html", "Ä b/index.html", "x.png", "404.html", "about.html"]),
    {"index.html": "", "a/index.html": "one\ntwo\nü", "Ä b/index.html": "", "404.html": ""},
    "https://ada.github.io/pod/",
)


@pytest.mark.parametrize(
    ("href", "said"),
    [
        ("./", None),
        ("../a/", None),
        ("../a", None),
        ("../a/#one", None),
        ("#two", None),
        ("#%C3%BC", None),
        ("#ü", None),
        ("#", None),
        ("#top", None),
        ("#one:~:text=words", None),
        ("../a/?q=1#one", None),
        ("?q=1", None),
        ("../x.png", None),
        ("  ../x.png\n", None),
        ("../%C3%84%20b/", None),
        ("../Ä b/", None),
        ("/pod/a/", None),
        ("/pod", None),
        ("//ada.github.io/pod/a/", None),
        ("https://ada.github.io/pod/a/#one", None),
        ("HTTPS://ADA.github.io/pod/a/", None),
        ("mailto:ada@example.org", None),
        ("data:text/plain,hello", None),
        ("../A/", "no page is at /A/"),
        ("../b/", "no page is at /b/"),
        ("../about", "no page is at /about"),
        ("../x.jpg", "there is no file at /x.jpg"),
        ("../a/#three", '/a/ has no place "#three"'),
        ("#three", '/a/ has no place "#three"'),
        ("../../../a/", '"../../../a/" leads out of the site, which is at https://ada.github.io/pod/'),
        ("/a/", '"/a/" leads out of the site, which is at https://ada.github.io/pod/'),
        ("/podium/", '"/podium/" leads out of the site, which is at https://ada.github.io/pod/'),
        ("http://[::1", '"http://[::1" is no address'),
        ("http://a:b/", '"http://a:b/" is no address'),
        ("../%FF/", "no page is at /\ufffd/"),
    ],
)  # fmt: skip
def test_where_an_address_in_a_page_leads(href: str, said: str | None) -> None:
    html = f'<p id="one"><b id="two"></b><i id="ü"></i><a href="{href}">x</a>'
    (scan,) = (scan_page("a/index.html", html.encode()),)
    broken = [each for each in follow([scan], PLACES) if isinstance(each, Broken)]
    assert [each.message for each in broken] == ([] if said is None else [said])


def test_what_leads_away_is_told_apart() -> None:
    scan = scan_page("index.html", b'<a href="//other.example/x#y"><img src="">')
    away, empty = sorted(follow([scan], PLACES), key=lambda each: isinstance(each, Broken))
    assert isinstance(away, Away)
    assert away.url == "https://other.example/x#y"
    assert isinstance(empty, Broken)
    assert empty.message == "an address is empty"


def test_every_element_that_loads_or_leads_is_read() -> None:
    html = """\
        <base href="/pod/"><link rel="preconnect" href="https://a.example">
        <link rel="stylesheet" href="1"><link rel=icon href=2><script src="3"></script>
        <meta http-equiv="refresh" content="0; url='4'"><meta property="og:image" content="5">
        <img src=6 srcset="7 1x, 8 2x"><source srcset="9"><video poster=10 src=11></video>
        <audio src=12></audio><track src=13><iframe src=14></iframe><object data=15></object>
        <form action=16></form><area href=17><svg><use href="18"/></svg><embed src=19>
        <script>document.write('<a href="no">')</script><!-- <a href="no"> -->
        <A HREF="2&#48;">x</A>"""
    read = scan_page("index.html", html.encode())
    assert [each.value for each in read.refs] == [str(number) for number in range(1, 21)]
    assert read.base == "/pod/"
    assert {each.value for each in read.refs if each.kind == "image"} == {
        "2", "6", "7", "8", "9", "10",
    }  # fmt: skip
    style = b'@import url(a.css); /* url(no) */ b { c: url( "d e.png" ) } /* url(no)'
    assert [each.value for each in scan_style("s.css", style).refs] == ["a.css", "d e.png"]


@given(
    st.binary(max_size=300)
    | st.text("<>![]-/?'\"=& \nabDOCTYPEif#x;", max_size=200).map(str.encode)
)
def test_any_file_that_calls_itself_a_page_can_be_looked_at(data: bytes) -> None:
    for scan in (scan_page("x.html", data), scan_style("x.css", data)):
        list(follow([scan], PLACES))


def test_a_page_that_cannot_be_read_to_its_end_is_told(make_site: MakeSite) -> None:
    raw = '<a href="none.html">x</a>\n<p>\n<![x[ <a href="unseen.html">y</a>'
    site = make_site({**SOUND, "content/files/raw.html": raw})
    assert found(site, "link") == [
        ("there is no file at /files/none.html", "content/files/raw.html", 1),
        (
            "the rest of this page cannot be read: its links were not looked at",
            "content/files/raw.html",
            3,
        ),
    ]


def test_ten_thousand_broken_links_take_seconds(make_site: MakeSite) -> None:
    links = "\n".join(f"[x](/none/{number}/)" for number in range(10_000))
    site = make_site({**SOUND, "content/people/ada.md": f"---\nname: Ada Lovelace\n---\n{links}"})
    began = time.monotonic()
    checked = check(site)
    assert checked.count("error") == 10_000
    assert [each.line for each in checked.findings[:3]] == [4, 5, 6]
    assert len(github_annotations(checked)) == 10_000
    assert len(findings_text(checked, "h").split("\n")) < 100
    assert time.monotonic() - began < 20


def test_names_of_files_and_titles_cannot_speak_to_github_or_a_terminal(
    make_site: MakeSite,
) -> None:
    name = "a\n::error::pwned\x1b[2J,b:c%0A<img src=x onerror=alert(1)>.vtt"
    cues = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v SPEAKER_00>and so we said of number one\n"
    site = make_site({**SOUND, "seeds/a.txt": "", "content/people/ada.md": BIO})
    (site / "seeds/a.txt").unlink()
    (site / "content/episodes/a.md").unlink()
    (site / "seeds" / name).write_text(cues)
    (site / "seeds/b.vtt").write_bytes(b"\xff\xfe\x00\xd8" + cues.encode("utf-16-le"))
    checked = check(site)
    assert checked.findings
    lines = [*findings_text(checked, "h").split("\n"), *github_annotations(checked)]
    assert not [line for line in lines if "\x1b" in line or "\r" in line]
    assert not [line for line in lines if line.lstrip().startswith("::error::pwned")]
    json.dumps(findings_json(checked))


def test_an_address_of_another_site_is_not_ours() -> None:
    assert own_target("https://ada.github.io.evil.example/pod/", PLACES.address) is None
    assert own_target("https://ada.github.io:8443/pod/", PLACES.address) is None
    assert own_target("http://[", NOWHERE) is None


# --- what no page shows -------------------------------------------------------------------


def test_a_machines_labels_and_holes_in_a_transcript_are_told(make_site: MakeSite) -> None:
    cues = "".join(
        f"{start}.000 --> {start}.900\n<v {who}>and so we said of number one\n\n"
        for start, who in (
            ("00:00:01", "SPEAKER_00"),
            ("00:00:03", "SPEAKER_01"),
            ("01:00:00", "SPEAKER_00"),
            ("01:00:02", "Ada Lovelace"),
        )
    )
    site = make_site({**SOUND, "seeds/a.txt": "", "seeds/a.vtt": f"WEBVTT\n\n{cues}"})
    (site / "seeds/a.txt").unlink()
    said = check(site).findings
    assert [(each.kind, each.line, each.message) for each in said] == [
        ("speaker", 4, 'nobody knows who "SPEAKER_00" is (14 words)'),
        ("speaker", 7, 'nobody knows who "SPEAKER_01" is (7 words)'),
        ("coverage", None, "100% of the time is without words, such as 0:03 to 1:00:00"),
        ("coverage", None, "no chapter has a title that a person wrote"),
    ]
    assert said[0].hint == "say it with speakers: in content/episodes/a.md"


def test_hidden_people_are_not_asked_after(make_site: MakeSite) -> None:
    hidden = "---\nname: Ada Lovelace\nhidden: true\n---\n"
    site = make_site({**SOUND, "content/people/ada.md": hidden})
    assert found(site, "speaker") == []


def test_a_transcript_without_times_or_names_is_told(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.md": "# Looms\n\n" + "We talk of looms and of bees.\n\n" * 9})
    messages = [message for message, _, _ in found(site, "coverage")]
    assert messages == [
        "100% of the words are said by nobody known",
        "no chapter has a title that a person wrote",
        "no word has a time: nothing in it can be linked to",
    ]


def test_numbers_times_and_rules_have_kinds_of_their_own(make_site: MakeSite) -> None:
    files = {f"seeds/{n}.txt": talk(f"Talk {n}", 1, n) for n in (1, 2, 3, 5)}
    files["seeds/twice.txt"] = talk("Again", 1, 5)
    files["seeds/2.txt"] = files["seeds/2.txt"].replace("(1:00)", "(0:01)")
    note = "---\nspeakers: {Nobody: Ada}\ncorrections: {lomo: loom}\n---\n"
    config = (
        'title = "T"\n[corrections]\n"wevaing" = "weaving"\n'
        '[[shows]]\nname = "Engine Room"\n[[shows]]\nname = "Silent"\n'
    )
    site = make_site(
        {
            **files,
            "content/site.toml": config,
            "content/episodes/3.md": note,
            "content/people/zoe.md": "---\nname: Zoe\n---\n",
        }
    )
    assert found(site, "number") == [
        ("Engine Room: season 1 has no episode 4", "seeds/5.txt", 1),
        (
            "Engine Room: season 1, episode 5 twice: seeds/5.txt, seeds/twice.txt",
            "seeds/twice.txt",
            1,
        ),
    ]
    assert found(site, "time") == [("1 time runs backwards: 0:01 after 0:12", "seeds/2.txt", 11)]
    assert found(site, "unused") == [
        (
            'no speaker is called "Nobody" in seeds/3.txt; known are: Ada, Charles',
            "content/episodes/3.md",
            2,
        ),
        ('the correction of "lomo" finds nothing in 3.txt', "content/episodes/3.md", 3),
        ('"Zoe" speaks in no episode', "content/people/zoe.md", None),
        ('no episode belongs to the show "Silent"', "content/site.toml", None),
        ('the correction of "wevaing" finds nothing', "content/site.toml", 3),
    ]
    assert "known: it has no feed" in found(site, "feed")[0][0]


def test_a_first_name_heard_in_several_shows_has_no_page(make_site: MakeSite) -> None:
    site = make_site(
        {
            f"seeds/{show}.txt": talk("Looms").replace("Engine Room", show)
            + "\nJane: And I was there, too. (1:30)\n"
            for show in ("Engine Room", "Loom Room")
        }
        | {
            f"content/episodes/{show}.md": "---\nhosts: [Charles]\nguests: [Ada Lovelace]\n---\n"
            for show in ("Engine Room", "Loom Room")
        }
    )
    messages = [message for message, _, _ in found(site, "people")]
    assert messages == ['"Jane" speaks in several shows and has no page: who is it? (2 episodes)']


def test_an_address_that_a_build_would_lose_is_an_error(make_site: MakeSite) -> None:
    key = "content/addresses/gone.txt"
    ledger = "chapterhouse addresses 1\npage gone\nsource seeds/gone.txt\ntitle Gone\n"
    site = make_site({**SOUND, key: f"{ledger}length 60 seconds\nlandmarks 1\nchapter 0 intro\n"})
    assert found(site, "address") == [
        ("/episodes/gone/ with 1 chapter would lead nowhere", key, None)
    ]


def test_what_keeps_a_site_from_being_built_is_found_like_the_rest(make_site: MakeSite) -> None:
    site = make_site(
        {
            "seeds/a.txt": talk("Looms"),
            "content/pages/a.md": "# A\n\n[x](none.md)\n\n[y](b.md)\n",
        }
    )
    checked = check(site)
    assert [(each.kind, each.level, each.line) for each in checked.findings] == [
        ("build", "error", 3),
        ("build", "error", 5),
    ]
    assert checked.findings[0].path == f"{site.as_posix()}/content/pages/a.md"
    assert found(site / "nowhere", "build") == [
        ("there is no such folder", (site / "nowhere").as_posix(), None)
    ]


def test_drafts_are_looked_at_when_asked_for(make_site: MakeSite) -> None:
    from chapterhouse.release import Release

    site = make_site({**SOUND, "seeds/b.txt": talk("B", 1, 1)})
    (site / "content/episodes/b.md").write_text("---\ndraft: true\n---\n")
    (site / "content/people").mkdir()
    (site / "content/people/zoe.md").write_text("---\nname: Zoe\n---\n")
    (unused,) = check(site).findings
    assert (unused.hint or "").endswith("--drafts looks at what is not published yet")
    assert found(site, "number") == []
    assert len(found(site, "number", release=Release(drafts=True))) == 1


# --- feeds --------------------------------------------------------------------------------

FEED = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>T</title><link>https://pod.example/</link><description>D</description>
<language>en</language><lastBuildDate>Fri, 03 May 2024 00:00:00 +0000</lastBuildDate>
<atom:link rel="self" href="https://pod.example/feed.xml"/>
<item><title>A</title><link>https://pod.example/a/</link><guid>1</guid>
<pubDate>Fri, 03 May 2024 00:00:00 +0000</pubDate>
<enclosure url="https://cdn.example/a.mp3" length="5" type="audio/mpeg"/></item>
</channel></rss>"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", None),
        ("</rss>", "", "it is no XML"),
        ('version="2.0" xmlns', 'version="0.91" xmlns', "it is no RSS 2.0"),
        ("<title>T</title>", "", "<title> is missing"),
        ("<description>D<", "<description> <", "<description> is missing"),
        (">https://pod.example/</link>", ">/</link>", 'its <link> "/" is no whole address'),
        ("pod.example/feed.xml", "old.example/feed.xml", "it says that it stands at https://old"),
        ("<language>en</language>", "", "<language> is missing"),
        ("<lastBuildDate>Fri, 03 May", "<lastBuildDate>Fri, 03 Mai", "its <lastBuildDate>"),
        ("<title>A</title>", "", "it has neither <title> nor <description>"),
        ("https://pod.example/a/", "a/", 'its <link> "a/" is no whole address'),
        ("<guid>1</guid>", "", "<guid> is missing"),
        ("<pubDate>Fri, 03 May", "<pubDate>Fri, 33 Mai", "its <pubDate>"),
        ("https://cdn.example/a.mp3", "a.mp3", "the address of its recording"),
        ('length="5"', 'length="long"', 'the size of its recording, "long", is no number'),
        ('length="5"', 'length="0"', "the size of its recording is not known"),
        ('type="audio/mpeg"', "", "the type of its recording is missing"),
        ("</item>", '<enclosure url="https://x.example/"/></item>', "it has several enclosures"),
    ],
)  # fmt: skip
def test_a_feed_that_apps_stumble_on_is_told(old: str, new: str, said: str | None) -> None:
    assert old in FEED
    faults = list(faults_of(FEED.replace(old, new, 1).encode(), "https://pod.example/feed.xml"))
    if said is None:
        assert faults == []
    else:
        assert len(faults) == 1 and faults[0].message.startswith(said), faults


def test_two_episodes_of_one_guid_are_told_and_feeds_name_pages() -> None:
    start, end = FEED.index("<item>"), FEED.index("</channel>")
    twice = FEED[:end] + FEED[start:end].replace("/a/", "/b/") + FEED[end:]
    faults = list(faults_of(twice.encode(), "https://pod.example/feed.xml"))
    assert [each.link for each in faults] == ["https://pod.example/a/", "https://pod.example/b/"]
    assert links_of(twice.encode())[1:] == ["https://pod.example/a/", "https://pod.example/b/"]
    assert links_of(b"<rss") == []


def test_an_episode_without_a_date_or_a_size_is_told(make_site: MakeSite) -> None:
    audio = "---\ndate: 2024-01-02\naudio: https://cdn.example/a.mp3\n---\n"
    site = make_site({**SOUND, "seeds/b.txt": talk("B", 1, 2), "content/episodes/a.md": audio})
    assert found(site, "feed") == [
        ("the size of its recording is not known", "content/episodes/a.md", None),
        ("it has no date: it is in no feed", "seeds/b.txt", None),
    ]
    (site / "content/episodes/a.md").unlink()
    message = 'no episode of "Engine Room" has a date: there is no feed of it'
    assert found(site, "feed") == [(message, "content/site.toml", None)]


# --- how it is told -----------------------------------------------------------------------

HOSTILE = Finding(
    "error",
    "link",
    "no page is at /%0A/\n::error::<b>\x1b[2J</b> ##[add-mask]x, 50%",
    "content/a,b:c\n::set-output name=x::y.md",
    3,
    "/people/x/",
    "did you mean: \ud800?",
)


def test_an_annotation_is_one_command_whatever_is_in_it() -> None:
    (line,) = github_annotations(Checked((HOSTILE,)))
    assert line == (
        "::error file=content/a%2Cb%3Ac %3A%3Aset-output name=x%3A%3Ay.md,line=3,title=Links::"
        "no page is at /%250A/ ::error::<b>\ufffd[2J</b> ##[add-mask]x, 50%25 (on /people/x/); "
        "did you mean: \ufffd?"
    )
    bare = Finding("warning", "feed", "x")
    assert github_annotations(Checked((HOSTILE, bare)))[-1] == "::warning title=Feeds::x"
    assert github_annotations(Checked((bare, HOSTILE)))[-1] == "::warning title=Feeds::x"


def test_the_table_holds_nothing_that_a_terminal_or_github_obeys() -> None:
    text = findings_text(Checked((HOSTILE,)), "chapterhouse health")
    assert not [line for line in text.split("\n") if line.lstrip().startswith("::")]
    assert "\x1b" not in text and "##[" not in text
    text.encode()
    assert "\x1b[31m" in findings_text(Checked((HOSTILE,)), "health", colour=True)


def test_the_table_fits_80_columns_and_ends_with_the_way_to_health() -> None:
    findings = tuple(
        Finding("warning", "coverage", "word " * 30, f"seeds/{n:03}.txt", n) for n in range(50)
    )
    checked = Checked(findings, 50, 60, 1700)
    lines = findings_text(checked, "chapterhouse health").split("\n")
    assert max(map(len, lines)) <= WIDTH
    assert lines[0] == "Coverage: 50 warnings"
    assert f"  and {50 - SHOWN} more (--all lists them)" in lines
    assert lines[-2:] == [
        "50 warnings in 50 episodes, 60 pages, 1,700 links",
        "What is best mended first: chapterhouse health",
    ]
    every = findings_text(checked, "chapterhouse health", every=True)
    assert "seeds/049.txt:49" in every and "--all" not in every
    assert findings_text(Checked((), 1, 9, 50), "h") == (
        "Nothing wrong in 1 episode, 9 pages, 50 links\nWhat is best mended first: h"
    )


def test_the_json_has_a_stable_form_and_order(make_site: MakeSite) -> None:
    shuffled = [
        replace(HOSTILE, kind="outside"),
        Finding("warning", "link", "b", "y.md"),
        Finding("error", "link", "b", "y.md"),
        Finding("error", "link", "b", "x.md", 3),
        Finding("error", "link", "b", None, None, "/x/"),
    ]
    ordered = sorted(shuffled, key=in_order)
    assert [(each.kind, each.level, each.path) for each in ordered[:4]] == [
        ("link", "error", "x.md"),
        ("link", "error", "y.md"),
        ("link", "error", None),
        ("link", "warning", "y.md"),
    ]
    site = make_site({**SOUND, "content/people/ada.md": BIO})
    value = findings_json(check(site))
    assert list(value) == [
        "version", "episodes", "pages", "links", "errors", "warnings", "findings",
    ]  # fmt: skip
    assert json.loads(json.dumps(value))["findings"][0] == {
        "level": "error",
        "kind": "link",
        "message": '/episodes/looms/ has no place "#nothing"',
        "path": f"{site.as_posix()}/content/people/ada.md",
        "line": 4,
        "page": "/people/ada-lovelace/",
        "hint": None,
        "times": 1,
    }
    with workers(2) as run:
        assert findings_json(check(site, run=run)) == value, "in two processes, too"


def test_every_kind_is_in_the_documentation(repository: Path) -> None:
    text = (repository / "docs/check.md").read_text("utf-8")
    assert [kind for kind in TITLES if f"| `{kind}` |" not in text] == []


# --- the command --------------------------------------------------------------------------


def run(site: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("GITHUB_ACTIONS", "NO_COLOR")}
    return subprocess.run(
        [sys.executable, "-m", "chapterhouse", "check", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=site,
        env={**kept, **environment},
    )


def test_the_exit_status_tells_errors_from_warnings(make_site: MakeSite) -> None:
    site = make_site({**SOUND, "content/site.toml": 'title = "T"\n'})
    warned = run(site)
    assert (warned.returncode, warned.stderr) == (0, "")
    assert warned.stdout.startswith("Feeds: 1 warning\n  warning  content/site.toml  the site's")
    assert run(site, "--strict").returncode == 1
    assert run(site, "--strict", "--base-url", ADDRESS).returncode == 0
    (site / "content/people").mkdir()
    (site / "content/people/ada.md").write_text(BIO)
    assert run(site).returncode == 1
    assert run(site, "--json", "--github").returncode == 2
    assert run(site, "--jobs", "none").returncode == 2
    broken = run(site, "nowhere")
    assert (broken.returncode, broken.stderr) == (1, "")
    assert "there is no such folder" in broken.stdout


def test_github_gets_annotations_and_programs_nothing_but_json(make_site: MakeSite) -> None:
    site = make_site({**SOUND, "content/people/ada.md": BIO})
    wanted = (
        "::error file=content/people/ada.md,line=4,title=Links::no page is at /notes/none/ "
        "(on /people/ada-lovelace/)"
    )
    assert wanted in run(site, "--github").stdout.split("\n")
    assert wanted in run(site, GITHUB_ACTIONS="true").stdout.split("\n")
    assert "::error" not in run(site).stdout
    assert json.loads(run(site, "--json", GITHUB_ACTIONS="true").stdout)["errors"] == 4
