from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse import urls

PATHS = st.lists(st.sampled_from(["a", "b", "episodes", "x-y"]), max_size=4).map(
    lambda parts: "/" + "".join(f"{part}/" for part in parts)
)


@given(url=PATHS, page=PATHS, base=st.sampled_from(["", "/some/repo"]))
def test_a_relative_link_leads_back_to_the_same_place_at_any_base(
    url: str, page: str, base: str
) -> None:
    written = urls.relative(url + "#t1", page)
    assert urljoin(f"https://host{base}{page}", written) == f"https://host{base}{url}#t1"


@pytest.mark.parametrize(
    ("url", "page", "written"),
    [
        ("/", "/", "./"),
        ("/", "/episodes/x/", "../../"),
        ("/404.html", "/", "404.html"),
        ("/a.css", "/404.html", "a.css"),
        ("/episodes/x/#t1", "/episodes/x/", "#t1"),
    ],
)
def test_links_as_they_are_written(url: str, page: str, written: str) -> None:
    assert urls.relative(url, page) == written


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("/", "index.html"),
        ("/episodes/x/#t1", "episodes/x/index.html"),
        ("/search/?q=a", "search/index.html"),
        ("/404.html", "404.html"),
    ],
)
def test_the_file_behind_an_address(url: str, file: str) -> None:
    assert urls.file_of(url) == file


def test_addresses_of_a_configured_site() -> None:
    assert urls.under("/search/", "https://user.github.io/repo/") == "/repo/search/"
    assert urls.under("/search/", "https://example.org") == "/search/"
    assert urls.absolute("/a/", "https://example.org/x/") == "https://example.org/x/a/"
