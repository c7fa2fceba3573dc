"""The pages that the host wrote."""

from __future__ import annotations

from collections.abc import Iterator

from ..content import Content
from ..prose import Prose
from ..text import excerpt
from ..views import FreePageView, Page
from .cards import EXCERPT
from .frame import Frame


def free_pages(content: Content, prose: Prose, frame: Frame) -> Iterator[Page]:
    """All of them."""
    for page in content.pages:
        view = FreePageView(page.url, page.title, prose.pages[page.url], page.updated)
        about = excerpt(page.description, EXCERPT)
        yield frame.page(page.url, "page.html", page.title, about, view)
