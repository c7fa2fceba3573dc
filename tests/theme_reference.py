"""The reference in docs/themes.md: made of the views' docstrings and the default theme's files.

`make docs` writes it anew; tests/test_theme_contract.py compares.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Literal, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

from chapterhouse.theme import COLOURS, bundled_themes
from chapterhouse.views import TEMPLATES, LookView, Page, SiteView, View

DEFAULT = bundled_themes() / "default"
TEMPLATE_FOLDER = DEFAULT / "templates"

NEEDS = re.compile(r"\{#\s*(.*?)\s*#\}", re.DOTALL)

ROOTS = {"page": Page, "site": SiteView, "look": LookView}
"""What every template receives besides its view."""


def parsed(path: Path) -> nodes.Template:
    environment = Environment(extensions=["jinja2.ext.i18n"])
    environment.filters.update(link=str, asset=str, number=str, lang=str)
    return environment.parse(path.read_text(encoding="utf-8"))


def template_names() -> list[str]:
    """Of the default theme, partials included."""
    return sorted(
        p.relative_to(TEMPLATE_FOLDER).as_posix() for p in TEMPLATE_FOLDER.rglob("*.html")
    )


def partials() -> list[str]:
    return [name for name in template_names() if name.startswith("partials/")]


def pages() -> list[str]:
    return [name for name in template_names() if not name.startswith("partials/")]


def blocks(name: str) -> list[str]:
    """The blocks of a template, in its order."""
    return [block.name for block in parsed(TEMPLATE_FOLDER / name).find_all(nodes.Block)]


def needs(partial: str) -> str:
    """What a partial's first comment says."""
    found = NEEDS.match((TEMPLATE_FOLDER / partial).read_text(encoding="utf-8"))
    return " ".join(found[1].split()) if found else ""


def types() -> list[type]:
    """All that a template can come to see, in the order in which it comes to."""
    found: list[type] = []
    waiting: list[type] = [*ROOTS.values(), *TEMPLATES.values()]
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found.append(kind)
            hints = get_type_hints(kind)
            waiting += [part for field in fields(kind) for part in parts(hints[field.name])]
    return found


def parts(hint: object) -> Iterator[type]:
    """The dataclasses in a type."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from parts(inner)


def documented(kind: type) -> dict[str, tuple[str, str]]:
    """Field -> its type in words and its docstring."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    hints = get_type_hints(kind)
    found: dict[str, tuple[str, str]] = {}
    latest = ""
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            latest = node.target.id
            found[latest] = (in_words(hints[latest]), "")
        elif latest and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found[latest] = (found[latest][0], " ".join(str(node.value.value).split()))
    return found


_WORDS = {str: "text", int: "number", float: "number", bool: "true or false", date: "a date"}


def in_words(hint: object) -> str:
    """A type for somebody who has never seen Python: "list of Link", "text, or none"."""
    inner = get_args(hint)
    if get_origin(hint) is Literal:
        return " or ".join(f'`"{value}"`' for value in inner)
    if get_origin(hint) is tuple:
        return f"list of {in_words(inner[0])}"
    if hint == View:
        return "one of the views"
    if NoneType in inner:
        return f"{' or '.join(in_words(part) for part in inner if part is not NoneType)}, or none"
    if inner:
        return " or ".join(map(in_words, inner))
    assert isinstance(hint, type)
    return _WORDS.get(hint, hint.__name__)


def sizes() -> dict[str, str]:
    """The default theme's tokens besides colours -> the comment above them."""
    found: dict[str, str] = {}
    text = (DEFAULT / "static/css/tokens.css").read_text(encoding="utf-8")
    root = text[text.index(":root") : text.index("@media")]
    said = ""
    for comment, token in re.findall(r"/\*\s*(.*?)\s*\*/|^\s*--([\w-]+):", root, re.M | re.S):
        said = " ".join(comment.split()) if comment else said
        if token:
            found[token] = said
    return found


def reference() -> str:
    """The whole of it, Markdown."""
    return "\n".join(
        [
            *("### Templates", "", *table("template", "`view` is a", "its blocks")),
            *(row(f"`{name}`", _view_of(name), _names(blocks(name))) for name in pages()),
            *("", "### Partials", "", *table("file", "what it is and needs")),
            *(row(f"`{name}`", needs(name)) for name in partials()),
            *("", "### Colours", "", *table("name", "what it is for")),
            *(row(f"`--{name}`", said) for name, said in COLOURS.items()),
            *("", "### Faces and sizes", "", *table("name", "what it is")),
            *(row(f"`--{name}`", said) for name, said in sizes().items()),
            *("", "### Views", ""),
            *_views(types()),
        ]
    )


def _views(kinds: Iterable[type]) -> Iterator[str]:
    for kind in kinds:
        about = (inspect.getdoc(kind) or "").split("\n\n")[0]
        name = next((f" (`{root}`)" for root, one in ROOTS.items() if one is kind), "")
        yield from (f"#### {kind.__name__}{name}", "", " ".join(about.split()), "")
        keys = documented(kind)
        if keys:
            yield from table("key", "type", "what it is")
            yield from (row(f"`{key}`", made, said) for key, (made, said) in keys.items())
            yield ""


def _view_of(template: str) -> str:
    return TEMPLATES[template].__name__ if template in TEMPLATES else "any"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def table(*heads: str) -> tuple[str, str]:
    """The first two lines of a Markdown table."""
    return row(*heads), "|" + "---|" * len(heads)


def row(*cells: str) -> str:
    """A line of one."""
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
