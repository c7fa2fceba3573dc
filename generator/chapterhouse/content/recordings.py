"""Where an episode can be heard or watched: written as an address, or as a table with an offset.

youtube: sMy8NYZnsy8
audio: {url: https://example.org/a.mp3, offset: 12.5, hosts: [cdn.example.org]}
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import Field, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticKnownError

from ..schema import STRICT
from .fields import Address, Video, address, video

T = TypeVar("T")

Offset = Annotated[float, Field(ge=-86_400, le=86_400)]
"""Seconds that the recording is ahead of the transcript's times; less than 0: behind."""


Host = Annotated[str, Field(pattern=r"^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$")]
"""cdn.example.org, or *.example.org for all below it."""


@dataclass(frozen=True, slots=True)
class VideoSource:
    """A video on YouTube."""

    __pydantic_config__ = STRICT
    id: Video
    """The video's id, or any address of it."""
    offset: Offset = 0.0
    """Seconds that the video is ahead of the transcript's times; less than 0: behind."""


@dataclass(frozen=True, slots=True)
class AudioSource:
    """An audio file."""

    __pydantic_config__ = STRICT
    url: Address
    """Of the file."""
    offset: Offset = 0.0
    """Seconds that the recording is ahead of the transcript's times; less than 0: behind."""
    hosts: tuple[Host, ...] = ()
    """To whom the address redirects: a page may load only from hosts that it names."""
    length: Annotated[int, Field(ge=0, le=2**40)] = 0
    """Bytes, for feeds; 0 when nobody has looked."""


def _plain(make: Callable[[str], T]) -> WrapValidator:
    """Takes the address alone, too."""

    def check(value: object, table: ValidatorFunctionWrapHandler) -> object:
        if isinstance(value, dict):
            return table(value)
        if isinstance(value, str):
            return make(value)
        raise PydanticKnownError("string_type")

    return WrapValidator(check)


OnYouTube = Annotated[VideoSource, _plain(lambda text: VideoSource(video(text)))]
"""Written as a video's id or address, or as {id: ..., offset: ...}."""
AudioFile = Annotated[AudioSource, _plain(lambda text: AudioSource(address(text)))]
"""Written as an address, or as {url: ..., offset: ..., hosts: [...], length: ...}."""
