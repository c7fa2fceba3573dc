"""From bytes to a transcript: encodings, the choice of the reader, bad input."""

from __future__ import annotations

import pytest

from chapterhouse.errors import SourceError
from chapterhouse.model import Source, Transcript
from chapterhouse.readers import READERS, read

CAPTIONS = "0:00 café\n0:02 au lait\n"


def read_bytes(data: bytes) -> Transcript:
    return read(Source("seeds/x.txt", data, "0"))


def error_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_bytes(data)
    return str(caught.value)


@pytest.mark.parametrize("data", [b"", b"\n \r\n\t", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_one_clear_line(data: bytes) -> None:
    assert error_of(data) == "seeds/x.txt:1: the file is empty; put the transcript into it"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        bytes(range(256)),
        b"\xff\xfe\x00\xd8\x00",
        b"ID3\x00",
    ],
)
def test_a_binary_file_is_one_clear_line(data: bytes) -> None:
    assert error_of(data) == (
        "seeds/x.txt:1: the file is not text; a transcript is a text file in UTF-8; "
        "this looks like a recording, image or archive"
    )


def test_an_unknown_layout_lists_what_was_tried() -> None:
    message = error_of(b"\nOnce upon a time.\nThere was no transcript.\n")
    assert message.startswith("seeds/x.txt:2: no known transcript layout; tried ")
    for reader in READERS:
        assert f'{reader.name} "{reader.sample}"' in message


def test_a_byte_order_mark_and_crlf_change_nothing() -> None:
    plain = read_bytes(CAPTIONS.encode())
    marked = read_bytes(b"\xef\xbb\xbf" + CAPTIONS.replace("\n", "\r\n").encode())
    assert marked == plain
    assert plain.diagnostics == ()


def test_utf_16_is_read_with_a_warning() -> None:
    transcript = read_bytes(CAPTIONS.encode("utf-16"))
    assert [s.text for s in transcript.segments] == ["café", "au lait"]
    assert [d.message for d in transcript.diagnostics] == [
        "not UTF-8; read as UTF-16; save the file as UTF-8"
    ]


def test_windows_1252_is_read_with_a_warning_at_the_first_odd_byte() -> None:
    transcript = read_bytes("0:00 one\n0:02 café\n".encode("cp1252"))
    assert transcript.segments[1].text == "café"
    assert [(d.line, d.level) for d in transcript.diagnostics] == [(2, "warning")]


def test_a_page_of_prose_with_a_single_time_is_no_transcript() -> None:
    prose = "It rained for forty days.\n" * 30 + "Jane: It did. (0:05)\n"
    assert "no known transcript layout" in error_of(prose.encode())


def test_a_speaker_spelt_differently_once_is_pointed_out() -> None:
    lines = [f"Andrey: word {i}. (0:{i:02})\n\n" for i in range(10, 50)]
    lines[20] = lines[20].replace("Andrey", "Andreyy")
    transcript = read_bytes("".join(lines).encode())
    assert [(d.line, d.message) for d in transcript.diagnostics] == [
        (41, 'speaker "Andreyy" (1 time) may be "Andrey"')
    ]


def test_missing_times_are_reported_once_with_their_count() -> None:
    lines = [f"Jane: word {i}.{f' (0:{i})' if i % 2 else ''}\n" for i in range(10, 40)]
    found = read_bytes("".join(lines).encode()).diagnostics
    assert [(d.line, d.level) for d in found] == [(1, "info")]
    assert found[0].message == "15 paragraphs have no time (also lines 3, 5, 7, 9, 11, ...)"


def test_a_speaker_outside_the_speech_is_told() -> None:
    text = (
        "[00:00:00] Ada: Welcome.\n\n[00:00:05] Ben: Thanks.\n\n"
        "[00:00:09] Ada: How are you?\n\nBen: One more thing after the last time.\n"
    )
    transcript = read_bytes(text.encode())
    words = " ".join(segment.text for segment in transcript.segments)
    told = [d for d in transcript.diagnostics if d.level == "warning" and d.line == 7]
    assert "One more thing" in words or told


def test_control_characters_are_made_visible_and_told() -> None:
    transcript = read_bytes(b"0:00 one \x1b[31m two\n0:03 three\n0:05 four\n")
    assert transcript.segments[0].text == "one \ufffd[31m two"
    assert [(d.line, d.message) for d in transcript.diagnostics] == [
        (1, "control characters in 1 line made visible")
    ]


def test_numbered_speakers_are_no_slips_of_each_other() -> None:
    said = [f"[00:{n // 60:02}:{n % 60:02}] Speaker 1: word number {n}." for n in range(100)]
    said.insert(50, "[00:00:50] Speaker 2: one word.")
    said.insert(70, "[00:01:10] Speaker 2: another word.")
    transcript = read_bytes("\n\n".join(said).encode())
    assert {segment.speaker for segment in transcript.segments} == {"Speaker 1", "Speaker 2"}
    assert not [d for d in transcript.diagnostics if "may be" in d.message]
