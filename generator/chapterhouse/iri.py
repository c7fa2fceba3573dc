"""Web addresses with letters beyond ASCII, as programs have to be given them.

A person writes https://bücher.example/hörbar/; a sitemap, a feed and a host want the same address
in ASCII: the host's name as browsers ask for it (UTS 46, https://www.unicode.org/reports/tr46/),
the rest in percent signs (RFC 3987, section 3.1).
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

import idna

_KEPT = "/!$&'()*+,;=:@%~"
"""What RFC 3986 lets stand in a path, besides letters, digits and -._"""
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


def as_uri(address: str) -> str:
    """The same address in ASCII; what is escaped already stays as it is.

    >>> as_uri("https://bücher.example/hörbar/")
    'https://xn--bcher-kva.example/h%C3%B6rbar/'

    Raises ValueError for what is no address, and for a host's name that can't be one.
    """
    parts = urlsplit(address)
    query, fragment = (_escaped(part, f"{_KEPT}?") for part in (parts.query, parts.fragment))
    path = _escaped(parts.path, _KEPT)
    return SplitResult(parts.scheme, _netloc(parts.netloc), path, query, fragment).geturl()


def _escaped(text: str, kept: str) -> str:
    return quote(_STRAY.sub("%25", text), kept)


def _netloc(netloc: str) -> str:
    if netloc.isascii():
        return netloc
    user, at, place = netloc.rpartition("@")
    name, colon, port = place.partition(":")
    host = idna.encode(name, uts46=True).decode("ascii")
    return f"{quote(user, ':%')}{at}{host}{colon}{port}"
