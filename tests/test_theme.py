"""The theme engine with small themes, and the default theme's pages as markup."""

from __future__ import annotations

import os
import pickle
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest

from chapterhouse.errors import ThemeError, explain
from chapterhouse.model import Media
from chapterhouse.policy import policy
from chapterhouse.recordings import recording
from chapterhouse.theme import bundled_themes, load_theme, render, static_files
from chapterhouse.views import (
    AdviceView,
    AppearanceView,
    ArchiveView,
    ChapterLink,
    ChaptersView,
    ChapterView,
    ChapterYearView,
    DateView,
    DurationView,
    EpisodeCard,
    EpisodeChaptersView,
    EpisodeHealthView,
    EpisodeView,
    FactView,
    FilterView,
    FreePageView,
    GlanceView,
    HealthView,
    HomeView,
    HtmlBlock,
    LaneView,
    LetterView,
    Link,
    NavItem,
    NotFoundView,
    OptionView,
    Page,
    PageLink,
    PagerView,
    ParagraphView,
    PartView,
    PeopleView,
    PersonCard,
    PersonView,
    PieceView,
    PropertyView,
    RunView,
    SearchView,
    SeasonView,
    ShareView,
    ShowCard,
    ShowLinks,
    ShowsView,
    ShowView,
    SiteView,
    SpeakerView,
    TurnView,
    View,
    YearView,
)
from conftest import close

ADDRESS = "https://example.org/some/repo"

SITE = SiteView(
    title="Engine Room",
    description="Conversations about engines.",
    language="en",
    direction="",
    home="/",
    search="/search/",
    nav=(NavItem("Episodes", "/", True), NavItem("People", "/people/", False)),
)

ADA, CHARLES = Link("Ada Lovelace", "/people/ada/"), Link("Charles Babbage", "/people/charles/")

CARD = EpisodeCard(
    url="/episodes/looms/",
    title="Looms",
    show=Link("Engine Room", "/shows/engine-room/"),
    number="Season 1, episode 2",
    date=DateView("2021-06-22", "22 June 2021"),
    duration=DurationView("PT1H2M", "1 h 2 min"),
    guests=(ADA,),
    hosts=(CHARLES,),
    excerpt="How a loom counts.",
    chapters=2,
)

EPISODE = EpisodeView(
    url=CARD.url,
    title=CARD.title,
    show=CARD.show,
    number=CARD.number,
    date=CARD.date,
    duration=CARD.duration,
    guests=CARD.guests,
    hosts=CARD.hosts,
    description=("How a loom counts.", "And why."),
    notes=(HtmlBlock('<p>The <a href="https://example.org/cards">cards</a>.</p>'),),
    listen=(Link("YouTube", "https://www.youtube.com/watch?v=abc"),),
    sources=(
        recording(Media("youtube", "abc", 12.5)),
        recording(Media("audio", "https://example.org/looms.mp3")),
    ),
    language="en",
    chapters=(
        ChapterView(
            title="Weaving numbers",
            anchor="weaving-numbers",
            clock="0:05",
            start=5,
            generated=False,
            turns=(
                TurnView(
                    SpeakerView("Charles Babbage", "/people/charles/", 1),
                    (
                        ParagraphView(
                            (
                                PieceView("welcome to the", "t5", 5),
                                PieceView("show today", "t7", 7),
                                PieceView("with us", "t9", 9),
                            ),
                            "t5",
                            "0:05",
                            5,
                            "https://example.org/edit/looms.txt#L7",
                        ),
                    ),
                ),
                TurnView(
                    None,
                    (
                        ParagraphView(
                            (PieceView("No time.", "p-1", None),),
                            "p-1",
                            "",
                            None,
                            direction="rtl",
                        ),
                    ),
                ),
            ),
        ),
    ),
    generated="",
    words=9,
    previous=None,
    next=Link("Wheels", "/episodes/wheels/"),
    reading="1 min",
    glance=GlanceView(
        length=60,
        timed=True,
        clock="1:00",
        width=1000,
        height=43,
        parts=(PartView("0:05 Weaving numbers", "weaving-numbers", 5, "M0 0h1000v28h-1000z"),),
        lanes=(
            LaneView("Charles Babbage", 1, 39.5, (RunView("t7", "0:07 Charles", "M80 0h200"),)),
        ),
        pace="",
        words_a_minute=0,
    ),
    shares=(
        ShareView("Charles Babbage", "/people/charles/", 1, 67, "67%", 6),
        ShareView("Others", None, 0, 33, "33%", 3),
    ),
    unreviewed=True,
    edit="https://example.org/edit/looms.txt",
)

