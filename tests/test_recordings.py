"""Where a recording is, and what a page may therefore load."""

from __future__ import annotations

import pytest

from chapterhouse.model import Media
from chapterhouse.policy import policy
from chapterhouse.recordings import recording

SITE = "https://user.github.io/repo/"
VIDEO = recording(Media("youtube", "sMy8NYZnsy8", -3.5))


def audio(address: str) -> str:
    """What the policy adds for an audio file."""
    return policy((recording(Media("audio", address)),), SITE).partition("base-uri 'none'")[2]


def test_a_page_without_a_recording_loads_from_the_site_alone() -> None:
    assert policy((), SITE) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'"
    )


def test_a_video_may_be_framed_and_nothing_else() -> None:
    added = policy((VIDEO,), "").removeprefix(policy((), ""))
    assert added == "; frame-src https://www.youtube-nocookie.com"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://Media.Example.org/a.mp3?x=1", "https://media.example.org"),
        ("http://127.0.0.1:8000/a.wav", "http://127.0.0.1:8000"),
        ("https://bücher.example/a.mp3", "https://xn--bcher-kva.example"),
        ("https://user.github.io/repo/talks/a.mp3", ""),
        ("https://user.github.io/other/a.mp3", "https://user.github.io"),
        ("https://a;script-src/x.mp3", ""),
        ("https://a,b/x.mp3", ""),
        ("https://*/x.mp3", ""),
        ("https://[::1]/x.mp3", ""),
        (f"https://{'a' * 70}.org/x.mp3", ""),
    ],
)
def test_an_audio_files_host_is_named_and_no_directive_comes_in_with_it(
    address: str, allowed: str
) -> None:
    assert audio(address) == f"; media-src 'self' {allowed}".rstrip()


def test_a_recording_is_what_the_player_and_a_plain_link_need() -> None:
    assert (VIDEO.url, VIDEO.ref) == ("https://www.youtube.com/watch?v=sMy8NYZnsy8", "sMy8NYZnsy8")
    assert (VIDEO.offset, VIDEO.host) == (-3.5, "youtube-nocookie.com")
    file = recording(Media("audio", "https://example.org/a.MP3?token=x.wav", 2))
    assert (file.type, file.host, file.offset) == ("audio/mpeg", "example.org", 2)
    assert recording(Media("audio", "https://example.org/stream")).type == ""


def test_hosts_of_a_redirect_are_named_in_the_policy() -> None:
    media = Media("audio", "https://pod.example/a.mp3", 0.0, ("*.cdn.example", "cdn.example"))
    made = policy([recording(media)], "")
    wanted = "media-src 'self' https://pod.example https://*.cdn.example https://cdn.example"
    assert wanted in made.split("; ")
