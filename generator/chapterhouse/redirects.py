"""Pages at addresses that episodes once had: they lead to the present ones.

A static host can't answer with a redirect, so the page says it: by a script that carries the
fragment and the query along, and by a refresh for browsers without scripts, in a noscript: else it
could be faster than the script and drop the fragment. Search engines take the
canonical address (https://developers.google.com/search/docs/crawling-indexing/301-redirects).
It is no page of the theme: nobody is to look at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from . import urls
from .labels import Labels
from .model import Artifact

SCRIPT = "js/moved.js"
"""The theme's static file that it loads."""

_POLICY = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address."""

    url: str
    """From the site's root."""
    target: str
    """Where it leads, from the site's root."""
    title: str
    """Of the page there."""


def redirect_files(
    redirects: Iterable[Redirect], labels: Labels, script: str, address: str
) -> Iterator[Artifact]:
    """The page of each. `script` is the published SCRIPT from the site's root, `address` the
    site's, or ""."""
    for each in redirects:
        yield Artifact(urls.file_of(each.url), _page(each, labels, script, address).encode())


def _page(each: Redirect, labels: Labels, script: str, address: str) -> str:
    here, title = escape(urls.relative(each.target, each.url)), escape(each.title)
    canonical = escape(urls.absolute(each.target, address)) if address else here
    moved = escape(labels.say("This page has moved"))
    direction = ' dir="rtl"' if labels.direction == "rtl" else ""
    return (
        f'<!doctype html>\n<html lang="{labels.language}"{direction}>\n<head>\n'
        f'<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n"
        f'<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{canonical}">\n'
        f'<script type="module" src="{escape(urls.relative(script, each.url))}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={here}"></noscript>\n'
        f"</head>\n<body>\n<main>\n<h1>{moved}</h1>\n"
        f'<p><a href="{here}">{title}</a></p>\n</main>\n</body>\n</html>\n'
    )
