"""Markdown that people write (show notes, bios) to HTML, with raw HTML switched off.

What comes out is the only markup that templates take as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .text import CLOCK, parse_clock, squash

Moment = Callable[[float], str | None]
"""Where a time, in seconds, leads: the fragment of an address without #, or nowhere."""

_TIME = re.compile(
    rf"(?<![\w:./,@+])({CLOCK})(?![\w:/%]|[.,]\d)"
    r"(?!\s?(?:(?i:[ap]\.?m)\b|UTC|GMT|CES?T|E[SD]T|P[SD]T|Uhr)|\s+ratio\b)"
)
"""A clock that stands alone, and is no time of day."""
_OPEN, _CLOSE = "<!--", "-->"
_RATIO = re.compile(r"\bratio(?:\s+(?:of|is|was))?\s+$", re.IGNORECASE)
"""What comes before a ratio such as 16:10; 3:2 is no clock anyway."""


def to_html(markdown: str, moment: Moment = lambda _seconds: None) -> str:
    """CommonMark with tables; raw HTML and unsafe link schemes appear as text.

    A time in the text ("12:34") becomes a link where `moment` knows where it leads; inside of
    code and of links it stays as it is.
    """
    if not markdown.strip():
        return ""
    parser = commonmark()
    tokens = parser.parse(markdown)
    link_times(tokens, moment)
    return str(parser.renderer.render(tokens, parser.options, {}))


def commonmark() -> MarkdownIt:
    """What reads and writes every Markdown text of a site: no raw HTML, and tables. Comments
    (<!-- -->) are nobody's to read."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.block.ruler.before("paragraph", "comment", _comment_block, {"alt": ["paragraph"]})
    parser.inline.ruler.before("autolink", "comment", _comment)
    return parser


def _comment_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Lines that are a comment alone (https://spec.commonmark.org/0.31.2/#html-blocks, kind 2)."""
    begin = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not state.src.startswith(_OPEN, begin):
        return False
    last = next(
        (at for at in range(line, end) if _CLOSE in state.src[begin : state.eMarks[at]]), None
    )
    if last is None or not state.src[begin : state.eMarks[last]].rstrip().endswith(_CLOSE):
        return False
    if not silent:
        state.line = last + 1
    return True


def _comment(state: StateInline, silent: bool) -> bool:
    """A comment among words. Its line breaks stay, as lines are counted by them."""
    after = state.src.find(_CLOSE, state.pos) if state.src.startswith(_OPEN, state.pos) else -1
    if after < 0:
        return False
    for _ in range(0 if silent else state.src.count("\n", state.pos, after)):
        state.push("softbreak", "br", 0)
    state.pos = after + len(_CLOSE)
    return True


def link_times(tokens: Iterable[Token], moment: Moment) -> None:
    """Makes links of the times in the text of freshly parsed tokens."""
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(_linked(token.children, moment))


def to_plain(markdown: str) -> str:
    """The words alone, on one line."""
    blocks = commonmark().parse(markdown)
    inline = (token.children or () for token in blocks if token.type == "inline")
    return squash(" ".join("".join(piece.content or " " for piece in block) for block in inline))


def _linked(tokens: Iterable[Token], moment: Moment) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type == "text" and not inside:
            yield from _with_times(token, moment)
        else:
            yield token


def _with_times(token: Token, moment: Moment) -> Sequence[Token]:
    """A text in pieces: what stands between two times, and the times as links."""
    made: list[Token] = []
    done = 0
    for found in _TIME.finditer(token.content):
        seconds = parse_clock(found[1])
        anchor = moment(seconds)
        if anchor is None or _RATIO.search(token.content, 0, found.start()):
            continue
        made += [_text(token.content[done : found.start()], token.level)]
        made += _link(found[1], anchor, seconds, token.level)
        done = found.end()
    return [*made, _text(token.content[done:], token.level)] if made else [token]


def _link(clock: str, anchor: str, seconds: float, level: int) -> list[Token]:
    """`data-t` is the second that is meant, where the line was begun before it."""
    attributes: dict[str, str | int | float] = {"href": f"#{anchor}"}
    if anchor != f"t{int(seconds)}":
        attributes["data-t"] = int(seconds)
    return [
        Token("link_open", "a", 1, attrs=attributes, level=level),
        _text(clock, level + 1),
        Token("link_close", "a", -1, level=level),
    ]


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)
