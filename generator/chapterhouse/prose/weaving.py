"""A text of the host's to what a page shows: markup, and views where shortcodes stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..anchors import chapter_anchors
from ..errors import ChapterhouseError, Failures
from ..labels import Labels
from ..markdown import Moment, link_times
from ..model import Diagnostic, Remark
from ..text import squash
from ..views import Block, HtmlBlock
from .document import (
    ALONE,
    Writing,
    alone,
    calls_of,
    first_line,
    paragraphs_of,
    read_call,
    reader,
)
from .shortcodes import Library, block_of, moment_of
from .targets import DeadLinkError, Targets, is_elsewhere

Moments = set[tuple[str, int]]
"""(slug, second)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text."""

    position: int
    """Of its token."""
    title: str
    anchor: str


def asked(writing: Writing, targets: Targets) -> Moments:
    """The moments of episodes that a text leads to or quotes."""
    tokens = reader().parse(writing.body)
    found: Moments = set()
    for _, inline in paragraphs_of(tokens):
        for token in inline.children or []:
            if token.type == "shortcode":
                found |= _called(token, writing)
            elif token.type == "link_open":
                found |= _linked(str(token.attrGet("href")), writing, targets)
    return found


def _called(token: Token, writing: Writing) -> Moments:
    try:
        moment = moment_of(read_call(token, 0, writing))
    except ChapterhouseError:  # said again, at its line, when the text is woven
        return set()
    return {moment} if moment else set()


def _linked(href: str, writing: Writing, targets: Targets) -> Moments:
    try:
        moment = targets.moment(targets.whole(href, writing.path, writing.url))
    except DeadLinkError:
        return set()
    return {moment} if moment else set()


def headings(writing: Writing) -> tuple[Heading, ...]:
    """The headings of a text, each with a place of its own."""
    return _headings(reader().parse(writing.body))


def weave(
    writing: Writing,
    library: Library,
    labels: Labels,
    moment: Moment = lambda _seconds: None,
    places: bool = True,
) -> tuple[Block, ...]:
    """What a page shows of a text. `moment` leads times in it to an episode's own page; `places`
    gives headings a link of their own. Raises Failures with everything that is wrong."""
    parser = reader()
    tokens = parser.parse(writing.body)
    problems = [*_astray(tokens, writing), *_resolve(tokens, writing, library.targets)]
    link_times(tokens, moment)
    if places:
        _mark(tokens, _headings(tokens), labels)
    blocks = list(_blocks(parser, tokens, writing, library, problems))
    if problems:
        raise Failures(sorted(problems, key=lambda error: error.line or 0))
    return tuple(blocks)


def _blocks(
    parser: MarkdownIt,
    tokens: Sequence[Token],
    writing: Writing,
    library: Library,
    problems: list[ChapterhouseError],
) -> Iterator[Block]:
    """Markup and shortcodes in turn; what stands inside of a list or a quotation may be cut in
    two pieces of markup, which are whole again on the page."""
    done = 0
    for position, inline in paragraphs_of(tokens):
        if not alone(inline):
            continue
        yield from _html(parser, tokens[done : position - 1])
        for token in calls_of(inline):
            try:
                call = read_call(token, first_line(inline) + token.meta["line"], writing)
                yield block_of(call, writing, library)
            except ChapterhouseError as error:
                problems.append(error)
        done = position + 2
    yield from _html(parser, tokens[done:])


def _html(parser: MarkdownIt, tokens: Sequence[Token]) -> Iterator[Block]:
    made = str(parser.renderer.render(tokens, parser.options, {})) if tokens else ""
    if made.strip():
        yield HtmlBlock(made)


def _astray(tokens: Sequence[Token], writing: Writing) -> Iterator[ChapterhouseError]:
    """Shortcodes that stand among words."""
    for position, inline in paragraphs_of(tokens):
        if alone(inline) and tokens[position - 1].type == "paragraph_open":
            continue
        for token in calls_of(inline):
            line = first_line(inline) + token.meta["line"]
            yield writing.error(line, f"{{{{ {token.content} }}}} stands among words", ALONE)


# --- links ------------------------------------------------------------------------------


def _resolve(
    tokens: Iterable[Token], writing: Writing, targets: Targets
) -> Iterator[ChapterhouseError]:
    """Writes every address as the page has to, and tells of those that lead nowhere."""
    for inline in tokens:
        line = first_line(inline)
        for token in inline.children or []:
            if token.type in ("softbreak", "hardbreak"):
                line += 1
            name = {"link_open": "href", "image": "src"}.get(token.type)
            if name is None:
                continue
            try:
                where = str(token.attrGet(name))
                token.attrSet(name, targets.resolve(where, writing.path, writing.url))
            except DeadLinkError as dead:
                yield writing.error(line, str(dead), dead.hint)


def pictures_elsewhere(writing: Writing) -> Iterator[Remark]:
    """A warning for every picture on another host: no page asks other hosts for anything."""
    if "![" not in writing.body:
        return
    for _, inline in paragraphs_of(reader().parse(writing.body)):
        for token in inline.children or []:
            where = str(token.attrGet("src")) if token.type == "image" else ""
            if is_elsewhere(where):
                message = f"pages load nothing from other hosts; put {where} into content/files/"
                line = writing.line + first_line(inline)
                yield Remark(writing.path, Diagnostic(line, "warning", message, matter="image"))


# --- headings ---------------------------------------------------------------------------


def _headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    opened = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    titles = [_plain(tokens[n + 1]) for n in opened]
    anchors = chapter_anchors((title, None) for title in titles)
    return tuple(map(Heading, opened, titles, anchors))


def _plain(inline: Token) -> str:
    """A heading's words without its markup."""
    kinds = ("text", "code_inline", "text_special")
    return squash("".join(c.content for c in inline.children or [] if c.type in kinds))


def _mark(tokens: Sequence[Token], found: Iterable[Heading], labels: Labels) -> None:
    """Gives headings their ids, and the link to themselves behind their words."""
    for heading in found:
        tokens[heading.position].attrSet("id", heading.anchor)
        said = labels.say("Link to this section: %(title)s") % {"title": heading.title}
        link = f' <a class="permalink" href="#{heading.anchor}" aria-label="{escape(said)}">#</a>'
        inline = tokens[heading.position + 1]
        inline.children = [*(inline.children or []), Token("html_inline", "", 0, content=link)]