PAGER = PagerView(
    number=3,
    newest="",
    newer="",
    older="/people/ada/2/",
    oldest="/people/ada/1/",
    pages=(PageLink(3, "/people/ada/", "2021", True), PageLink(2, "/people/ada/2/", "", False)),
)

APPEARANCE = AppearanceView(
    CARD,
    "3 min",
    "67%",
    (ChapterLink("Weaving", "/episodes/looms/#weaving-numbers", "1:00"),),
    False,
)

HEALTH = HealthView(
    facts=(FactView("Episodes", "2"),),
    advice=(AdviceView("No date: 1 episode", "Add it.", ("content/episodes/looms.md",)),),
    worst=(
        EpisodeHealthView(
            Link("Looms", "/episodes/looms/"), "seeds/a.txt", "9%", "100%", "0%", "machine", "1"
        ),
    ),
    others=(
        EpisodeHealthView(
            Link("Wheels", "/episodes/wheels/"), "seeds/b.txt", "9%", "100%", "0%", "", "0"
        ),
    ),
)

CHAPTERS = ChaptersView(
    years=(
        ChapterYearView(
            "2021",
            "page-2021",
            (
                EpisodeChaptersView(
                    CARD, (ChapterLink("Weaving", "/episodes/looms/#weaving-numbers", "1:00"),)
                ),
            ),
        ),
    ),
    pager=PAGER,
    front="/chapters/",
    filters=(FilterView("show", "Show", (OptionView("engine-room", "Engine Room", "1"),)),),
    listing="/chapters/data/",
    shows=(
        ShowLinks(Link("Engine Room", "/shows/e/"), (Link("Season 1", "/shows/e/#page-season-1"),)),
    ),
    by_year=(Link("2021", "/chapters/#page-2021"),),
    people="/people/",
)

VIEWS: Mapping[str, tuple[str, View]] = {
    "home.html": ("/", HomeView((CARD, CARD), 2, "", (), (), None)),
    "archive.html": (
        "/archive/",
        ArchiveView(120, (YearView("2021", "page-2021", (CARD,)),), PAGER),
    ),
    "episode.html": ("/episodes/looms/", EPISODE),
    "shows.html": ("/shows/", ShowsView((ShowCard("/shows/e/", "Engine Room", "About.", 1),))),
    "show.html": (
        "/shows/e/",
        ShowView(
            "/shows/e/",
            "Engine Room",
            "About.",
            1,
            (SeasonView("Season 1", "page-season-1", (CARD,), False),),
            False,
        ),
    ),
    "people.html": (
        "/people/",
        PeopleView(
            1, (LetterView("A", "page-letter-a", (PersonCard("/people/ada/", "Ada", 1, 2, 3),)),)
        ),
    ),
    "person.html": (
        "/people/ada/",
        PersonView(
            "/people/ada/",
            "Ada",
            "<p>She counts.</p>",
            appeared=(APPEARANCE,),
            hosted=(APPEARANCE,),
            spoke=(APPEARANCE,),
            pager=PAGER,
        ),
    ),
    "search.html": ("/search/", SearchView("/chapters/")),
    "chapters.html": ("/chapters/", CHAPTERS),
    "health.html": ("/health/", HEALTH),
    "404.html": ("/404.html", NotFoundView()),
    "page.html": ("/about/", FreePageView("/about/", "About", EPISODE.notes, None)),
}

BARE = {
    "base/theme.toml": 'name = "base"\n',
    "base/templates/home.html": (
        "<title>{% block title %}{{ page.title }}{% endblock %}</title>"
        '{% block body %}{% include "partials/greeting.html" %}{% endblock %}'
    ),
    "base/templates/partials/greeting.html": "<p>hello</p>",
    "base/static/css/site.css": "base",
    "base/static/js/site.js": "base",
    "mine/theme.toml": 'name = "mine"\nparent = "base"\n',
}

MakeThemes = Callable[..., Path]


@pytest.fixture
def make_themes(tmp_path: Path) -> MakeThemes:
    """A function that writes themes: path -> text, over the two of BARE."""

    def make(files: Mapping[str, str] | None = None) -> Path:
        for name, text in {**BARE, **(files or {})}.items():
            path = tmp_path / "themes" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "themes"

    return make


