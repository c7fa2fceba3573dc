"""Addresses beyond ASCII: as programs have to be given them, and in all that a build writes."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.build import build
from chapterhouse.check import check
from chapterhouse.iri import as_uri
from conftest import MakeSite
from crawl import dead_links
from previewing import running
from test_check import SOUND

TYPED = "https://exämple.org/pöd"
ASCII = "https://xn--exmple-cua.org/p%C3%B6d"


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (TYPED, ASCII),
        ("https://STRAẞE.example/", "https://xn--strae-oqa.example/"),
        ("https://日本.example:8080/", "https://xn--wgv71a.example:8080/"),
        ("https://x.org/p%C3%B6d/ü", "https://x.org/p%C3%B6d/%C3%BC"),
        ("https://x.org/%c3%b6/~a;b=(1,2)", "https://x.org/%c3%b6/~a;b=(1,2)"),
        ("https://x.org/100%/a[1]", "https://x.org/100%25/a%5B1%5D"),
        ("https://x.org/?q=ä&b#ö", "https://x.org/?q=%C3%A4&b#%C3%B6"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("https://x.org", "https://x.org"),
    ],
)
def test_what_programs_are_given(typed: str, made: str) -> None:
    assert as_uri(typed) == made


@pytest.mark.parametrize("typed", ["https://ä..org/", "https://☃.net/", "https://[ä/"])
def test_a_host_that_there_cant_be_is_a_value_error(typed: str) -> None:
    with pytest.raises(ValueError):
        as_uri(typed)


@given(st.text(st.characters(exclude_categories=["C"], exclude_characters="?#"), max_size=20))
def test_any_path_comes_out_in_ascii_and_stays_so(path: str) -> None:
    made = as_uri(f"https://x.org/{path}")
    assert re.fullmatch(r"https://x\.org/(?:[A-Za-z0-9/!$&'()*+,;=:@~._-]|%[0-9A-Fa-f]{2})*", made)
    assert as_uri(made) == made


# --- the site's own -----------------------------------------------------------------------


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """Its about page names two pages of the site by whole addresses, one of them wrongly."""
    about = f"# About\n\n[talk]({TYPED}/episodes/looms/) [none]({TYPED}/nothing/)\n"
    config = f'title = "Test"\naddress = "{TYPED}"\n'
    return make_site({**SOUND, "content/site.toml": config, "content/pages/about.md": about})


def test_all_that_a_build_writes_has_the_address_in_ascii(site: Path) -> None:
    build(site)
    output = site / "output"
    sitemap = (output / "sitemap.xml").read_text("utf-8")
    listed = re.findall("<loc>(.*)</loc>", sitemap)
    assert f"{ASCII}/episodes/looms/" in listed
    assert all(each.isascii() and each.startswith(f"{ASCII}/") for each in listed)
    assert f"Sitemap: {ASCII}/sitemap.xml\n" in (output / "robots.txt").read_text("utf-8")
    assert f"<link>{ASCII}/episodes/looms/</link>" in (output / "feed.xml").read_text("utf-8")
    page = (output / "episodes/looms/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{ASCII}/episodes/looms/">' in page
    other = [p for p in sorted(output.rglob("*")) if p.is_file() and p.parent.name != "about"]
    assert [p for p in other if "exämple".encode() in p.read_bytes()] == []
    assert dead_links(output, urlsplit(f"{ASCII}/").path) == []


def test_check_knows_the_site_by_either_form(site: Path) -> None:
    [found] = check(site).findings
    assert (found.message, found.page) == ("no page is at /nothing/", "/about/")


def test_the_preview_lies_below_such_a_path(site: Path) -> None:
    with running(site, "--port", "0") as preview:
        assert preview.url.endswith("/p%C3%B6d/")
        assert preview.get("/p%C3%B6d/episodes/looms/")[0] == 200
        assert preview.get("/")[1]["location"] == "/p%C3%B6d/"
        assert preview.get("/p%C3%B6d/episodes/looms")[1]["location"] == "/p%C3%B6d/episodes/looms/"
        assert preview.get("/episodes/looms/")[0] == 404
        missing = preview.get("/p%C3%B6d/nothing/here")
        assert missing[0] == 404 and b'href="/p%C3%B6d/' in missing[2]
