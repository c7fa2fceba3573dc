"""Where a site that is pushed somewhere will appear."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_GITHUB = re.compile(
    r"(?:https?://(?:[^/@]+@)?|ssh://(?:[^/@]+@)?|(?:[^/@:]+@)?)(?:www\.|ssh\.)?github\.com"
    r"(?::\d+)?[/:]([^/]+)/([^/]+?)(?:\.git)?/?"
)
_OWN = ".github.io"
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")

DOMAIN_FILE = "CNAME"
"""The file in which GitHub Pages looks for, and keeps, the site's own domain."""


def domain_in(text: str) -> str | None:
    """The domain that a CNAME file names, or None where it names none."""
    said = text.strip().lower()
    return said if _DOMAIN.fullmatch(said) else None


def on_github(remote: str) -> str | None:
    """The address of GitHub Pages for a repository, from the address of the repository.

    >>> on_github("git@github.com:Me/talks.git")
    'https://me.github.io/talks/'
    """
    found = _GITHUB.fullmatch(remote)
    if found is None:
        return None
    owner, name = found[1].lower(), found[2]
    whole = name.lower() == f"{owner}{_OWN}"
    return f"https://{owner}{_OWN}/" if whole else f"https://{owner}{_OWN}/{name}/"


def doubt(address: str, domain: str | None, remote: str) -> str | None:
    """What is wrong between the site's address and the domain that GitHub is told."""
    host = urlsplit(address).hostname or ""
    if domain is not None and host and host != domain:
        return f"the site's address is at {host}, its {DOMAIN_FILE} says {domain}"
    own = bool(host) and not host.endswith(_OWN)
    if domain is None and own and on_github(remote) is not None:
        return f"GitHub does not know the domain {host}: write it into content/pages/{DOMAIN_FILE}"
    return None
