"""The whole way, on the five transcripts of this repository and on small sites."""

from __future__ import annotations

import gzip
import html
import json
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest

from chapterhouse.build import build
from chapterhouse.chapter_lists import read_together
from chapterhouse.errors import ChapterhouseError, OutputError
from chapterhouse.sources import load_source
from conftest import MakeSite, talk
from crawl import dead_links, pages, scan

EPISODES = {
    "000_13d477bd9c81ac5a.txt": "machine-learning-and-data-science-with-jesper-dramsch",
    "001_baed40b49aa3a3fd.txt": "running-from-complexity",
    "002_594d34125cda1705.txt": "data-scientists-at-work",
    "003_05e28b43efa5f313.txt": "lessons-learned-about-data-and-ai-at-enterprises",
    "004_4fae5f838649047d.txt": "from-software-engineering-to-machine-learning",
}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# --- the five transcripts ---------------------------------------------------------------


def test_every_page_of_the_design_is_there(built: Path) -> None:
    expected = {"index.html", "404.html", ".nojekyll"} | {
        f"{folder}/index.html"
        for folder in (
            "shows",
            "shows/datatalks-club",
            "shows/software-world-with-candost",
            "people",
            "people/alexey-grigorev",
            "people/misra-turp",
            "search",
            "chapters",
            *(f"episodes/{slug}" for slug in EPISODES.values()),
        )
    }
    assert expected <= set(tree(built))


def test_every_link_and_fragment_resolves_at_the_root(built: Path) -> None:
    assert len(pages(built)) > 15
    assert dead_links(built) == []


def test_every_link_and_fragment_resolves_under_a_sub_path(built_below: Path) -> None:
    assert dead_links(built_below, "/some/repo/") == []


def test_ids_are_unique_in_every_page(built: Path) -> None:
    for page in pages(built):
        ids = scan(page).ids
        assert len(ids) == len(set(ids)), page


def test_every_page_is_html_without_a_parse_error(built: Path) -> None:
    for page in pages(built):
        html5lib.HTMLParser(strict=True).parse(page.read_bytes())


def test_talk_shares_are_those_of_the_parser(repository: Path, built: Path) -> None:
    for seed, slug in EPISODES.items():
        page = (built / "episodes" / slug / "index.html").read_text("utf-8")
        share = re.findall(r"([\d,]+) words</span></span></li>", page)
        spoken_by: dict[str | None, int] = {}
        for segment in read_together(load_source(repository / "seeds" / seed)).segments:
            said = len(segment.text.split())
            spoken_by[segment.speaker] = spoken_by.get(segment.speaker, 0) + said
        wanted = sorted(spoken_by.values(), reverse=True) if len(spoken_by) > 1 else []
        assert [int(count.replace(",", "")) for count in share] == wanted


def test_the_strip_of_an_episode_is_small(built: Path) -> None:
    for slug in EPISODES.values():
        page = (built / "episodes" / slug / "index.html").read_bytes()
        strip = page.partition(b'<section class="glance"')[2].partition(b"</section>")[0]
        assert 0 < len(strip) < 14_000
        assert len(gzip.compress(strip, mtime=0)) < 3_200


def test_a_second_build_writes_nothing_and_a_cold_one_the_same_bytes(
    repository: Path, built: Path, tmp_path: Path
) -> None:
    build(repository, tmp_path / "cold")
    first = tree(tmp_path / "cold")
    again = build(repository, tmp_path / "cold")
    assert (again.published.written, again.published.removed) == (0, 0)
    assert tree(tmp_path / "cold") == first == tree(built)


