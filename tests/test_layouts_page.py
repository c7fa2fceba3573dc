"""docs/layouts.md: every layout has a sample, and every sample is read by its reader."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from chapterhouse.model import Source
from chapterhouse.readers import READERS, read
from conftest import REPOSITORY

PAGE = (REPOSITORY / "docs/layouts.md").read_text("utf-8").partition("\n# Chapter lists")[0]
ENDINGS = {"json": ".json", "markdown": ".md", "webvtt": ".vtt", "srt": ".srt", "sbv": ".sbv"}


def samples() -> list[tuple[str, str]]:
    """(layout, sample) for every fenced block below a layout's heading."""
    names = "|".join(reader.name for reader in READERS)
    parts = re.split(rf"^## ({names})$", PAGE, flags=re.MULTILINE)
    return [
        (name, sample)
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
        for sample in re.findall(r"^```\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    ]


@pytest.mark.parametrize(("name", "sample"), samples())
def test_a_sample_is_read_as_what_the_page_says(name: str, sample: str, tmp_path: Path) -> None:
    data = sample.encode()
    path = f"seeds/talk{ENDINGS.get(name, '.txt')}"
    transcript = read(Source(path, data, hashlib.sha256(data).hexdigest()))
    assert transcript.format == name
    assert len(transcript.segments) >= 2
    assert not [d for d in transcript.diagnostics if d.level != "info"]


def test_every_reader_is_on_the_page() -> None:
    assert {name for name, _ in samples()} == {reader.name for reader in READERS}
