"""What holds for any caption file: every word once, in order, whatever the display does."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chapterhouse.errors import SourceError
from chapterhouse.model import Source, Transcript
from chapterhouse.readers import read

WORD = st.sampled_from(
    ["no", "yes", "well", "the", "loom", "a", "card", "thread", "machine", "42", "it's", "-"]
)
LINE = st.lists(WORD, min_size=1, max_size=6).filter(lambda words: words[0] != "-")
SPEECH = st.lists(st.tuples(LINE, st.booleans()), min_size=3, max_size=25)
"""Lines of words, and whether the display is cleared before a line."""

Cue = tuple[int, int, list[str]]
"""Start and end in milliseconds, the lines that are shown."""


def clock(ms: int, point: str) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def tagged(words: list[str], start: int) -> str:
    """The words with time tags, a tenth of a second apart, as YouTube writes them."""
    rest = (f"<{clock(start + 100 * i, '.')}><c> {w}</c>" for i, w in enumerate(words[1:], 1))
    return words[0] + "".join(rest)


def rolling(speech: list[tuple[list[str], bool]], tags: bool, holds: bool) -> list[Cue]:
    """What a screen of two lines shows: the line above, and the new one."""
    cues: list[Cue] = []
    above, now = "", 0
    for words, cleared in speech:
        if cleared:
            above, now = "", now + 5000
        line = " ".join(words)
        end = now + 2000
        cues.append((now, end, [above or " ", tagged(words, now) if tags else line]))
        if holds:
            cues.append((end, end + 10, [line, " "]))
            end += 10
        above, now = line, end
    return cues


def as_vtt(cues: list[Cue]) -> str:
    blocks = [
        f"{clock(start, '.')} --> {clock(end, '.')} align:start position:0%\n" + "\n".join(lines)
        for start, end, lines in cues
    ]
    return "WEBVTT\nKind: captions\n\n" + "\n\n".join(blocks) + "\n"


def as_srt(cues: list[Cue], joined: bool = False) -> str:
    blocks = [
        f"{i}\n{clock(start, ',')} --> {clock(end, ',')}\n"
        + (" " if joined else "\n").join(line for line in lines if line.strip())
        for i, (start, end, lines) in enumerate(cues, 1)
    ]
    return "\n\n".join(blocks) + "\n"


def read_text(text: str) -> Transcript:
    return read(Source("x.vtt", text.encode("utf-8", "replace"), "0"))


def spoken(text: str) -> list[str]:
    return [word for segment in read_text(text).segments for word in segment.text.split()]


def said(speech: list[tuple[list[str], bool]]) -> list[str]:
    return [word for words, _ in speech for word in words]


@given(SPEECH)
def test_rolling_captions_with_word_times_say_every_word_once(
    speech: list[tuple[list[str], bool]],
) -> None:
    text = as_vtt(rolling(speech, tags=True, holds=True))
    assert spoken(text) == said(speech)
    for segment in read_text(text).segments:
        assert len(segment.word_starts) in (0, len(segment.text.split()))
        assert list(segment.word_starts) == sorted(segment.word_starts)


@given(SPEECH)
def test_rolling_captions_without_word_times_say_every_word_once(
    speech: list[tuple[list[str], bool]],
) -> None:
    cues = rolling(speech, tags=False, holds=True)
    assert spoken(as_vtt(cues)) == spoken(as_srt(cues)) == said(speech)
    assert spoken(as_srt(cues, joined=True)) == said(speech)


@given(SPEECH)
def test_rolling_captions_without_holding_cues_say_every_word_once(
    speech: list[tuple[list[str], bool]],
) -> None:
    # A screen that shows "no / no" again and again may as well stand still.
    assume(2 * sum(a[0] == b[0] for a, b in pairwise(speech)) < len(speech) - 1)
    speech = [(words, False) for words, _ in speech]
    assert spoken(as_srt(rolling(speech, tags=False, holds=False))) == said(speech)


@given(st.lists(LINE, min_size=1, max_size=25))
def test_captions_that_do_not_roll_keep_what_is_said_twice(lines: list[list[str]]) -> None:
    cues = [(i * 2000, i * 2000 + 2000, [" ".join(words)]) for i, words in enumerate(lines)]
    alike = sum(grows(a, b) for a, b in pairwise(lines))
    if alike * 2 < len(lines) - 1:
        words = [word for line in lines for word in line]
        assert spoken(as_vtt(cues)) == spoken(as_srt(cues)) == words


def grows(a: list[str], b: list[str]) -> bool:
    """Whether b repeats a's end and goes on, which is what rolling captions do."""
    return any(a[-n:] == b[:n] for n in range(1, len(b)))


TAGS = ("<v Jane Doe>", "</v>", "<i>", "</i>", "<00:00:01.500>", "<", ">", "{\\an8}", "&amp;")
MARKS = ("\n", "\n\n", " ", "Jane: ", "- ", ">> ", "\nNOTE ", "\nSTYLE\n", "\n7\n", "-->", "0:01,0")
TIMES = (
    "\n\n00:00:01.000 --> 00:00:02.000\n",
    "\n00:02,5-->00:03\n",
    "\n0:00:01.000,0:00:02.000\n",
)
PIECES = st.one_of(WORD, st.text(max_size=12), st.sampled_from((*TAGS, *MARKS, *TIMES)))


@given(
    st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["WEBVTT\n", "WEBVTT x\n\n", ""])
)
def test_no_word_of_a_caption_file_is_lost(body: str, head: str) -> None:
    text = head + "\n00:00:00.000 --> 00:00:01.000\nzebra " + body
    try:
        transcript = read_text(text)
    except SourceError as error:
        assert "\n" not in str(error)
        return
    segments = transcript.segments
    assert [s.line for s in segments] == sorted(s.line for s in segments)
    pieces = [(s.line, s.text) for s in segments] + [(x.line, x.text) for x in transcript.lines]
    found = "".join("".join(text.split()) for _, text in sorted(pieces, key=lambda piece: piece[0]))
    missing = [word for word in plain_words(text) if word not in found]
    assert missing == []


def plain_words(text: str) -> list[str]:
    """The runs of small letters of a source that are no markup."""
    plain = re.sub(r"<[^<>]*>|\{\\[^{}]*\}|&\w+;|WEBVTT|Jane:|Jane Doe", " ", text)
    return re.findall(r"[a-z]{2,}", plain)


EMPTY = ["-->", "0:01 --> 0:02", "WEBVTT\n\n-->\n\n", "WEBVTT\n0:01 --> 0:02"]


@pytest.mark.parametrize("text", EMPTY)
def test_captions_without_words_are_read_or_refused_in_one_line(text: str) -> None:
    try:
        assert read_text(text).segments == ()
    except SourceError as error:
        assert "\n" not in str(error)
