"""What holds for any bytes under any name: a transcript or a one-line error, and no word that
the file does not have."""

from __future__ import annotations

import codecs
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from chapterhouse.errors import SourceError
from chapterhouse.inspection import as_json, as_text, understand
from chapterhouse.model import Source, Transcript
from chapterhouse.readers import READERS, read
from chapterhouse.readers.script import decode
from chapterhouse.text import CONTROL

NAMES = st.sampled_from(
    ["x.txt", "x.md", "x.vtt", "x.srt", "x.sbv", "x.json", "x", "a/b.c/x.TXT", "s01e02-x.en.vtt"]
)
MARKS = ":[](){}*#>-–—_`~|\"'\\&<;,.?! \t\n\r0123456789"
ODD = "\ufeff\0\x1b\x0b\x85\u2028\ue000\ufffe\ud800\udfff\u0130\u00df\u0301\U0001f600"
PIECES = st.one_of(
    st.text(st.sampled_from(MARKS), max_size=8),
    st.text(st.sampled_from(ODD), max_size=2),
    st.sampled_from(["Ada", "Grace Hopper", "well", "yes", "Äther", "李雷", "\n\n", "\n", ": "]),
    st.sampled_from([reader.sample.replace(" / ", "\n") for reader in READERS]),
    st.sampled_from(
        ["WEBVTT\n\n", "---\n", "title: ", "## ", "**Ada:** ", ">> ", "NOTE ", "<v Ada>", "[0:01] "]
    ),
    st.sampled_from(["0:01 ", "(1:02)\n", "\n\n00:01.000 --> 00:02.000\n", '{"segments": [', "]}"]),
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "latin-1"])


def encoded(text: str, encoding: str) -> bytes:
    if encoding.startswith("utf-16-"):
        return codecs.BOM_UTF16_BE + text.encode(encoding, "surrogatepass")
    if encoding.startswith("utf"):
        return text.encode(encoding, "surrogatepass")
    return text.encode(encoding, "replace")


DATA = st.one_of(st.builds(encoded, TEXTS, ENCODINGS), st.binary(max_size=300))


def told(transcript: Transcript) -> str:
    """All that was read, speakers and times aside."""
    return " ".join(
        [
            *(segment.text for segment in transcript.segments),
            *(heading.title for heading in transcript.headings),
            *(line.text for line in transcript.lines),
        ]
    )


@given(DATA, NAMES)
@settings(max_examples=500)
def test_any_bytes_are_understood_or_refused_in_one_line(data: bytes, name: str) -> None:
    source = Source(name, data, "0")
    try:
        understood = understand(source)
    except SourceError as error:
        assert str(error).startswith(f"{name}:") and "\n" not in str(error)
        assert error.line is not None and error.hint
        return
    assert as_json(understood) and as_text(understood)
    lines = [d.line for d in understood.transcript.diagnostics]
    assert all(line >= 1 for line in lines)
    for segment in understood.transcript.segments:
        assert segment.text == " ".join(segment.text.split()) != ""
        assert not CONTROL.search(segment.text) and not CONTROL.search(segment.speaker or "")
        assert len(segment.word_starts) in (0, len(segment.text.split()))


@given(TEXTS, NAMES)
@settings(max_examples=400)
def test_no_word_is_invented(text: str, name: str) -> None:
    """Every run of letters that is told stands in the file: nothing is put in, nothing spelt
    otherwise. Entities and JSON's escapes are other spellings of a letter, so no backslash and
    no ampersand here."""
    text = text.replace("\\", "").replace("&", "")
    source = Source(name, text.encode("utf-8", "surrogatepass"), "0")
    try:
        transcript = read(source)
    except SourceError:
        return
    written = re.sub(r"[\W_]", "", "".join(decode(source).lines))
    assert all(word in written for word in re.findall(r"[^\W_]+", told(transcript)))
