"""Where an episode's recording is, as the player and the plain links need it."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from .model import Media
from .views import SourceView

NO_COOKIES = "www.youtube-nocookie.com"
"""Where YouTube's player comes from: the host that sets no cookies before something plays."""

_TYPES = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "audio/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".weba": "audio/webm",
    ".webm": "audio/webm",
}
"""Not Python's own table, which knows what the machine at hand knows."""


def recording(media: Media) -> SourceView:
    """What a page says of a recording. A plain link names no moment, so it has no offset."""
    if media.kind == "youtube":
        watch = f"https://www.youtube.com/watch?v={media.ref}"
        host = NO_COOKIES.removeprefix("www.")
        return SourceView("youtube", "YouTube", watch, media.ref, host, media.offset, "")
    parts = urlsplit(media.ref)
    return SourceView(
        kind="audio",
        label="Audio",
        url=media.ref,
        ref=media.ref,
        host=parts.hostname or "",
        offset=media.offset,
        type=_TYPES.get(PurePosixPath(parts.path).suffix.lower(), ""),
        hosts=media.hosts,
    )
