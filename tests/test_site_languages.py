"""Which language and direction each part of a page says it is in, and what a host is told."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest

from chapterhouse.build import Report, build
from conftest import MakeSite, talk

HEBREW = "---\nslug: a\ntitle: שלום\nlanguage: he\ndescription: על נולים.\n---\n"
ENGLISH = "---\nslug: a\ntitle: Looms\nlanguage: en\ndescription: Of looms.\n---\n"


def made(make_site: MakeSite, language: str, episode: str = "", **more: str) -> tuple[Path, Report]:
    site = make_site(
        {
            "content/site.toml": f'title = "Site"\nlanguage = "{language}"\ndescription = "D"\n',
            "seeds/a.txt": talk("Looms"),
            "content/episodes/a.md": episode or "---\nslug: a\ndate: 2021-06-22\n---\n",
            **more,
        }
    )
    return site / "output", build(site)


def page(output: Path, address: str = "") -> str:
    return (output / address / "index.html").read_text(encoding="utf-8")


def languages(html: str) -> dict[str, tuple[str | None, str | None]]:
    """Text -> language and direction in which the page says it is."""
    found: dict[str, tuple[str | None, str | None]] = {}

    def walk(element: object, lang: str | None, way: str | None) -> None:
        lang, way = element.get("lang", lang), element.get("dir", way)  # type: ignore[attr-defined]
        if isinstance(element.tag, str):  # type: ignore[attr-defined]
            found.setdefault(" ".join((element.text or "").split()), (lang, way))  # type: ignore[attr-defined]
            found.setdefault(str(element.get("aria-label")), (lang, way))  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            walk(child, lang, way)
            found.setdefault(" ".join((child.tail or "").split()), (lang, way))

    walk(html5lib.parse(html, namespaceHTMLElements=False), None, None)
    return found


@pytest.mark.parametrize(
    ("language", "episodes", "day"),
    [("de", "Folgen", "22. Juni 2021"), ("tr", "Bölümler", "22 Haziran 2021")],
)
def test_a_site_speaks_its_language(
    make_site: MakeSite, language: str, episodes: str, day: str
) -> None:
    output, report = made(make_site, language)
    home = page(output)
    assert f'<html lang="{language}">' in home
    assert episodes in home and day in home
    assert "Episodes" not in home
    assert report.remarks == ()


def test_a_site_without_words_says_so_and_marks_what_is_english(make_site: MakeSite) -> None:
    output, report = made(make_site, "he")
    [remark] = report.remarks
    assert (remark.path, remark.diagnostic.line) == ("content/site.toml", 2)
    assert remark.diagnostic.message == (
        'no catalogue has words in "he": the interface is in English; '
        "a theme can bring them as languages/he.po (docs/languages.md)"
    )
    home, episode = languages(page(output)), languages(page(output, "episodes/a/"))
    assert '<html lang="en" dir="rtl">' in page(output)
    assert home["Episodes"] == ("en", "rtl")
    assert home["D"] == ("he", "rtl")
    assert home["Looms"] == episode["Looms"] == ("he", "rtl")
    assert episode["22 June 2021"] == ("en", "rtl")
    assert episode["Chapters"][0] == episode["Find in this episode"][0] == "en"
    assert episode["Weaving numbers"][0] == "he"


def test_words_that_a_theme_brings_are_spoken(make_site: MakeSite) -> None:
    output, report = made(
        make_site,
        "he",
        **{
            "content/site.toml": 'title = "Site"\nlanguage = "he"\ntheme = "mine"\n',
            "themes/mine/theme.toml": 'name = "mine"\nparent = "default"\n',
            "themes/mine/languages/he.po": 'msgid "Episodes"\nmsgstr "פרקים"\n',
        },
    )
    assert '<html lang="he" dir="rtl">' in page(output)
    assert "פרקים" in page(output)
    assert report.remarks == ()
    assert "22 ביוני 2021" in page(output)


def test_an_episode_in_another_language_says_so_wherever_its_words_stand(
    make_site: MakeSite,
) -> None:
    output, _ = made(make_site, "en", HEBREW)
    assert '<article class="wide" lang="he" dir="rtl">' in page(output, "episodes/a/")
    episode = languages(page(output, "episodes/a/"))
    assert episode["שלום"] == ("he", "rtl")
    assert {episode[each] for each in ("Chapters", "with", "Find in this episode")} == {
        ("en", "ltr")
    }
    assert languages(page(output))["שלום"] == ("he", "rtl")
    assert languages(page(output, "search/"))["שלום"] == ("he", "rtl")
    assert languages(page(output, "people/ada-lovelace/"))["שלום"] == ("he", "rtl")


def test_an_english_episode_on_a_hebrew_site_runs_from_left_to_right(make_site: MakeSite) -> None:
    output, _ = made(make_site, "he", ENGLISH)
    assert '<article class="wide" lang="en" dir="ltr">' in page(output, "episodes/a/")


def test_neighbours_of_an_episode_are_in_their_own_language(make_site: MakeSite) -> None:
    other = "---\nslug: b\nlanguage: en\n---\n"
    files = {"seeds/b.txt": talk("Wheels", 1, 2), "content/episodes/b.md": other}
    output, _ = made(make_site, "en", HEBREW, **files)
    assert languages(page(output, "episodes/b/"))["שלום"] == ("he", "rtl")
    beside = languages(page(output, "episodes/a/"))
    assert beside["Wheels"] == beside["Next episode"] == ("en", "ltr")


def test_a_site_in_one_language_marks_nothing_twice(make_site: MakeSite) -> None:
    output, _ = made(make_site, "en")
    for address in ("", "episodes/a/", "shows/", "people/", "search/"):
        assert len(re.findall(r"\blang=", page(output, address))) <= 2, address


def test_the_opening_chapter_is_called_in_the_episode_s_language(make_site: MakeSite) -> None:
    output, _ = made(make_site, "de")
    html = page(output, "episodes/a/")
    assert '<h2 id="introduction">Einleitung</h2>' in html
    assert "Introduction" not in html
