"""SubRip (.srt): an index, a time range, the words, a blank line.

    1
    00:00:01,500 --> 00:00:04,000
    Welcome.

It has no specification; what players accept is accepted. A WebVTT file that lost its first
line is read here too, whatever its name.
"""

from __future__ import annotations

from ...model import Transcript
from ..draft import Draft
from ..script import Script
from .blocks import cut, known_share
from .compose import compose

NAME = "srt"
SAMPLE = "00:00:01,500 --> 00:00:04,000"


def sniff(script: Script) -> float:
    """The share of lines that are time ranges, indices, or words under a range."""
    return known_share(script)


def read(script: Script) -> Transcript:
    """The captions in order; lines above the first one are no speech."""
    return compose(Draft(script.path, NAME), cut(script, list(script.numbered())))
