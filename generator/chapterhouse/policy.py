"""What a page may load, and from whom: its Content-Security-Policy.

Everything comes from the site itself. An episode's page may also play its recordings, each
from its own host (https://www.w3.org/TR/CSP3/#directive-media-src, #directive-frame-src).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from .recordings import NO_COOKIES
from .views import SourceView

_BASE = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\Z")


def policy(sources: Sequence[SourceView], site: str) -> str:
    """The policy of a page with these recordings. `site` is the site's address, or ""."""
    parts = list(_BASE)
    if audio := [source for source in sources if source.kind == "audio"]:
        hosts = [_host(source.ref, site) for source in audio]
        others = [f"https://{host}" for source in audio for host in source.hosts]
        parts.append(" ".join(dict.fromkeys(["media-src 'self'", *filter(None, hosts), *others])))
    if any(source.kind == "youtube" for source in sources):
        parts.append(f"frame-src https://{NO_COOKIES}")
    return "; ".join(parts)


def _host(file: str, site: str) -> str:
    """Whom to allow for a file; "" for the site itself, and for who can't be named in a policy."""
    if site and file.startswith(f"{site.rstrip('/')}/"):
        return ""
    parts = urlsplit(file)
    try:
        host = (parts.hostname or "").encode("idna").decode()
    except UnicodeError:
        return ""
    port = "" if parts.port is None else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}" if _HOST.match(host) else ""
