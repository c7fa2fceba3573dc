"""Markdown inside of a line, taken off: what is left are the words that a reader sees.

Follows CommonMark (https://spec.commonmark.org/0.31.2/#inlines) as far as people use it in
transcripts: escapes, code spans, links, images, autolinks, entities, emphasis. Stricter
than it in one way: emphasis and code begin only where a word begins and end where it ends,
so that 2*3*4, f*ck and `key`s stay as they are: no word is glued to another. HTML stays
too, but for <br>: in a talk about `<video>` it is what was said.
All steps take linear time.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise

_MARKS = re.compile(r"[\\*_`\[&<~]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(
    r"(?<!`)(?<![^\W_])(?:``(?!`)(.{1,400}?)(?<!`)``|`([^`]{1,400})`)(?!`)(?![^\W_])", re.DOTALL
)
_LINK = re.compile(
    r"!?\[([^\[\]]{0,500})\]"
    r"\(<?([^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,200}){0,4})>?"
    r"(?:\s+[\"'][^\"'()]{0,200}[\"'])?\s?\)"
)
_AUTOLINK = re.compile(
    r"(?<![^\W_])<(https?://[^<>\s]{1,2000}|[^<>\s@]{1,100}@[^<>\s]{1,100})>(?![^\W_])"
)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_RUN = re.compile(r"\*+|_+|~~")
_LONGEST_WORD = 60
_PRIVATE = 0xE000
"""Characters that are not to be read as markup wait at their place in Unicode's private area."""
_SHIELDED = re.compile("[\ue000-\ue07f]")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def plain(text: str) -> str:
    """The text without markup; a link's text stays, its address goes."""
    if not _MARKS.search(text) or _SHIELDED.search(text):
        return text
    text = _CODE.sub(_shielded_code, _ESCAPE.sub(_shielded_escape, text))
    text = _LINK.sub(_link_text, _LINK.sub(_link_text, text))
    text = _without_emphasis(_BREAK.sub(" ", _AUTOLINK.sub(r"\1", text)))
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return _SHIELDED.sub(lambda shielded: chr(ord(shielded[0]) - _PRIVATE), text)


def _shielded_escape(escape: re.Match[str]) -> str:
    return chr(_PRIVATE + ord(escape[1]))


def _shielded_code(code: re.Match[str]) -> str:
    said = code[2] or code[1].strip()
    return _PUNCTUATION.sub(lambda mark: chr(_PRIVATE + ord(mark[0])), said)


def _link_text(link: re.Match[str]) -> str:
    """The address of a link without a text, since it is all that shows."""
    return link[1] if link[1].strip() else link[2]


def _without_emphasis(text: str) -> str:
    """Drops the pairs among the runs of `*`, `_` and `~~`; what finds no partner stays."""
    opened: dict[str, list[tuple[int, int]]] = {"*": [], "_": [], "~": []}
    dropped: list[tuple[int, int]] = []
    for run in _RUN.finditer(text):
        mark, at, end = run[0][0], run.start(), run.end()
        before, after = text[at - 1 : at], text[end : end + 1]
        if after.isalnum() and (mark == "_" or before.isalnum()):
            _spend(opened[mark], at, text)
        elif before.strip():
            at = _closed(opened[mark], at, end, dropped)
        if at < end and after.strip() and not before.isalnum():
            opened[mark].append((at, end))
    return _cut(text, sorted(dropped))


def _spend(opened: list[tuple[int, int]], at: int, text: str) -> None:
    """A run inside of a word closes nothing, but what began in that word is no more open."""
    last = opened[-1][1] if opened else at
    if 0 < at - last <= _LONGEST_WORD and not any(c.isspace() for c in text[last:at]):
        opened.pop()


def _closed(
    opened: list[tuple[int, int]], at: int, end: int, dropped: list[tuple[int, int]]
) -> int:
    """Where the rest of a run begins, after it has closed what was open."""
    while opened and at < end:
        first, last = opened.pop()
        length = min(last - first, end - at)
        dropped += [(last - length, last), (at, at + length)]
        at += length
        if last - length > first:
            opened.append((first, last - length))
    return at


def _cut(text: str, dropped: list[tuple[int, int]]) -> str:
    """What is left; where marks alone stood between two words, a space does."""
    ends = [0, *(last for _, last in dropped)]
    firsts = [*(first for first, _ in dropped), len(text)]
    kept = [text[at:first] for at, first in zip(ends, firsts, strict=True) if at < first]
    apart = ["", *(" " if a[-1].isalnum() and b[0].isalnum() else "" for a, b in pairwise(kept))]
    return "".join(space + piece for space, piece in zip(apart, kept, strict=False))
