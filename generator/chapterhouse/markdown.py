"""Markdown that people write (show notes, bios) to HTML, with raw HTML switched off.

What comes out is the only markup that templates take as it is.
"""

from __future__ import annotations

from markdown_it import MarkdownIt


def to_html(markdown: str) -> str:
    """CommonMark with tables; raw HTML and unsafe link schemes appear as text."""
    if not markdown.strip():
        return ""
    return str(MarkdownIt("commonmark", {"html": False}).enable("table").render(markdown))