def page_of(template: str, view: View | None = None, address: str = ADDRESS) -> Page:
    url, usual = VIEWS[template]
    return Page(
        url=url,
        template=template,
        title="Looms",
        description="How a loom counts.",
        canonical=address + url if address else "",
        policy=policy(EPISODE.sources, address),
        site=SITE,
        view=view or usual,
        structured='{"name":"JSON"}' if template == "episode.html" else "",
        graph=(PropertyView("og:audio", "https://example.org/looms.mp3"),),
    )


def html_of(theme: str, folders: Path, page: Page) -> str:
    (artifact,) = render(load_theme(theme, (folders,)), (page,))
    return artifact.data.decode()


def default_html(page: Page) -> str:
    return html_of("default", bundled_themes(), page)


def failure(folders: Path, page: Page | None = None, theme: str = "mine") -> str:
    """What the theme's user is told, with the folder's path left out."""
    with pytest.raises(ThemeError) as caught:
        html_of(theme, folders, page or page_of("home.html"))
    return explain(caught.value).replace(str(folders), "themes")


# --- inheritance ----------------------------------------------------------------------


def test_a_theme_without_templates_of_its_own_is_its_parent(make_themes: MakeThemes) -> None:
    folders = make_themes()
    ours, theirs = (html_of(name, folders, page_of("home.html")) for name in ("mine", "base"))
    assert ours == theirs == "<title>Looms</title><p>hello</p>"


def test_an_overridden_block_changes_only_that_region(make_themes: MakeThemes) -> None:
    folders = make_themes(
        {
            "mine/templates/home.html": (
                '{% extends "base/home.html" %}{% block title %}My {{ super() }}{% endblock %}'
            )
        }
    )
    made = html_of("mine", folders, page_of("home.html"))
    assert made == "<title>My Looms</title><p>hello</p>"


def test_an_overridden_partial_changes_only_that_region(make_themes: MakeThemes) -> None:
    folders = make_themes(
        {
            "mine/templates/partials/greeting.html": (
                '<b>oh, {% include "base/partials/greeting.html" %}</b>'
            )
        }
    )
    made = html_of("mine", folders, page_of("home.html"))
    assert made == "<title>Looms</title><b>oh, <p>hello</p></b>"


def test_a_themes_name_reaches_past_it_to_its_parents(make_themes: MakeThemes) -> None:
    folders = make_themes(
        {
            "top/theme.toml": 'name = "top"\nparent = "mine"\n',
            "top/templates/home.html": '{% extends "mine/home.html" %}',
        }
    )
    assert html_of("top", folders, page_of("home.html")).startswith("<title>Looms")


def test_the_sites_own_theme_goes_before_a_bundled_one(
    make_themes: MakeThemes, tmp_path: Path
) -> None:
    bundled = make_themes()
    own = tmp_path / "own" / "base"
    own.mkdir(parents=True)
    (own / "theme.toml").write_text('name = "base"\n')
    theme = load_theme("mine", (tmp_path / "own", bundled))
    assert [layer.folder for layer in theme.chain] == [bundled / "mine", own]


def test_a_child_of_the_default_theme_replaces_its_footer_only(tmp_path: Path) -> None:
    child = tmp_path / "child"
    (child / "templates").mkdir(parents=True)
    (child / "theme.toml").write_text('name = "child"\nparent = "default"\n')
    (child / "templates" / "base.html").write_text(
        '{% extends "default/base.html" %}{% block footer %}<footer>mine</footer>{% endblock %}'
    )
    theme = load_theme("child", (tmp_path, bundled_themes()))
    (artifact,) = render(theme, (page_of("episode.html"),))
    start = default_html(page_of("episode.html")).partition("<footer")[0]
    assert artifact.data.decode().startswith(start)
    assert "<footer>mine</footer>" in artifact.data.decode()


def test_a_theme_goes_to_another_process_and_back(make_themes: MakeThemes) -> None:
    theme = load_theme("mine", (make_themes(),))
    assert pickle.loads(pickle.dumps(theme)) == theme


# --- static files ---------------------------------------------------------------------


