"""Styles name sides as the text runs, so that a page from right to left is no second style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from chapterhouse.theme import bundled_themes

_SIDED = re.compile(
    r"""(?<![\w-])(
      (?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)[\w-]*\s*:
      | border-(?:top|bottom)-(?:left|right)-radius\s*:
      | (?:left|right)\s*:
      | (?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)
      | (?:overflow-[xy]|background-position)\s*:[^;]*(?:left|right)
      | (?:margin|padding|inset|border-(?:width|color|style))\s*:
        \s*[^\s;(]+\s+([^\s;(]+)\s+[^\s;(]+\s+(?!\2[;\s])[^\s;]+\s*;
    )""",
    re.VERBOSE,
)

ALLOWED = {
    # Two edges of a square, turned by 45 degrees: arrows that point up and down.
    "default/static/css/episode.css: border-width: 0 2px 2px 0;",
    "default/static/css/tools.css: border-width: 2px 0 0 2px;",
}
"""Declarations that mean a side of the screen, each with its reason. What runs in one direction
only, as time does in a player, stands in an element with a `dir` of its own instead."""


def sided(style: str) -> Iterator[str]:
    plain = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    for found in _SIDED.finditer(plain):
        yield " ".join(found[1].split())


def test_no_style_names_left_or_right() -> None:
    styles = sorted(bundled_themes().rglob("*.css"))
    assert len(styles) >= 8
    found = {
        f"{Path(path).relative_to(bundled_themes())}: {declaration}"
        for path in styles
        for declaration in sided(path.read_text(encoding="utf-8"))
    }
    assert found == ALLOWED


def test_this_test_sees_every_way_to_name_a_side() -> None:
    for bad in (
        "margin-left: 1em;",
        "border-right-color: red;",
        "border-top-left-radius: 1px;",
        "left: 0;",
        "text-align: right;",
        "float: left;",
        "padding: 0 1em 0 2em;",
    ):
        assert list(sided(f"a {{ {bad} }}")), bad
    for good in (
        "margin: 0 1em 0 1em;",
        "inset-inline-start: 0;",
        "text-align: end;",
        "margin: 0 1em;",
    ):
        assert not list(sided(f"a {{ {good} }}")), good
