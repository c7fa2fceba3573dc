"""Free pages: from a file in content/pages/ to its address and its title.

content/pages/about.md is /about/, content/pages/a/b.md is /a/b/, content/pages/a/index.md is /a/.
What lies beside them (pictures, documents) is published under the same folders, and content/files/
under /files/.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from ..text import slug, squash

PAGES_FOLDER = "pages"
FILES_FOLDER = "files"
"""Both below content/."""

_HEADING = re.compile(r"\s*#[ \t]+(\S[^\n]*?)[ \t]*#*[ \t]*(?:\n|\Z)")


def is_page(name: str) -> bool:
    """Whether a file below content/ is a page, and not one to be published as it is."""
    return name.startswith(f"{PAGES_FOLDER}/") and name.lower().endswith((".md", ".markdown"))


def page_address(name: str, chosen: object = None) -> str:
    """Where the page of a file below content/ is, from the site's root; `chosen` is its slug.

    >>> page_address("pages/a/About us.md")
    '/a/about-us/'
    """
    path = PurePosixPath(name).relative_to(PAGES_FOLDER)
    folders = [slug(part, "page") for part in path.parent.parts]
    last = chosen if isinstance(chosen, str) else slug(path.stem, "page")
    parts = folders if path.stem.lower() == "index" and chosen is None else [*folders, last]
    return "/".join(["", *parts, ""]) if parts else "/"


def file_address(name: str) -> str:
    """Where a file below content/ is published, from the site's root."""
    path = PurePosixPath(name)
    if path.parts[0] == FILES_FOLDER:
        return quote(f"/{name}")
    folders = [slug(part, "page") for part in path.parts[1:-1]]
    return quote("/".join(["", *folders, path.name]))


def titled(title: object, body: str) -> tuple[object | None, str]:
    """A page's title, and its body without a first heading that says the same.

    The heading's line stays, empty, so that lines count as they do in the file.
    """
    heading = _HEADING.match(body)
    if heading is None or (title is not None and squash(str(title)) != squash(heading[1])):
        return title, body
    blank = "\n" * body.count("\n", 0, heading.end())
    return title or heading[1], blank + body[heading.end() :]
