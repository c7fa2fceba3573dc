"""Where a site that is pushed somewhere will appear."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_GITHUB = re.compile(
    r"(?:https?://(?:[^/@]+@)?|ssh://(?:[^/@]+@)?|(?:[^/@:]+@)?)(?:www\.|ssh\.)?github\.com"
    r"(?::\d+)?[/:]([^/]+)/([^/]+?)(?:\.git)?/?"
)
_OWN = ".github.io"


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
        return f"the site's address is at {host}, its {_CNAME} says {domain}"
    own = bool(host) and not host.endswith(_OWN)
    if domain is None and own and on_github(remote) is not None:
        return f"GitHub does not know the domain {host}: write it into content/pages/{_CNAME}"
    return None


_CNAME = "CNAME"