def test_workers_write_the_same_bytes(repository: Path, built: Path, tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        build(repository, tmp_path, run=pool.map)
    assert tree(tmp_path) == tree(built)


# --- no word is lost --------------------------------------------------------------------

SPEECH = {
    "labelled": re.compile(r"\[\d\d:\d\d:\d\d\] (?:(?:Candost Dagdeviren|Jesper Dramsch): )?(.*)"),
    "captions": re.compile(r"(?:\d:)?\d?\d:\d\d (.*)"),
    "edited": re.compile(r"(?:Alexey|Alexander|Santiago): (.*?)(?: \((?:\d:)?\d?\d:\d\d\))?$"),
}
"""How each seed marks speech, written down from looking at them; the readers know nothing of it."""


def spoken(text: str) -> list[str]:
    """The words a seed holds, found without the readers."""
    best = max(SPEECH.values(), key=lambda p: sum(bool(p.match(x)) for x in text.splitlines()))
    matches = (best.match(line) for line in text.splitlines())
    return " ".join(match[1] for match in matches if match).split()


def words_of_page(page: str) -> list[str]:
    """The words of the transcript's paragraphs, without times, names and headings."""
    paragraphs = re.findall(r"<p [^>]*\bid=\"?(?:t\d|p-)[^>]*>(.*?)</p>", page, re.S)
    said = (re.sub(r"<a\b.*?</a>", "", paragraph, flags=re.S) for paragraph in paragraphs)
    return html.unescape(re.sub(r"<[^>]+>", "", " ".join(said))).split()


@pytest.mark.parametrize(("seed", "slug"), EPISODES.items())
def test_every_spoken_word_is_in_its_page_in_order(
    repository: Path, built: Path, seed: str, slug: str
) -> None:
    wanted = spoken((repository / "seeds" / seed).read_text("utf-8"))
    assert len(wanted) > 8000
    page = (built / "episodes" / slug / "index.html").read_text("utf-8")
    assert words_of_page(page) == wanted


# --- what content/ asks for -------------------------------------------------------------


def episode_of(site: Path, slug: str = "looms") -> str:
    build(site)
    return (site / "output/episodes" / slug / "index.html").read_text("utf-8")


def test_each_paragraph_leads_to_its_line_in_the_editor(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/site.toml": """\
                title = "x"
                edit_url = "https://github.com/me/site/edit/main/{path}?plain=1"
                """,
            "seeds/1/my talk ü.txt": talk("Looms"),
        }
    )
    page = episode_of(site)
    file = "https://github.com/me/site/edit/main/seeds/1/my%20talk%20%C3%BC.txt?plain=1"
    assert re.findall(r'<span class="fix"><a href="([^"]*)"', page) == [
        f"{file}#L{line}" for line in (5, 7, 11, 13)
    ]
    assert f'<a href="{file}" rel="noopener">Edit this transcript</a>' in page
    (site / "content/site.toml").write_text('title = "x"\nedit_url = "https://e.org/edit/"\n')
    assert 'href="https://e.org/edit/seeds/1/my%20talk%20%C3%BC.txt#L5"' in episode_of(site)
    (site / "content/site.toml").write_text('title = "x"\n')
    assert "fix" not in episode_of(site) and "Edit this" not in episode_of(site)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("ftp://e.org/{path}", r'must be a web address, not "ftp://e\.org/path"'),
        ("javascript:alert(1)", r"must be a web address"),
        ("https://e.org/{file}", r"must be a web address"),
        ("https://e.org/#/{path}", r'must end before any #; write "https://e\.org/"'),
    ],
)
def test_an_edit_address_that_is_none_is_told(make_site: MakeSite, address: str, said: str) -> None:
    config = f'title = "x"\nedit_url = "{address}"\n'
    with pytest.raises(ChapterhouseError, match=rf"site\.toml:2: .*{said}"):
        build(make_site({"content/site.toml": config, **GOOD}))


def test_times_in_notes_lead_to_a_line_that_is_there(make_site: MakeSite) -> None:
    notes = "---\nslug: looms\n---\nAt 0:12, 1:05, 1:09; ratio 3:2; `0:12`; not 2:00.\n"
    site = make_site({"seeds/a.txt": talk("Looms"), "content/episodes/a.md": notes})
    page = episode_of(site)
    assert '<a href="#t12">0:12</a>, <a href="#t60" data-t="65">1:05</a>, <a href="#t69">' in page
    assert "ratio 3:2; <code>0:12</code>; not 2:00." in page
    assert dead_links(site / "output") == []


def test_a_transcript_is_called_unreviewed_when_the_host_says_so(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("Looms")})
    override = site / "content/episodes/a.md"
    override.parent.mkdir(parents=True)
    said = "Machine transcript, not reviewed"
    assert said not in episode_of(site)
    override.write_text("---\nreviewed: true\n---\n")
    assert said not in episode_of(site)
    override.write_text("---\nreviewed: false\n---\n")
    assert said in episode_of(site)
    override.write_text("---\nreviewed: perhaps\n---\n")
    with pytest.raises(ChapterhouseError, match=r"a\.md:2: .*true or false"):
        build(site)


def test_chapters_lead_to_youtube_at_their_time_and_offset(make_site: MakeSite) -> None:
    video = "---\nyoutube: {id: sMy8NYZnsy8, offset: 7.5}\n---\n"
    site = make_site({"seeds/a.txt": talk("Looms"), "content/episodes/a.md": video})
    watch = re.findall(r'class="watch" href="([^"]*)"', episode_of(site))
    assert watch[-1] == "https://www.youtube.com/watch?v=sMy8NYZnsy8&amp;t=67s"


def test_only_the_first_turn_of_a_speaker_is_a_tab_stop(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("Looms")})
    names = re.findall(r'<p class="who">(.*?)</p>', episode_of(site))
    assert [("Ada" in name, "<a" in name, "tabindex" in name) for name in names] == [
        (False, True, False),
        (True, True, False),
        (False, True, True),
        (True, True, True),
    ]
    times = re.findall(r'<p id="t\d+"><a [^>]*>', episode_of(site))
    assert len(times) == 4 and all('tabindex="-1"' in time for time in times)


def test_text_that_runs_the_other_way_says_so(make_site: MakeSite) -> None:
    hebrew = "Ada: שלום לכולם, hello. (0:20)"
    seed = talk("Looms").replace("Weaving numbers", f"{hebrew}\n\nWeaving numbers")
    site = make_site({"seeds/a.txt": seed, "content/episodes/a.md": "---\nlanguage: en\n---\n"})
    page = episode_of(site)
    assert re.findall(r'<p id="(t\d+)" dir="rtl">', page) == ["t20"]
    assert 'lang="en">' in page
    (site / "content/episodes/a.md").write_text("---\nlanguage: he\n---\n")
    page = episode_of(site)
    assert '<article class="wide" lang="he" dir="rtl">' in page
    assert re.findall(r'<p id="(t\d+)" dir="ltr">', page) == ["t5", "t12", "t60", "t69"]


def test_structured_data_of_an_evil_title_is_one_element(make_site: MakeSite) -> None:
    evil = "</script><script>alert(1)</script><!--"
    site = make_site(
        {"seeds/a.txt": talk(evil), "content/episodes/a.md": "---\nslug: looms\n---\n"}
    )
    tree = html5lib.parse(episode_of(site), namespaceHTMLElements=False)
    data, _trail = [s for s in tree.iter("script") if s.get("type") == "application/ld+json"]
    assert json.loads(data.text)["name"] == evil


# --- small sites ------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_site_of_any_size_builds_without_a_dead_link(make_site: MakeSite, count: int) -> None:
    seeds = {f"seeds/{n}.txt": talk(f"Talk number {n}", 1, n + 1) for n in range(count)}
    site = make_site(seeds)
    assert build(site).episodes == count
    assert dead_links(site / "output") == []


def test_two_episodes_of_one_title_both_have_a_page_and_it_is_said(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("Same", 1, 1), "seeds/b.txt": talk("Same", 1, 2)})
    report = build(site)
    assert {path.parent.name for path in (site / "output/episodes").rglob("index.html")} == {
        "same",
        "same-s1e2",
    }
    [remark] = report.remarks
    assert remark.path == "seeds/b.txt" and "seeds/a.txt" in remark.diagnostic.message


def test_what_is_taken_away_leaves_no_page(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("One"), "seeds/b.txt": talk("Two", 1, 2)})
    build(site)
    foreign = site / "output/CNAME"
    foreign.write_text("example.org\n")
    (site / "seeds/b.txt").unlink()
    build(site, allow_loss=True)
    assert not (site / "output/episodes/two").exists()
    assert dead_links(site / "output") == []
    assert foreign.read_text() == "example.org\n"


def test_markup_in_a_transcript_is_text(make_site: MakeSite) -> None:
    evil = '<script>alert("x")</script> & "quotes"'
    site = make_site({"seeds/a.txt": talk(evil, guest="Ada <b>Lovelace")})
    build(site)
    for page in pages(site / "output"):
        text = page.read_text("utf-8")
        assert "<script>alert" not in text and "<b>" not in text


GOOD = {"seeds/good.txt": talk("Good")}

BROKEN: dict[str, tuple[dict[str, str | bytes], str]] = {
    "an empty file": ({"seeds/bad.txt": ""}, r"seeds/bad\.txt:1: .*empty.*"),
    "a binary file": (
        {"seeds/bad.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))},
        r"seeds/bad\.txt:1: .*(binary|not text).*",
    ),
    "no known layout": (
        {"seeds/bad.txt": "Just some prose that nobody marked.\n\nAnd more of it.\n"},
        r"seeds/bad\.txt:1: .*layout.*(labelled|captions|edited).*",
    ),
    "a broken front matter": (
        {"content/episodes/good.md": '---\ntitle: "Good\n---\nNotes.\n'},
        r"content/episodes/good\.md:\d+: .*",
    ),
    "an unknown key": (
        {"content/episodes/good.md": "---\nseason: 1\nnumbr: 2\n---\n"},
        r'content/episodes/good\.md:3: unknown key "numbr"; did you mean "number"\?',
    ),
    "an unknown key in site.toml": (
        {"content/site.toml": '# a site\ntitle = "x"\n\ntilte = "y"\n'},
        r'content/site\.toml:4: unknown key "tilte"; did you mean "title"\?',
    ),
    "a wrong type": (
        {"content/episodes/good.md": "---\nseason: ten\n---\n"},
        r"content/episodes/good\.md:2: .*season.*",
    ),
    "a broken template": (
        {
            "themes/mine/theme.toml": 'name = "mine"\nparent = "default"\n',
            "themes/mine/templates/home.html": "<p>\n{% for %}\n",
            "content/site.toml": 'title = "x"\ntheme = "mine"\n',
        },
        r".*themes/mine/templates/home\.html:2: .*",
    ),
    "a name that a template does not know": (
        {
            "themes/mine/theme.toml": 'name = "mine"\nparent = "default"\n',
            "themes/mine/templates/home.html": "<p>\n\n{{ view.episods }}\n",
            "content/site.toml": 'title = "x"\ntheme = "mine"\n',
        },
        r".*themes/mine/templates/home\.html:3: .*episods.*",
    ),
    "no such theme": (
        {"content/site.toml": 'title = "x"\ntheme = "defalt"\n'},
        r'.*"defalt".*did you mean "default"\?',
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_bad_input_is_one_line_and_the_last_good_site_stays(make_site: MakeSite, case: str) -> None:
    files, message = BROKEN[case]
    site = make_site(GOOD)
    build(site)
    before = tree(site / "output")
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(ChapterhouseError) as caught:
        build(site)
    said = str(caught.value).removeprefix(f"{site}/")
    assert "\n" not in said
    assert re.fullmatch(message, said), said
    assert tree(site / "output") == before


def test_one_explicit_slug_given_twice_names_both_files(make_site: MakeSite) -> None:
    site = make_site(
        {
            "seeds/a.txt": talk("One"),
            "seeds/b.txt": talk("Two"),
            "content/episodes/a.md": "---\nslug: same\n---\n",
            "content/episodes/b.md": "---\nslug: same\n---\n",
        }
    )
    with pytest.raises(
        ChapterhouseError, match=r"content/episodes/b\.md:2: .*content/episodes/a\.md"
    ):
        build(site)


def test_content_names_speakers_and_corrects_words_and_says_what_it_did_not_need(
    make_site: MakeSite,
) -> None:
    site = make_site(
        {
            "content/site.toml": """\
                title = "x"

                [corrections]
                loom = "Jacquard loom"
                "West Boss" = "Wes Bos"
                """,
            "seeds/a.txt": talk("Looms", guest="Ada"),
            "content/episodes/a.md": """\
                ---
                speakers:
                  Charles: Charles Babbage
                  Charlie: Charles Babbage
                corrections:
                  cards: punched cards
                  nowhere: somewhere
                ---
                """,
        }
    )
    report = build(site)
    page = (site / "output/episodes/looms/index.html").read_text("utf-8")
    assert "How does the Jacquard loom become a computer?" in page
    assert "The punched cards tell the machine" in page
    assert (site / "output/people/charles-babbage/index.html").is_file()
    assert [(r.path, r.diagnostic.line, r.diagnostic.message) for r in report.remarks] == [
        (
            "content/episodes/a.md",
            4,
            'no speaker is called "Charlie" in seeds/a.txt; did you mean "Charles"?',
        ),
        ("content/episodes/a.md", 7, 'the correction of "nowhere" finds nothing in a.txt'),
        ("content/site.toml", 5, 'the correction of "West Boss" finds nothing'),
    ]
    assert dead_links(site / "output") == []


def test_chapters_in_an_override_are_times_and_titles(make_site: MakeSite) -> None:
    chapters = "---\nchapters:\n  - 0:05 Hello\n  - 1:09 The cards\n---\n"
    site = make_site({"seeds/a.txt": talk("Looms"), "content/episodes/a.md": chapters})
    build(site)
    page = (site / "output/episodes/looms/index.html").read_text("utf-8")
    assert 'id="hello"' in page and 'id="the-cards"' in page and "weaving-numbers" not in page

    (site / "content/episodes/a.md").write_text("---\nchapters:\n  - Hello at 0:05\n---\n")
    with pytest.raises(ChapterhouseError, match=r"a\.md:3: .*times and titles; such as"):
        build(site)


def test_times_that_run_backwards_are_shown_in_order_and_told(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": talk("Looms").replace("(1:09)", "(0:30)")})
    report = build(site)
    page = (site / "output/episodes/looms/index.html").read_text("utf-8")
    starts = [int(second) for second in re.findall(r'id="?t(\d+)', page)]
    assert starts == sorted(starts)
    [remark] = report.remarks
    assert "time runs backwards: 0:30 after 1:00" in remark.diagnostic.message


def test_everything_that_is_wrong_is_said_at_once(make_site: MakeSite) -> None:
    site = make_site({"seeds/a.txt": "", "seeds/b.txt": "", **GOOD})
    with pytest.raises(ChapterhouseError) as caught:
        build(site)
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        f"{site}/seeds/a.txt",
        f"{site}/seeds/b.txt",
    ]


@pytest.mark.parametrize("output", ["", "seeds", "content/people", "themes/mine/static"])
def test_the_output_never_lies_among_the_sources(make_site: MakeSite, output: str) -> None:
    site = make_site({"seeds/a.txt": talk("Looms")})
    before = tree(site)
    with pytest.raises(OutputError) as caught:
        build(site, site / output)
    assert str(caught.value) == (
        f"{site / output}: the site's sources lie here; "
        f"choose a folder of its own, such as {site}/output"
    )
    assert tree(site) == before


def test_a_site_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ChapterhouseError) as caught:
        build(tmp_path / "typo")
    assert str(caught.value) == (
        f"{tmp_path}/typo: there is no such folder; "
        "a site is a folder with content/site.toml and seeds/ in it"
    )
    (tmp_path / "typo").mkdir()
    with pytest.raises(ChapterhouseError) as caught:
        build(tmp_path / "typo")
    assert str(caught.value).startswith(f"{tmp_path}/typo/content/site.toml: there is no such file")


def test_an_unknown_theme_is_told_where_it_is_named(make_site: MakeSite) -> None:
    site = make_site(
        {"seeds/a.txt": talk("Looms"), "content/site.toml": 'title = "T"\ntheme = "defualt"\n'}
    )
    with pytest.raises(ChapterhouseError) as caught:
        build(site)
    assert str(caught.value) == (
        f'{site}/content/site.toml:2: no theme "defualt"; did you mean "default"?'
    )


def test_two_transcripts_of_one_name_have_an_override_each(
    make_site: MakeSite, tmp_path: Path
) -> None:
    site = make_site(
        {
            "seeds/1/01.txt": talk("Looms"),
            "seeds/2/01.txt": talk("Wheels", 2),
            "content/episodes/1/01.md": "---\nslug: first\n---\n",
            "content/episodes/other.md": "---\ntranscript: 2/01.txt\nslug: second\n---\n",
        }
    )
    build(site, tmp_path / "out")
    made = {path.name for path in (tmp_path / "out/episodes").iterdir() if path.is_dir()}
    assert made == {"first", "second"}