def test_static_files_of_the_nearest_theme_win_in_one_folder(make_themes: MakeThemes) -> None:
    folders = make_themes({"mine/static/css/site.css": "mine", "mine/static/css/.swp": "x"})
    theme = load_theme("mine", (folders,))
    files = {artifact.path: artifact.data for artifact in static_files(theme)}
    folder = f"assets/{theme.digest[:8]}"
    assert files == {
        f"{folder}/base/css/site.css": b"base",
        f"{folder}/css/site.css": b"mine",
        f"{folder}/js/site.js": b"base",
    }


def test_any_changed_static_file_changes_the_folder(make_themes: MakeThemes) -> None:
    before = load_theme("mine", (make_themes(),)).digest
    assert load_theme("mine", (make_themes(),)).digest == before
    assert load_theme("mine", (make_themes({"base/static/js/site.js": "new"}),)).digest != before
    assert load_theme("mine", (make_themes({"mine/static/x.css": ""}),)).digest != before


def test_comments_are_for_who_works_on_the_theme_but_licences_are_published(
    make_themes: MakeThemes,
) -> None:
    script = "/*! MIT */\n// why\nexport const a = `  ${ 1 } // kept`;\n"
    style = "/* why */\n.a :is(b, i) {\n  margin: calc(1px + 2px);\n}\n"
    folders = make_themes(
        {
            "mine/static/a.js": script,
            "mine/static/a.min.js": script,
            "mine/static/a.css": style,
            "mine/static/a.svg": "<!-- why -->",
        }
    )
    theme = load_theme("mine", (folders,))
    files = {file.path.rpartition("/")[2]: file.data for file in static_files(theme)}
    assert files["a.js"] == b"/*! MIT */export const a=`  ${ 1 } // kept`;"
    assert files["a.css"] == b".a :is(b,i){margin:calc(1px + 2px)}"
    assert files["a.min.js"] == script.encode()
    assert files["a.svg"] == b"<!-- why -->"


LAYERED = {
    "base/static/css/site.css": '@import "print.css";a{background:url("../img/a.svg")}',
    "base/static/css/print.css": "p{color:red}",
    "base/static/img/a.svg": "<svg/>",
    "base/static/js/site.js": 'import { b } from "./lib/b.js";\nconst c = () => import("./c.js");',
    "base/static/js/c.js": "export const c = 1;",
    "base/static/js/lib/b.js": "export const b = 1;",
    "mine/static/css/site.css": '@import "../base/css/site.css";b{top:0}',
    "mine/static/js/site.js": 'import "../base/js/site.js";',
}


def test_a_shadowed_file_is_published_below_its_themes_name(make_themes: MakeThemes) -> None:
    """And what it names is still the nearest file of that name."""
    theme = load_theme("mine", (make_themes(LAYERED),))
    files = {file.path.split("/", 2)[2]: file.data.decode() for file in static_files(theme)}
    assert files["css/site.css"] == '@import "../base/css/site.css";b{top:0}'
    assert files["base/css/site.css"] == (
        '@import "../../css/print.css";a{background:url("../../img/a.svg")}'
    )
    assert files["base/js/site.js"] == (
        'import{b}from"../../js/lib/b.js";const c=()=>import("../../js/c.js");'
    )
    assert "base/css/print.css" not in files


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("css/site.css", "css/site.css"),
        ("base/css/site.css", "base/css/site.css"),
        ("base/css/print.css", "css/print.css"),
        ("mine/css/site.css", "css/site.css"),
        ("mine/img/a.svg", "img/a.svg"),
        ("top/css/site.css", "css/site.css"),
    ],
)
def test_a_themes_name_reaches_the_static_file_it_has(
    make_themes: MakeThemes, asked: str, given: str
) -> None:
    folders = make_themes(
        {
            **LAYERED,
            "top/theme.toml": 'name = "top"\nparent = "mine"\n',
            "top/templates/home.html": f"{{{{ '{asked}' | asset }}}}",
        }
    )
    theme = load_theme("top", (folders,))
    made = html_of("top", folders, page_of("home.html"))
    assert made == f"{theme.asset_folder.lstrip('/')}{given}"


