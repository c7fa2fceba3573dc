"""The reference in docs/configuration.md: made of the types that check what a host writes.

`make docs` writes it anew; tests/test_docs.py compares.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass

from chapterhouse.content import Override, PersonNote, ShowConfig, SiteConfig
from chapterhouse.content.look import DarkShades, Face, Look, Shades
from chapterhouse.content.navigation import NavEntry
from chapterhouse.content.recordings import AudioSource, VideoSource
from chapterhouse.content.types import CheckConfig, FreePage, NavConfig, TopicsConfig
from theme_reference import row, table


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of table in a host's files."""

    heading: str
    kind: type
    own: frozenset[str] = frozenset()
    """Fields that the program fills in."""
    found: frozenset[str] = frozenset()
    """Fields without a default that the program finds elsewhere when a host leaves them out."""


SITE = (
    Section(
        "content/site.toml",
        SiteConfig,
        frozenset({"lines", "theme_line", "topic_lines", "look_lines", "language_line"})
        | {"nav_lines"},
    ),
    Section("[[shows]]", ShowConfig),
    Section("[topics]", TopicsConfig),
    Section("[[nav]]", NavConfig),
    Section("[check]", CheckConfig),
    Section("[look]", Look),
    Section("[look.light]", Shades),
    Section("[look.dark]", DarkShades),
    Section("A face, as a table", Face),
)
FRONT_MATTER = (
    Section(
        "content/episodes/*.md",
        Override,
        frozenset({"path", "notes", "lines", "line", "notes_line"}),
        frozenset({"transcript"}),
    ),
    Section("youtube, as a table", VideoSource),
    Section("audio, as a table", AudioSource),
    Section("content/people/*.md", PersonNote, frozenset({"path", "bio"})),
    Section(
        "content/pages/*.md",
        FreePage,
        frozenset({"path", "url", "body", "line"}),
        frozenset({"title"}),
    ),
    Section("nav, as a table", NavEntry),
)
SECTIONS = (*SITE, *FRONT_MATTER)

WORDS = {
    "Address": "a web address",
    "AudioFile": "the address of an audio file, or a table",
    "Chapter": "`12:34 Title`",
    "CheckConfig": "a table",
    "Colour": '`"#9b2c1f"`',
    "Count": "a whole number",
    "DarkShades": "a table",
    "Day": "`2021-06-22`",
    "EditAddress": "a web address with `{path}`",
    "Font": "a font file in content/",
    "Host": "`cdn.example.org` or `*.example.org`",
    "Icon": "a picture in content/: .svg, .png, .ico",
    "Language": 'a code: `"en"`, `"pt-BR"`',
    "Line": "text",
    "Logo": "a picture in content/: .svg, .png",
    "Look": "a table",
    "NavConfig": "a table",
    "NavPlace": "a number, a label, or a table",
    "Offset": "seconds",
    "OnYouTube": "a video's id or address, or a table",
    "Scheme": '`"auto"`, `"light"` or `"dark"`',
    "Shades": "a table",
    "ShowConfig": "a table",
    "SiteAddress": "a web address",
    "Slug": "lower-case letters, digits, hyphens",
    "Text": "text",
    "TopicsConfig": "a table",
    "Video": "a video's id",
    "WrittenFace": "names of faces, a font file, or a table",
    "bool": "true or false",
    "int": "a whole number",
    "str": "text",
}
"""A type, as the dataclasses name it -> what a host writes."""

PLURALS = {"text": "texts", "a table": "tables"}


def keys(section: Section) -> dict[str, tuple[str, str, str]]:
    """Key -> what it may be, what it is when left out, what is said of it."""
    said = _docstrings(section.kind)
    written = _annotations(section.kind)
    return {
        each.name: (
            _in_words(written[each.name]),
            "" if each.name in section.found else _default(each),
            said.get(each.name, ""),
        )
        for each in fields(section.kind)
        if each.init and each.name not in section.own
    }


def config_reference() -> str:
    """The whole of it, Markdown."""
    return "\n".join(line for section in SECTIONS for line in _section(section))


def _section(section: Section) -> Iterator[str]:
    yield from (f"### {section.heading}", "")
    yield from table("key", "what it may be", "left out", "what it says")
    for key, (may_be, default, said) in keys(section).items():
        yield row(f"`{key}`", may_be, default, said)
    yield ""


def _default(field: Field[object]) -> str:
    if field.default is MISSING and field.default_factory is MISSING:
        return "needed"
    value = field.default
    if value is MISSING or value is None or value == "" or is_dataclass(value):
        return ""
    if isinstance(value, bool):
        return "`true`" if value else "`false`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value:g}`" if value else ""


def _in_words(written: ast.expr) -> str:
    match written:
        case ast.BinOp(left=one, right=ast.Constant(value=None)):
            return _in_words(one)
        case ast.Subscript(value=ast.Name("tuple"), slice=ast.Tuple(elts=[one, _])):
            return f"a list of {PLURALS.get(inner := _in_words(one), inner)}"
        case ast.Subscript(value=ast.Name("Mapping"), slice=ast.Tuple(elts=[name, one])):
            return f"a table: {_in_words(name)} = {_in_words(one)}"
        case ast.Subscript(value=ast.Name("Annotated"), slice=ast.Tuple(elts=[one, *_])):
            return _in_words(one)
        case ast.Name(name):
            return WORDS[name]
    raise AssertionError(ast.unparse(written))


def _annotations(kind: type) -> dict[str, ast.expr]:
    return {
        node.target.id: node.annotation
        for each in reversed(kind.__mro__[:-1])
        for node in _body(each)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }


def _docstrings(kind: type) -> dict[str, str]:
    """Field -> the string below it."""
    found, latest = {}, ""
    for node in (node for each in reversed(kind.__mro__[:-1]) for node in _body(each)):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            latest = node.target.id
        elif latest and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found[latest] = " ".join(str(node.value.value).split())
            latest = ""
    return found


def _body(kind: type) -> list[ast.stmt]:
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    return body.body
