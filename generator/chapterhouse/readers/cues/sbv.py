"""SBV (.sbv), YouTube's own caption files: two times with a comma, the words, a blank line.

0:00:01.500,0:00:04.000
Welcome.
"""

from __future__ import annotations

from ...model import Transcript
from ..draft import Draft
from ..script import Script
from .blocks import cut, known_share
from .compose import compose

NAME = "sbv"
SAMPLE = "0:00:01.500,0:00:04.000"


def sniff(script: Script) -> float:
    """The share of lines that are time ranges or words under one."""
    return known_share(script, arrow=False)


def read(script: Script) -> Transcript:
    """The captions in order; lines above the first one are no speech."""
    return compose(Draft(script.path, NAME), cut(script, list(script.numbered())))
