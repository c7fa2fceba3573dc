"""site.toml with every setting there is, as comments: taken from the types that check it.

The keys are the fields of the dataclasses, what is said of them is the fields' docstrings; only
the examples stand here, and a test holds that there is one for each key and that it is accepted.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import get_type_hints

from ..content import ShowConfig, SiteConfig

_WIDTH = 96
_NOT_WRITTEN = "not a key of the file"
"""What the docstring of a field that the program fills in says."""

EXAMPLES = {
    "address": '"https://user.github.io/repo/"',
    "language": '"en"',
    "theme": '"studio"',
    "description": '"Conversations about what we make and how."',
    "health": "true",
    "edit_url": '"https://github.com/user/repo/edit/main/{path}"',
    "feed": '"https://example.org/all.xml"',
    "nav": '[{ to = "default" }, { to = "https://example.org/chat", label = "Chat" }]',
    "corrections": '{ "chapter hose" = "Chapterhouse" }',
    "shows.name": '"My show"',
    "shows.slug": '"my-show"',
    "shows.description": '"A show about one thing and another."',
    "shows.hosts": '["Nora Lind"]',
    "shows.feed": '"https://example.org/show.xml"',
    "shows.speakers": '{ "SPEAKER_00" = "Nora Lind" }',
    "topics.found": "false",
    "topics.rename": '{ "Bicycles" = "Bikes" }',
    "topics.merge": '{ "Careers" = ["Career change", "Job search"] }',
    "topics.hide": '["Podcast"]',
    "check.ignore": '["https://www.linkedin.com/*"]',
    "look.scheme": '"dark"',
    "look.switch": "false",
    "look.accent": '"#1c5d98"',
    "look.reading": '"Georgia, serif"',
    "look.plain": '"Verdana, sans-serif"',
    "look.logo": '"logo.svg"',
    "look.icon": '"logo.svg"',
    "look.light.paper": '"#ffffff"',
    "look.light.ink": '"#1a1a1a"',
    "look.light.accent": '"#1c5d98"',
    "look.dark.paper": '"#101418"',
    "look.dark.ink": '"#e8e8e8"',
    "look.dark.accent": '"#88c0f9"',
    "look.dark.logo": '"logo.svg"',
}
"""Key -> a value that the sample site accepts, as TOML."""

_HEAD = """\
# The site's settings. A line such as #theme = "studio" is an example: take the # off to use it.
# A slip is told with its line when you build. More: the README of Chapterhouse and its docs/.

"""


def site_toml(title: str, address: str) -> str:
    """The text of a new site's settings; `address` may be empty."""
    known = {"title": _quoted(title), "shows.name": _quoted(title), "shows.hosts": '["Nora Lind"]'}
    if address:
        known["address"] = _quoted(address)
    return _HEAD + "\n".join(_table(SiteConfig, "", known)) + "\n"


def _table(kind: type, under: str, known: dict[str, str]) -> Iterator[str]:
    """The lines for a table: its own keys first, as TOML wants it, then the tables in it."""
    hints = get_type_hints(kind)
    inner = {name: hints[name] for name in _written(kind) if is_dataclass(hints[name])}
    for name, said in _written(kind).items():
        key = f"{under}{name}"
        if name not in inner and key != "shows":
            yield from (*_comment(said), _setting(name, key, known))
    if not under:
        yield from (*_comment(_written(kind)["shows"]), "[[shows]]")
        yield from _table(ShowConfig, "shows.", known)
    for name, table in inner.items():
        yield from (*_comment(_written(kind)[name]), f"[{under}{name}]")
        yield from _table(table, f"{under}{name}.", known)


def _setting(name: str, key: str, known: dict[str, str]) -> str:
    return f"{name} = {known[key]}" if key in known else f"#{name} = {EXAMPLES[key]}"


def _comment(said: str) -> list[str]:
    """An empty line, and what is said; nothing for what its name says."""
    lines = [f"# {line}" for line in textwrap.wrap(said, _WIDTH, break_on_hyphens=False)]
    return ["", *lines] if lines else []


def _quoted(text: str) -> str:
    """As TOML takes it for text."""
    return json.dumps(text, ensure_ascii=False)


@cache
def _written(kind: type) -> dict[str, str]:
    """The keys that a person may write in a table, with what is said of each."""
    said = _docstrings(kind)
    names = [field.name for field in fields(kind)]
    return {name: said.get(name, "") for name in names if _NOT_WRITTEN not in said.get(name, "")}


def _docstrings(kind: type) -> dict[str, str]:
    """Field -> the string below it, those of the classes that it is made from included."""
    found: dict[str, str] = {}
    for each in reversed(kind.__mro__[:-1]):
        body = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
        found |= _strings(body) if isinstance(body, ast.ClassDef) else {}
    return found


def _strings(body: ast.ClassDef) -> dict[str, str]:
    found, latest = {}, ""
    for node in body.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            latest = node.target.id
        elif latest and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found[latest] = " ".join(str(node.value.value).split())
    return found
