"""No word of the interface is raw English: see `pseudo` for how it is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import html5lib  # type: ignore[import-untyped]
import pytest

from chapterhouse.build import build
from pseudo import GREEK, LATIN, PROPER, pseudo, write

SILENT = {"script", "style", "kbd", "time", "code"}
"""Elements whose text is no wording: keys are called as they are labelled, and how a day is
written is Babel's."""

SPOKEN = ("aria-label", "title", "placeholder", "alt", "aria-valuetext", "aria-description")
META = {"description", "og:title", "og:description", "og:site_name"}


def raw(text: str) -> list[str]:
    """What is left of Latin words; addresses are no words."""
    text = re.sub(r"\b[\w-]+(\.[\w-]+)*\.(org|com)\b", "", text)
    return [word for word in LATIN.findall(text) if word not in PROPER]


def texts(page: Path) -> Iterator[tuple[str, str]]:
    """(where, text) of all that a page says to somebody."""
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if name not in SILENT:
            yield name, element.text or ""
        for child in element:
            yield name, child.tail or ""
        for attribute in SPOKEN:
            yield f"{name}[{attribute}]", element.get(attribute, "")
        if name == "meta" and {element.get("name"), element.get("property")} & META:
            yield "meta", element.get("content", "")


def english(output: Path) -> list[str]:
    return [
        f"{page.relative_to(output)}: {where}: {' '.join(text.split())}"
        for page in sorted(output.rglob("*.html"))
        for where, text in texts(page)
        if raw(text)
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("pseudo"), {})
    build(folder)
    return folder / "output"


def test_a_pseudo_word_keeps_what_a_translation_has_to_keep() -> None:
    assert pseudo(" and ") == " ⟦åńđ őő⟧ "
    assert pseudo("%(count)s <b>of</b> %(whole)s").startswith("⟦%(count)s <b>õƒ</b> %(whole)s")
    assert pseudo(", ") == "⟦,⟧ "


def test_no_page_says_a_word_that_is_not_in_a_catalogue(site: Path) -> None:
    assert len(list(site.rglob("*.html"))) >= 10
    assert english(site) == []
    assert "⟦" in (site / "index.html").read_text(encoding="utf-8")


def test_a_site_without_episodes_says_none_either(tmp_path: Path) -> None:
    folder = write(tmp_path, {})
    for name in GREEK:
        if name.startswith(("seeds/", "content/episodes/", "content/people/", "content/pages/")):
            (folder / name).unlink()
    build(folder)
    assert english(folder / "output") == []


PLANTED: Mapping[str, str] = {
    "text": "<p>Raw words</p>",
    "behind an element": "<p><b>⟦⟧</b> raw words</p>",
    "label": '<p aria-label="Raw words"></p>',
    "placeholder": '<input placeholder="Raw words">',
    "option": "<select><option>Raw words</option></select>",
    "in a picture": "<svg><title>Raw words</title></svg>",
}


def test_a_planted_word_is_found_wherever_it_stands(tmp_path: Path) -> None:
    base = '{% extends "default/base.html" %}{% block footer %}' + "".join(PLANTED.values())
    folder = write(tmp_path, {"themes/pseudo/templates/base.html": base + "{% endblock %}"})
    build(folder)
    found = [line for line in english(folder / "output") if line.startswith("index.html")]
    assert len(found) == len(PLANTED), found