# --- addresses ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "address", "expected"),
    [
        ("home.html", ADDRESS, "./|people/ada/|assets/D/css/site.css"),
        ("episode.html", ADDRESS, "../../|../../people/ada/|../../assets/D/css/site.css"),
        (
            "404.html",
            ADDRESS,
            "/some/repo/|/some/repo/people/ada/|/some/repo/assets/D/css/site.css",
        ),
        ("404.html", "", "/|/people/ada/|/assets/D/css/site.css"),
    ],
)
def test_links_are_written_for_the_page_they_stand_in(
    make_themes: MakeThemes, template: str, address: str, expected: str
) -> None:
    text = "{{ '/' | link }}|{{ '/people/ada/' | link }}|{{ 'css/site.css' | asset }}"
    folders = make_themes({f"mine/templates/{template}": text})
    theme = load_theme("mine", (folders,))
    made = html_of("mine", folders, page_of(template, address=address))
    assert made.replace(theme.digest[:8], "D") == expected


def test_a_link_leaves_the_site_by_known_schemes_only(make_themes: MakeThemes) -> None:
    folders = make_themes({"mine/templates/home.html": "{{ page.title | link }}"})
    page = page_of("home.html")
    away = "https://example.org/?a=1&b=2"
    made = html_of("mine", folders, replace(page, title=away))
    assert made == away.replace("&", "&amp;")
    for bad in ("javascript:alert(1)", "//example.org/", "data:text/html,x", "people/ada/"):
        said = failure(folders, replace(page, title=bad))
        place = "themes/mine/templates/home.html:1"
        assert said == f'{place}: "{bad}" is neither an address nor a path from the root'


# --- errors ---------------------------------------------------------------------------

