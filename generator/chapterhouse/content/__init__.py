"""What the host knows: site.toml, episode overrides and people, checked on the way in.

The files are read once, here, and become frozen values; nothing else looks into content/.
All problems of all files are found before any is reported. What follows from these values
for an episode (which name wins, whose voice it is) is decided elsewhere.
"""

from .claims import check_overrides
from .fields import check_address
from .look import Face, Look, Shades, colour
from .navigation import USUAL, NavEntry
from .published import content_files
from .reading import EPISODES_FOLDER, SITE_FILE, load_content
from .recordings import AudioSource, VideoSource
from .transcripts import below
from .types import (
    CheckConfig,
    Content,
    FreePage,
    NavConfig,
    Override,
    PersonNote,
    ShowConfig,
    SiteConfig,
    TopicsConfig,
)

__all__ = [
    "EPISODES_FOLDER",
    "SITE_FILE",
    "USUAL",
    "AudioSource",
    "CheckConfig",
    "Content",
    "Face",
    "FreePage",
    "Look",
    "NavConfig",
    "NavEntry",
    "Override",
    "PersonNote",
    "Shades",
    "ShowConfig",
    "SiteConfig",
    "TopicsConfig",
    "VideoSource",
    "below",
    "check_address",
    "check_overrides",
    "colour",
    "content_files",
    "load_content",
]
