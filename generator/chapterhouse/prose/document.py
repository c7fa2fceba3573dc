"""A Markdown text of the host's, read: its tokens, with every shortcode found.

A shortcode stands in two pairs of braces on a line of its own:

    {{ quote "running-from-complexity" 12:35 }}

In code it stays as it is, and so it does behind a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ..errors import ContentError
from ..markdown import commonmark

_OPEN, _CLOSE = "{{", "}}"
_ARGUMENT = re.compile(
    r"\s*(?:(?P<key>[a-z]+)=)?(?:[\"“](?P<quoted>[^\"“”]*)[\"”]|(?P<plain>[^\s\"“”=]+))(?=\s|\Z)"
)
_NAME = re.compile(r"[a-z]+")

ALONE = "write it on a line of its own, or as code (`{{ ... }}`) if it is meant literally"


@dataclass(frozen=True, slots=True)
class Writing:
    """A text and where it stands."""

    path: str
    """Of its file, relative to the site's folder."""
    line: int
    """On which it begins; 0 for a text that no line of the file holds."""
    url: str
    """Of the page that shows it, from the site's root."""
    body: str
    """Markdown."""

    def error(self, line: int, message: str, hint: str | None = None) -> ContentError:
        """What is wrong on a line of the text, counted from 0."""
        place = self.line + line if self.line else None
        return ContentError(message, path=self.path, line=place, hint=hint)


@dataclass(frozen=True, slots=True)
class Call:
    """A shortcode as it is written."""

    name: str
    values: tuple[str, ...]
    """Those without a name, in order."""
    named: Mapping[str, str]
    line: int
    """In its text, counted from 0."""


def reader() -> MarkdownIt:
    """Markdown in which shortcodes are tokens of their own: content is what stands between the
    braces, `meta["line"]` counts from the beginning of the paragraph."""
    made = commonmark()
    made.inline.ruler.before("newline", "shortcode", _shortcode)
    return made


def _shortcode(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(_OPEN, state.pos):
        return False
    end = state.src.find(_CLOSE, state.pos, state.posMax)
    if end < 0:
        return False
    if not silent:
        token = state.push("shortcode", "", 0)
        token.content = state.src[state.pos + len(_OPEN) : end].strip()
        token.meta = {"line": state.src.count("\n", 0, state.pos)}
    state.pos = end + len(_CLOSE)
    return True


def alone(inline: Token) -> bool:
    """Whether a paragraph is made of shortcodes, each on its line."""
    children = inline.children or []
    kinds = [child.type for child in children if child.type != "text" or child.content.strip()]
    calls = kinds[::2]
    return bool(calls) and set(calls) == {"shortcode"} and set(kinds[1::2]) <= {"softbreak"}


def calls_of(inline: Token) -> Iterator[Token]:
    """The shortcodes in a text, where no code holds them."""
    return (child for child in inline.children or [] if child.type == "shortcode")


def first_line(inline: Token) -> int:
    """The line, counted from 0, on which a token of the text begins."""
    return inline.map[0] if inline.map else 0


def read_call(token: Token, line: int, writing: Writing) -> Call:
    """The shortcode of a token. Raises ContentError for what isn't one."""
    name = _NAME.match(token.content)
    values: list[str] = []
    named: dict[str, str] = {}
    at = name.end() if name else 0
    while name and at < len(token.content):
        found = _ARGUMENT.match(token.content, at)
        if found is None:
            name = None
            break
        value = found["plain"] if found["quoted"] is None else found["quoted"]
        if found["key"]:
            named[found["key"]] = value
        else:
            values.append(value)
        at = found.end()
    if name is None:
        message = f"{{{{ {token.content} }}}} cannot be read"
        raise writing.error(line, message, 'such as {{ quote "an-episode" 12:35 }}')
    return Call(name[0], tuple(values), named, line)


def paragraphs_of(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """(position, inline token) of everything that holds text."""
    return ((n, token) for n, token in enumerate(tokens) if token.type == "inline")