BROKEN = {
    "an unknown attribute": (
        {"mine/templates/home.html": "\n{{ view.episode }}"},
        "themes/mine/templates/home.html:2: 'HomeView' has no attribute 'episode'; "
        'did you mean "episodes"?',
    ),
    "an unknown attribute in a condition": (
        {"mine/templates/home.html": "{% if site.titel %}x{% endif %}"},
        "themes/mine/templates/home.html:1: 'SiteView' has no attribute 'titel'; "
        'did you mean "title"?',
    ),
    "an unknown name": (
        {"mine/templates/home.html": "{{ veiw.episodes }}"},
        "themes/mine/templates/home.html:1: 'veiw' is not defined; did you mean \"view\"?",
    ),
    "a mistake in a partial": (
        {"mine/templates/partials/greeting.html": "<p>\n\n{{ page.ulr }}</p>"},
        "themes/mine/templates/partials/greeting.html:3: 'Page' has no attribute 'ulr'; "
        'did you mean "url"?',
    ),
    "a block that is not closed": (
        {"mine/templates/home.html": "\n{% block a %}\n"},
        "themes/mine/templates/home.html:2: Unexpected end of template. Jinja was looking for "
        "the following tags: 'endblock'. The innermost block that needs to be closed is 'block'",
    ),
    "an unknown filter": (
        {"mine/templates/home.html": "\n{{ '/' | lnk }}"},
        "themes/mine/templates/home.html:2: No filter named 'lnk'; did you mean \"link\"?",
    ),
    "a missing partial": (
        {"mine/templates/home.html": '\n{% include "partials/greetings.html" %}'},
        'themes/mine/templates/home.html:2: no template "partials/greetings.html"; '
        'did you mean "partials/greeting.html"?',
    ),
    "a path that climbs out": (
        {"mine/templates/home.html": '{% include "../theme.toml" %}'},
        'themes/mine/templates/home.html:1: no template "../theme.toml"; did you mean "home.html"?',
    ),
    "an unknown static file": (
        {"mine/templates/home.html": "{{ 'css/stie.css' | asset }}"},
        'themes/mine/templates/home.html:1: no static file "css/stie.css"; '
        'did you mean "css/site.css"?',
    ),
    "a template that extends itself": (
        {"mine/templates/home.html": '{% extends "home.html" %}'},
        "themes/mine/templates/home.html:1: the template includes or extends itself; "
        'write "base/home.html" for the parent\'s',
    ),
    "something else than an address": (
        {"mine/templates/home.html": "{{ site.nav | link }}"},
        "themes/mine/templates/home.html:1: a tuple is not an address; "
        "has it an attribute that is?",
    ),
    "a missing address": (
        {"mine/templates/home.html": "{{ site.hoem | link }}"},
        "themes/mine/templates/home.html:1: 'SiteView' has no attribute 'hoem'; "
        'did you mean "home"?',
    ),
    "another mistake": (
        {"mine/templates/home.html": "\n{{ 1 / 0 }}"},
        "themes/mine/templates/home.html:2: division by zero",
    ),
    "no name": (
        {"mine/theme.toml": 'parent = "base"\n'},
        'themes/mine/theme.toml: the theme is not called as its folder; write name = "mine"',
    ),
    "a copied name": (
        {"mine/theme.toml": '\nname = "base"\n'},
        'themes/mine/theme.toml:2: the theme is not called as its folder; write name = "mine"',
    ),
    "an unknown key": (
        {"mine/theme.toml": 'name = "mine"\nparnet = "base"\n'},
        'themes/mine/theme.toml:2: unknown key "parnet"; did you mean "parent"?',
    ),
    "a number for a text": (
        {"mine/theme.toml": 'name = "mine"\nparent = 1\n'},
        'themes/mine/theme.toml:2: "parent" must be a text in quotes',
    ),
    "not TOML": (
        {"mine/theme.toml": 'name = "mine"\nparent = base\n'},
        "themes/mine/theme.toml:2: TOML cannot be read: invalid value; "
        'text stands in quotes: key = "value"',
    ),
    "brackets without end": (
        {"mine/theme.toml": 'name = "mine"\nx = ' + "[" * 4000},
        "themes/mine/theme.toml: brackets stand too deep",
    ),
    "a bracket that is not closed": (
        {"mine/theme.toml": 'name = "mine"\nx = ['},
        "themes/mine/theme.toml:2: TOML cannot be read: invalid value; "
        'text stands in quotes: key = "value"',
    ),
    "a file from outside": (
        {"mine/templates/home.html": '{% include "/etc/hostname" %}'},
        'themes/mine/templates/home.html:1: no template "/etc/hostname"; '
        "known are: home.html, partials/greeting.html",
    ),
    "half a character": (
        {"mine/templates/home.html": '{{ "\\ud800" }}'},
        "themes/mine/templates/home.html: what it makes holds U+D800, which is half a character; "
        "delete it",
    ),
    "a colour that is none": (
        {"mine/theme.toml": 'name = "mine"\n[light]\naccent = "red"\n[dark]\naccent = "#ffffff"'},
        'themes/mine/theme.toml:3: "accent" must be a colour, not \'red\'; such as "#9b2c1f"',
    ),
    "a colour of one scheme": (
        {
            "mine/theme.toml": 'name = "mine"\n[light]\nacent = "#123456"\n'
            '[dark]\naccent = "#ffffff"'
        },
        'themes/mine/theme.toml:3: [dark] has no colour "acent"; did you mean "accent"?',
    ),
    "colours that are no table": (
        {"mine/theme.toml": 'name = "mine"\nlight = "#ffffff"'},
        'themes/mine/theme.toml:2: "light" must be a table; [light], and below it '
        'accent = "#9b2c1f"',
    ),
    "a missing parent": (
        {"mine/theme.toml": 'name = "mine"\nparent = "bass"\n'},
        'themes/mine/theme.toml:2: no theme "bass"; did you mean "base"?',
    ),
    "a circle": (
        {"base/theme.toml": 'name = "base"\nparent = "mine"\n'},
        'themes/base/theme.toml: theme inherits from itself: "mine" -> "base" -> "mine"',
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_mistake_in_a_theme_is_one_sentence(make_themes: MakeThemes, case: str) -> None:
    files, said = BROKEN[case]
    assert failure(make_themes(files)) == said


def test_a_catalogue_that_asks_for_what_is_not_there_is_said(make_themes: MakeThemes) -> None:
    words = 'msgid ""\nmsgstr ""\n\nmsgid "%(count)s hits"\nmsgstr "%(cuont)s Treffer"\n'
    folders = make_themes({"mine/languages/de.po": words})
    with pytest.raises(ThemeError) as caught:
        load_theme("mine", (folders,), language="de")
    assert str(caught.value).replace(str(folders), "themes") == (
        "themes/mine/languages/de.po:4: unknown named placeholder 'cuont'; "
        "the names in %(...)s are those of the English message"
    )


def test_a_page_without_a_template_is_said(make_themes: MakeThemes) -> None:
    said = failure(make_themes(), page_of("show.html"))
    assert said == (
        'themes/mine/templates/show.html: no template "show.html"; did you mean "home.html"?'
    )


def test_an_unknown_theme_names_the_nearest_one(make_themes: MakeThemes) -> None:
    assert failure(make_themes(), theme="bsae") == 'no theme "bsae"; did you mean "base"?'
    assert failure(make_themes(), theme="../themes/base").startswith('no theme "../themes/base"')


def test_a_folder_without_a_theme_toml_is_told_what_to_write(make_themes: MakeThemes) -> None:
    folders = make_themes()
    (folders / "mine" / "theme.toml").unlink()
    assert failure(folders) == (
        "themes/mine/theme.toml: the theme has no theme.toml; "
        'write name = "mine" and, to change only some of it, parent = "default"'
    )


def test_a_template_that_is_not_utf8_is_named(make_themes: MakeThemes) -> None:
    folders = make_themes()
    (folders / "mine" / "templates").mkdir()
    (folders / "mine" / "templates" / "home.html").write_bytes(b"caf\xe9")
    said = "themes/mine/templates/home.html:1: this is not UTF-8; save it as UTF-8"
    assert failure(folders) == said


def test_a_byte_order_mark_is_not_published(make_themes: MakeThemes) -> None:
    folders = make_themes(
        {"mine/theme.toml": '\ufeffname = "mine"\n', "mine/templates/home.html": "\ufeffHello"}
    )
    assert html_of("mine", folders, page_of("home.html")) == "Hello"


def test_a_link_that_leads_out_of_a_theme_is_refused(make_themes: MakeThemes) -> None:
    folders = make_themes()
    (folders / "mine/static").symlink_to(folders / "base")
    said = "this link leads out of the folder; put a copy in its place"
    assert failure(folders) == f"themes/mine/static: {said}"
    (folders / "mine/static").unlink()
    (folders / "mine/templates").mkdir()
    (folders / "mine/templates/home.html").symlink_to(folders / "base/theme.toml")
    assert failure(folders) == f"themes/mine/templates/home.html: {said}"


def test_a_static_file_whose_name_is_not_text_is_refused(make_themes: MakeThemes) -> None:
    folders = make_themes({"mine/static/a.css": ""})
    (folders / "mine/static" / os.fsdecode(b"caf\xe9.css")).touch()
    assert failure(folders) == (
        "themes/mine/static/caf\\udce9.css: its name holds a character that cannot be shown; "
        "rename it"
    )


@pytest.mark.parametrize("closed", ["mine/static/css", "."])
def test_a_folder_of_a_theme_that_cannot_be_listed_is_told(
    make_themes: MakeThemes, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = make_themes({"mine/static/css/a.css": ""})
    close(folders / closed, monkeypatch)
    place = str(Path("themes") / closed)
    assert failure(folders) == f"{place}: cannot be read (Permission denied)"


# --- the default theme's markup -------------------------------------------------------


@pytest.mark.parametrize("template", VIEWS)
def test_every_page_is_html_without_a_parse_error(template: str) -> None:
    html5lib.HTMLParser(strict=True).parse(default_html(page_of(template)))


@pytest.mark.parametrize("template", VIEWS)
def test_no_page_holds_inline_script_or_style(template: str) -> None:
    made = default_html(page_of(template))
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in unescape(made)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", made)
    scripts = set(re.findall(r"<script(?![^>]*\ssrc=)[^>]*>", made))
    assert scripts == ({'<script type="application/ld+json">'} if "JSON" in made else set())


@pytest.mark.parametrize("template", VIEWS)
def test_ids_are_unique_and_only_speech_has_plain_ones(template: str) -> None:
    found = re.findall(r'\sid="([^"]*)"', default_html(page_of(template)))
    assert len(found) == len(set(found))
    spoken = ["weaving-numbers", "t5", "t7", "t9", "p-1"] if template == "episode.html" else []
    assert [anchor for anchor in found if not anchor.startswith("page-")] == spoken


@pytest.mark.parametrize("template", VIEWS)
def test_every_page_has_landmarks_and_a_way_past_the_header(template: str) -> None:
    made = default_html(page_of(template))
    for part in ("<header", '<main id="page-main"', "<footer", 'href="#page-main"'):
        assert part in made
    assert made.count("<h1") == 1
    assert '<form class="search"' in made


def test_text_is_never_markup() -> None:
    bad = """<script>alert("1")</script>' onload="x"""
    person = Link(bad, "/people/ada/")
    speaker = SpeakerView(bad, None, 1)
    paragraph = ParagraphView((PieceView(bad, "t1", 1), PieceView(bad, "t2", 2)), "t1", "0:01", 1)
    chapter = ChapterView(bad, "c", "0:01", 1, False, (TurnView(speaker, (paragraph,)),))
    view = replace(
        EPISODE,
        title=bad,
        show=person,
        number=bad,
        guests=(person,),
        hosts=(person,),
        description=(bad,),
        chapters=(chapter,),
        next=person,
    )
    page = replace(page_of("episode.html", view), title=bad, description=bad)
    page = replace(page, site=replace(SITE, title=bad, description=bad))
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(default_html(page))
    folder = f"../../assets/{load_theme('default', (bundled_themes(),)).digest[:8]}/js"
    assert [script.get("src") for script in tree.iter("script")] == [
        f"{folder}/scheme.js",
        None,
        f"{folder}/site.js",
        f"{folder}/episode.js",
        f"{folder}/scrollers.js",
    ]
    assert not [element for element in tree.iter() if "onload" in element.attrib]
    assert [element.text for element in tree.iter("h1")] == [bad]


def test_pieces_are_joined_by_one_space_and_keep_their_anchors() -> None:
    made = default_html(page_of("episode.html"))
    assert (
        '<p id="t5"><a href="#t5" tabindex="-1">0:05</a> welcome to the '
        '<span id="t7">show today</span> <span id="t9">with us</span> <span class="fix">'
    ) in made
    assert (
        '<p id="p-1" dir="rtl"><a href="#p-1" tabindex="-1" aria-label="Link to this paragraph">'
        "¶</a> No time.</p>"
    ) in made


def test_generated_chapters_say_that_they_are() -> None:
    said = "Chapter titles were generated."
    generated = page_of("episode.html", replace(EPISODE, generated="all"))
    assert said in default_html(generated)
    assert said not in default_html(page_of("episode.html"))


def test_an_episode_of_which_little_is_known_has_no_empty_parts() -> None:
    bare = replace(
        EPISODE,
        show=None,
        number="",
        date=None,
        duration=None,
        guests=(),
        hosts=(),
        description=(),
        notes=(),
        listen=(),
        sources=(),
        next=None,
        glance=None,
        shares=(),
        unreviewed=False,
        edit="",
    )
    made = default_html(page_of("episode.html", bare)).partition("<main")[2]
    absent = ("kicker", "byline", "<time", "description", "notes", "listen", "player", "neighbours")
    for part in (*absent, "glance", "badge", "Edit this"):
        assert part not in made


def test_a_recording_is_a_button_that_loads_nothing_and_a_link() -> None:
    made = default_html(page_of("episode.html"))
    assert 'data-source="youtube" data-ref="abc" data-offset="12.5"' in made
    assert '<audio controls preload="none" src="https://example.org/looms.mp3">' in made
    assert "Loads from youtube-nocookie.com" in made
    assert "<iframe" not in made
    assert made.index("<noscript>") < made.index("<audio") < made.index("</noscript>")


def test_only_real_pages_name_their_address() -> None:
    assert f'<link rel="canonical" href="{ADDRESS}/">' in default_html(page_of("home.html"))
    assert "canonical" not in default_html(page_of("home.html", address=""))
    lost = default_html(page_of("404.html"))
    assert "canonical" not in lost
    assert '<meta name="robots" content="noindex">' in lost


# --- the default theme's colours ------------------------------------------------------

STYLES = bundled_themes() / "default" / "static" / "css"


def palettes() -> Iterator[tuple[str, dict[str, str]]]:
    """The colours of both schemes, as theme.toml declares them."""
    about = tomllib.loads((bundled_themes() / "default" / "theme.toml").read_text("utf-8"))
    for name in ("light", "dark"):
        yield name, about[name]


def contrast(one: str, other: str) -> float:
    """1 to 21, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """0 to 1, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("scheme", "colours"), list(palettes()))
def test_every_text_colour_is_readable_on_every_ground(
    scheme: str, colours: Mapping[str, str]
) -> None:
    speakers = [f"s{number}" for number in range(1, 13)]
    assert len({colours[name] for name in speakers}) == 12
    for text in ("ink", "soft", "accent", *speakers):
        for ground in ("paper", "sheet", "mark"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (scheme, text, ground)
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    assert contrast(colours["edge"], colours["paper"]) >= 3
    assert contrast(colours["edge"], colours["sheet"]) >= 3


def test_no_style_sheet_names_a_colour() -> None:
    for path in sorted(STYLES.glob("*.css")):
        assert not re.search(r"#[0-9a-f]{3,8}\b;", path.read_text(encoding="utf-8")), path
