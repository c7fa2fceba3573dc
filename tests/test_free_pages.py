"""The host's own pages: addresses, links, headings, navigation, shortcodes, and what goes wrong."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest

from chapterhouse.build import build
from chapterhouse.check import check
from chapterhouse.content import load_content
from chapterhouse.errors import ChapterhouseError, OutputError
from conftest import MakeSite, talk
from crawl import dead_links, pages, scan

SITE = {
    "seeds/looms.txt": talk("Looms"),
    "content/episodes/looms.md": "---\nseason: 1\n---\nNotes at 1:00.\n",
    "content/people/ada.md": "---\nname: Ada Lovelace\n---\n",
}


def built_site(make_site: MakeSite, files: dict[str, str]) -> Path:
    folder = make_site({**SITE, **files})
    build(folder)
    return folder / "output"


def page_of(make_site: MakeSite, markdown: str, page: str = "about") -> str:
    output = built_site(make_site, {f"content/pages/{page}.md": markdown})
    return main_of(output / page / "index.html")


def main_of(file: Path) -> str:
    text = file.read_text("utf-8")
    html5lib.HTMLParser(strict=True).parse(text)
    return text[text.index("<main") : text.index("</main>")]


def said(make_site: MakeSite, files: dict[str, str]) -> list[str]:
    """What a build complains of, from content/ on."""
    folder = make_site({**SITE, **files})
    with pytest.raises(ChapterhouseError) as caught:
        build(folder)
    assert not (folder / "output/index.html").exists()
    return str(caught.value).replace(f"{folder.as_posix()}/", "").split("\n")


# --- addresses and titles ---------------------------------------------------------------


def test_every_file_has_the_address_of_its_path(make_site: MakeSite) -> None:
    files = {
        "content/pages/about.md": "# About",
        "content/pages/a/b.md": "# B",
        "content/pages/a/index.md": "# A",
        "content/pages/Big Ideas/Über uns.md": "# Us",
        "content/pages/x.md": "---\nslug: why\ntitle: Why\n---\nBecause.",
        "content/pages/a/pic.svg": "<svg/>",
        "content/files/a b.txt": "text",
    }
    output = built_site(
        make_site, {**files, "content/pages/see.md": "# See\n\n[a](<../files/a b.txt>)"}
    )
    for path in ("about", "a/b", "a", "big-ideas/uber-uns", "why"):
        assert (output / path / "index.html").is_file(), path
    assert (output / "a/pic.svg").read_text() == "<svg/>"
    assert (output / "files/a b.txt").read_text() == "text"
    assert dead_links(output) == []


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("# About us #\n\nText.", "About us"),
        ("---\ntitle: About\n---\nText.", "About"),
        ("---\ntitle: About\n---\n# About\n\nText.", "About"),
    ],
)
def test_the_title_stands_once(make_site: MakeSite, markdown: str, title: str) -> None:
    main = page_of(make_site, markdown)
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", main) == [title]
    assert "<p>Text.</p>" in main


WRONG_PLACES = {
    "the site's own page": (
        {"content/pages/index.md": "# Home"},
        'content/pages/index.md: the address "/" is the site\'s own',
    ),
    "the site's own folder": (
        {"content/pages/episodes/extra.md": "# X"},
        'content/pages/episodes/extra.md: addresses below "/episodes/" are the site\'s own',
    ),
    "a folder of later": (
        {"content/pages/topics.md": "# X"},
        'content/pages/topics.md: addresses below "/topics/" are the site\'s own',
    ),
    "each other's, made by hooks": (
        {
            "content/hooks.py": "from chapterhouse.hooks import Page\n"
            "def pages(site):\n    return [Page('/x/', 'X', ''), Page('/x/', 'Y', '')]\n"
        },
        'content/hooks.py: the address "/x/" is already that of content/hooks.py',
    ),
    "the feed": (
        {"content/pages/feed.xml": "<rss/>"},
        'content/pages/feed.xml: the address "/feed.xml" is the site\'s own',
    ),
    "each other's": (
        {"content/pages/a-b.md": "# X", "content/pages/A b.md": "# Y"},
        'content/pages/a-b.md: the address "/a-b/" is already that of content/pages/A b.md',
    ),
    "a file's": (
        {"content/pages/x.md": "# X", "content/pages/x/index.html": "<p>"},
        'content/pages/x/index.html: the address "/x/index.html" is already that of '
        "content/pages/x.md",
    ),
}


@pytest.mark.parametrize("case", WRONG_PLACES)
def test_an_address_that_is_taken_is_refused(make_site: MakeSite, case: str) -> None:
    files, message = WRONG_PLACES[case]
    (line,) = said(make_site, files)
    assert line.startswith((f"{message}; rename the file", f"{message}; choose another address"))


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("Text only.", "content/pages/x.md:1: this page has no title; begin it with a heading"),
        (
            "---\ntilte: A\n---\n# A",
            'content/pages/x.md:2: unknown key "tilte"; did you mean "title"?',
        ),
        ("---\nnav: {ordr: 1}\n---\n# A", 'content/pages/x.md:2: unknown key "ordr"'),
        ("---\nurl: /y/\n---\n# A", 'content/pages/x.md:2: unknown key "url"'),
    ],
)
def test_a_slip_in_a_page_is_told_with_its_line(
    make_site: MakeSite, markdown: str, message: str
) -> None:
    (line,) = said(make_site, {"content/pages/x.md": markdown})
    assert line.startswith(message)


# --- links ------------------------------------------------------------------------------

LINKS = {
    "other.md": "../deep/other/",
    "other.md#a-place": "../deep/other/#a-place",
    "../episodes/looms.md": "../../episodes/looms/",
    "../../episodes/looms.md#t12": "../../episodes/looms/#t12",
    "../../episodes/looms.md#t65": "../../episodes/looms/#t60",
    "../../episodes/looms.md#weaving-numbers": "../../episodes/looms/#weaving-numbers",
    "../../people/ada.md": "../../people/ada-lovelace/",
    "../../files/a.txt": "../../files/a.txt",
    "/shows/": "../../shows/",
    "/shows": "../../shows/",
    "/episodes/looms/#t60": "../../episodes/looms/#t60",
    "/search/?q=loom": "../../search/?q=loom",
    "#here": "#here",
    "https://example.org/x#y": "https://example.org/x#y",
    "mailto:ada@example.org": "mailto:ada@example.org",
}


def linked(make_site: MakeSite, href: str) -> dict[str, str]:
    return {
        "content/pages/deep/page.md": f"# Page\n\nFirst.\n\n## Here\n\nWords and\n[this]({href})",
        "content/pages/deep/other.md": "# Other\n\n## A place",
        "content/files/a.txt": "a",
    }


@pytest.mark.parametrize("href", [href for href in LINKS if href != "../episodes/looms.md"])
def test_a_link_leads_to_the_page_of_its_file(make_site: MakeSite, href: str) -> None:
    output = built_site(make_site, linked(make_site, href))
    found = re.search(r'<a href="([^"]*)">this</a>', main_of(output / "deep/page/index.html"))
    assert found is not None
    wanted = LINKS[href]
    assert found[1] in (wanted, wanted.replace("../deep/", "../"))
    assert dead_links(output) == []


DEAD = {
    "othr.md": 'there is no "othr.md"; did you mean "other.md"?',
    "../../people/adah.md": 'there is no "../../people/adah.md"; did you mean '
    '"../../people/ada.md"?',
    "../episodes/looms.md": 'there is no "../episodes/looms.md"; did you mean '
    '"../../episodes/looms.md"?',
    "/show/": 'no page is at "/show/"; did you mean "/shows/"?',
    "other.md#a-plce": '/deep/other/ has no place "#a-plce"; did you mean "a-place"?',
    "#her": '/deep/page/ has no place "#her"; did you mean "here"?',
    "../../episodes/looms.md#weaving": '/episodes/looms/ has no place "#weaving"; did you mean '
    '"weaving-numbers"?',
    "../../episodes/looms.md#t9999": '"looms" is over before 2:46:39; it ends at 0:01:16',
    "/shows/#x": '"#x" leads into a page that may change; leave it out: only episodes and your '
    "own pages have places that last",
}


@pytest.mark.parametrize("href", DEAD)
def test_a_dead_link_is_told_with_its_line(make_site: MakeSite, href: str) -> None:
    assert said(make_site, linked(make_site, href)) == [
        f"content/pages/deep/page.md:8: {DEAD[href]}"
    ]


def test_links_and_pictures_in_show_notes_are_looked_at_too(make_site: MakeSite) -> None:
    notes = (
        "---\nseason: 1\n---\n\nSee [it](../pages/about.md), ![p](../files/p.svg).\n\n![x](x.png)"
    )
    files = {"content/pages/about.md": "# About", "content/files/p.svg": "<svg/>"}
    (line,) = said(make_site, {**files, "content/episodes/looms.md": notes})
    assert line.startswith('content/episodes/looms.md:7: there is no "x.png"')
    output = built_site(make_site, {**files, "content/episodes/looms.md": notes[:-11]})
    main = main_of(output / "episodes/looms/index.html")
    assert '<a href="../../about/">it</a>' in main
    assert '<img src="../../files/p.svg" alt="p"' in main


@pytest.mark.parametrize(
    ("there", "hint"),
    [
        ("content/pages/q2.md", "put it beside this file, or into content/files/"),
        ("content/files/q2.SVG", 'did you mean "../files/q2.SVG"?'),
    ],
)
def test_for_a_missing_picture_only_pictures_are_proposed(
    make_site: MakeSite, there: str, hint: str
) -> None:
    page = {"content/pages/about.md": "# About\n\n![p](q1.png)", there: "# Q"}
    assert said(make_site, page) == [f'content/pages/about.md:3: there is no "q1.png"; {hint}']


def test_a_picture_on_another_host_is_warned_of(make_site: MakeSite) -> None:
    markdown = "---\ntitle: X\n---\nText.\n\n![p](https://example.org/p.png)"
    remarks = build(make_site({**SITE, "content/pages/x.md": markdown})).remarks
    (found,) = (each for each in remarks if each.path == "content/pages/x.md")
    assert found.diagnostic.line == 6
    assert found.diagnostic.message.startswith("pages load nothing from other hosts; put https://")


def test_everything_that_is_wrong_is_told_at_once(make_site: MakeSite) -> None:
    lines = said(
        make_site,
        {
            "content/pages/a.md": "# A\n\n[x](no.md)\n\n{{ clop }}",
            "content/episodes/looms.md": "---\nseason: 1\n---\n[x](no.md)",
            "content/site.toml": 'title = "T"\n[[nav]]\nlabel = "X"\nto = "/nowhere/"\n',
        },
    )
    assert sorted(line.split(": ")[0] for line in lines) == [
        "content/episodes/looms.md:4",
        "content/pages/a.md:3",
        "content/pages/a.md:5",
        "content/site.toml:4",
    ]


# --- headings ---------------------------------------------------------------------------


def test_headings_have_places_of_their_own(make_site: MakeSite) -> None:
    output = built_site(
        make_site,
        {
            "content/pages/about.md": "# About\n\n## Why & *how*\n\n## Why & how\n\n"
            "## T12\n\n## `page-main`"
        },
    )
    page = output / "about/index.html"
    ids = [i for i in scan(page).ids if not i.startswith("page-")]
    assert ids == ["why-and-how", "why-and-how-2", "chapter-t12", "chapter-page-main"]
    label = 'aria-label="Link to this section: Why &amp; how"'
    assert f'<a class="permalink" href="#why-and-how" {label}>#</a></h2>' in main_of(page)
    assert dead_links(output) == []


def test_raw_html_is_text_in_a_page_and_in_its_headings(make_site: MakeSite) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    main = page_of(make_site, f"# About\n\n## {hostile}\n\n{hostile}\n\n[x](javascript:alert(1))")
    assert "<script" not in main
    assert "<img" not in main
    assert "javascript:" not in re.sub(r"<p>.*?</p>", "", main)


# --- navigation -------------------------------------------------------------------------


def nav_of(page: Path) -> list[tuple[str, str, str]]:
    text = page.read_text("utf-8")
    nav = text[text.index('<nav class="site-nav"') :].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]*)"(?: aria-current="(\w+)")?>([^<]*)</a>', nav)


NAV = {
    "content/pages/about.md": "---\nnav: 2\n---\n# About us",
    "content/pages/join.md": "---\nnav: Join\n---\n# Join the community",
    "content/pages/more/index.md": "---\nnav: {order: 3, label: More}\n---\n# Much more",
    "content/pages/more/x.md": "# X",
    "content/pages/quiet.md": "# Quiet",
}


def test_pages_stand_behind_the_usual_entries_where_they_ask_to(make_site: MakeSite) -> None:
    output = built_site(make_site, NAV)
    usual = nav_of(built_site(make_site, {}) / "index.html")
    found = nav_of(output / "more/x/index.html") if (output / "more/x").exists() else []
    assert usual
    assert [label for _, _, label in found[-3:]] == ["Join", "About us", "More"]
    assert found[-1] == ("../", "true", "More")
    assert nav_of(output / "about/index.html")[-2] == ("./", "page", "About us")


def test_site_toml_says_the_navigation_instead(make_site: MakeSite) -> None:
    toml = """\
        title = "T"
        [[nav]]
        to = "pages/quiet.md"
        [[nav]]
        to = "default"
        [[nav]]
        label = "Chat"
        to = "https://chat.example.org/"
        [[nav]]
        label = "Talk"
        to = "/shows/"
        [[nav]]
        to = "pages/about.md"
        """
    output = built_site(make_site, {**NAV, "content/site.toml": toml})
    found = nav_of(output / "quiet/index.html")
    assert found[0] == ("./", "page", "Quiet")
    assert [label for _, _, label in found[-5:]] == ["Join", "More", "Chat", "Talk", "About us"]
    assert found[-3:-1] == [("https://chat.example.org/", "", "Chat"), ("../shows/", "", "Talk")]
    assert "Shows" not in [label for _, _, label in found], "it is listed as Talk"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('to = "/show/"\nlabel = "S"', 'no page is at "/show/"; did you mean "/shows/"?'),
        ('to = "pages/abut.md"', 'there is no "pages/abut.md"; did you mean "pages/about.md"?'),
        ('to = "/shows/"', 'this entry has no label; add label = "..."'),
        ('to = "mailto:ada@example.org"', 'this entry has no label; add label = "..."'),
        (
            'to = "javascript:alert(1)"\nlabel = "X"',
            '"javascript:alert(1)" is no address for a link; it begins with https://, http://, '
            "mailto: or tel:",
        ),
        (
            'to = "//example.org/"\nlabel = "X"',
            '"//example.org/" is no address for a link; it begins with https://, http://, '
            "mailto: or tel:",
        ),
        (
            'to = "https://[x"\nlabel = "X"',
            '"https://[x" is no address for a link; it begins with https://, http://, mailto: '
            "or tel:",
        ),
        (
            'to = "/about"\nlabel = "X"',
            '"/about" is neither a page\'s file nor an address; write "/about/"',
        ),
        (
            'to = "./pages/about.md"',
            '"./pages/about.md" is neither a page\'s file nor an address; write "/about/"',
        ),
    ],
)
def test_an_entry_that_leads_nowhere_is_told(make_site: MakeSite, entry: str, message: str) -> None:
    toml = f'title = "T"\n[[nav]]\n{entry}\n'
    (line,) = said(make_site, {**NAV, "content/site.toml": toml})
    assert line == f"content/site.toml:3: {message}"


# --- shortcodes -------------------------------------------------------------------------


def test_a_quote_shows_the_words_of_a_moment(make_site: MakeSite) -> None:
    main = page_of(make_site, '# About\n\n{{ quote "looms" 1:10 }}')
    assert "<p>The cards tell the machine which threads to lift; a number is a thread.</p>" in main
    assert '<a href="../people/ada-lovelace/">Ada Lovelace</a>' in main
    assert '<a href="../episodes/looms/#t69"><span class="clock">1:10</span> Looms</a>' in main


def test_a_clip_leads_to_its_moment(make_site: MakeSite) -> None:
    main = page_of(make_site, "# About\n\n{{clip looms 65}}")
    moment = '<a href="../episodes/looms/#t60"><span class="clock">1:05</span> Weaving numbers</a>'
    assert moment in main


def test_lists_of_episodes(make_site: MakeSite) -> None:
    two = {
        "seeds/b.txt": talk("Cards", 2, 1),
        "content/episodes/b.md": "---\ndate: 2022-01-01\n---\n",
    }
    markdown = '# All\n\n{{ latest 1 }}\n\n{{ episodes show="engine-room" season=1 }}'
    output = built_site(make_site, {**two, "content/pages/all.md": markdown})
    titles = re.findall(r"<h2><a [^>]*>([^<]*)</a></h2>", main_of(output / "all/index.html"))
    assert titles == ["Cards", "Looms"]


def test_shortcodes_in_notes_in_lists_and_line_by_line(make_site: MakeSite) -> None:
    notes = "---\nseason: 1\n---\n- {{ clip looms 0:05 }}\n\n> {{ quote looms 0:05 }}\n\nAt 1:00.\n"
    files = {"content/episodes/looms.md": notes}
    page = "# P\n\n{{ clip looms 0:05 }}\n{{ clip looms 0:12 }}\n"
    output = built_site(make_site, {**files, "content/pages/p.md": page})
    main = main_of(output / "episodes/looms/index.html")
    assert main.count('class="clip"') == main.count('class="quote"') == 1
    assert '<a href="#t60">1:00</a>' in main
    assert main_of(output / "p/index.html").count('class="clip"') == 2
    assert dead_links(output) == []


@pytest.mark.parametrize(
    ("file", "said", "hint"),
    [
        ("content/files/what?.mp3", "holds '?'", 'rename it: "what.mp3"'),
        ("content/files/a: b/c.mp3", "holds ':'", 'rename it: "files/a- b/c.mp3"'),
        ("content/pages/notes/1|2.pdf", "holds '|'", 'rename it: "1-2.pdf"'),
        ("content/files/nul.txt", 'has the part "nul.txt", which is a device', "rename it"),
        ("content/files/end.", "has a part that ends with a dot", "rename it"),
    ],
)
def test_a_file_that_cannot_be_published_is_named_with_a_better_name(
    make_site: MakeSite, file: str, said: str, hint: str
) -> None:
    site = make_site({file: "x"})
    with pytest.raises(OutputError) as failed:
        build(site)
    assert said in failed.value.message
    assert (failed.value.path, failed.value.hint) == (f"{site.as_posix()}/{file}", hint)
    (finding,) = check(site).findings
    assert (finding.path, finding.hint) == (f"{site.as_posix()}/{file}", hint)


def test_braces_in_code_and_behind_a_backslash_stay(make_site: MakeSite) -> None:
    code = "```\n{{ clip nothing }}\n```"
    main = page_of(make_site, f"# P\n\n`{{{{ quote }}}}` and \\{{{{ x }}}} and {{{{ open\n\n{code}")
    assert "<code>{{ quote }}</code> and {{ x }} and {{ open" in main
    assert "<pre><code>{{ clip nothing }}\n</code></pre>" in main


WRONG = {
    "{{ clop looms 1:00 }}": 'no shortcode is called "clop"; did you mean "clip"?',
    "{{ clip lomms 1:00 }}": 'no episode is at "lomms"; did you mean "looms"?',
    "{{ clip looms 9:00 }}": '"looms" is over before 0:09:00; it ends at 0:01:16',
    "{{ clip looms now }}": '"now" is no time; write {{ clip "an-episode" 12:35 }}',
    "{{ quote looms }}": '"quote" is not complete; write {{ quote "an-episode" 12:35 }}',
    "{{ quote looms 1:00 by=ada }}": '"quote" takes no "by"',
    "{{ latest many }}": '"many" is no number of episodes; such as {{ latest 3 }}',
    '{{ episodes show="Engine Rom" }}': 'no show is called "Engine Rom"; did you mean '
    '"Engine Room"?',
    "{{ latest " + "9" * 5000 + " }}": f'"{"9" * 5000}" is no number of episodes; such as',
    "{{ episodes season=" + "9" * 5000 + " }}": f'"{"9" * 5000}" is no number of a season',
    "{{ episodes shw=x }}": '"episodes" takes no "shw"; did you mean "show"?',
    '{{ clip "looms }}': '{{ clip "looms }} cannot be read; such as',
    "See {{ clip looms 1:00 }} there": "{{ clip looms 1:00 }} stands among words; write it on",
}


@pytest.mark.parametrize("shortcode", WRONG)
def test_a_shortcode_that_cannot_be_is_told(make_site: MakeSite, shortcode: str) -> None:
    (line,) = said(
        make_site, {"content/pages/x.md": f"---\ntitle: X\n---\n\nText.\n\n{shortcode}\n"}
    )
    assert line.startswith(f"content/pages/x.md:7: {WRONG[shortcode]}")


def test_an_episode_without_times_cannot_be_quoted(make_site: MakeSite) -> None:
    plain = {
        "seeds/plain.md": "# Plain\n\n**Ada:** No times here at all.\n\n**Bob:** Indeed, none.\n"
    }
    (line,) = said(make_site, {**plain, "content/pages/x.md": "# X\n\n{{ quote plain 0:05 }}"})
    assert line.startswith('content/pages/x.md:3: "plain" has no times')


# --- the whole --------------------------------------------------------------------------


def test_pages_stay_whole_under_a_sub_path_and_in_other_processes(make_site: MakeSite) -> None:
    folder = make_site({**SITE, **NAV, "content/pages/q.md": "# Q\n\n{{ quote looms 0:05 }}"})
    build(folder, folder / "one", "https://example.org/repo/")
    assert dead_links(folder / "one", "/repo/") == []
    for page in pages(folder / "one"):
        ids = scan(page).ids
        assert len(ids) == len(set(ids)), page
    build(folder, folder / "two", "https://example.org/repo/")
    assert {p.read_bytes() for p in pages(folder / "one")} == {
        p.read_bytes() for p in pages(folder / "two")
    }


def test_worker_processes_are_not_sent_the_pages(make_site: MakeSite) -> None:
    content = load_content(make_site({**SITE, **NAV}))
    assert len(content.pages) == len(NAV)
