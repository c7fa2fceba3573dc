"""Transcripts of three hours and more, put together from those in seeds/: what a long page
weighs depends on how people talk, which no generated text shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

_LENGTH = 3 * 3600
"""Seconds."""

LONG = ("three-hours", "three-hours-of-captions")
"""The slugs of the two."""

T = TypeVar("T")

_EDITED = re.compile(r"(?m)^(\w+): (.+) \(([\d:]+)\)$")
_MARKED = re.compile(r"(?m)^\[([\d:]+)\] (?:(\w+) \w+: )?(.+)$")
_CAPTION = re.compile(r"(?m)^([\d:]+) (.+)$")

_SPEAKERS = {"Candost": "Alexey", "Jesper": "Santiago"}
"""Who stands for whom, so that three people speak."""


def write_long_site(folder: Path, seeds: Path) -> Path:
    """A site of two long episodes with everything that a page can have."""
    files = {"content/site.toml": 'title = "Long"\nedit_url = "https://example.org/{path}"\n'}
    for slug, text in zip(LONG, (edited_text(seeds), captions_text(seeds)), strict=True):
        files[f"seeds/{slug}.txt"] = text
        files[f"content/episodes/{slug}.md"] = (
            f"---\ntranscript: {slug}.txt\nslug: {slug}\n"
            "youtube: Vms29u9xC3k\naudio: https://example.org/a.mp3\n---\n"
        )
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def edited_text(seeds: Path) -> str:
    """Some 30,000 words in paragraphs of three speakers, with a heading every ten minutes."""
    lines = ["Engine Room", "Season 1, episode 1 of the Engine Room podcast with Alexander Hendorf"]
    heading = 0
    for who, said, second in _paragraphs(seeds):
        if second >= heading * 600:
            heading += 1
            lines.append(f"What part {heading} of the talk is about")
        lines.append(f"{who}: {said} ({_clock(second)})")
    return "\n\n".join(lines) + "\n"


def captions_text(seeds: Path) -> str:
    """Some 36,000 words in lines of captions, without speakers or headings."""
    read = [_captions(seeds, name) for name in ("001", "002", "001")]
    said_then = _one_after_the_other(read)
    lines = [f"{_clock(second)} {said}" for second, said in said_then if second < _LENGTH]
    return "\n".join(lines) + "\n"


def _paragraphs(seeds: Path) -> Iterator[tuple[str, str, int]]:
    """Speaker, words, second."""
    parts = [
        *(
            [(_seconds(t), (who, said)) for who, said, t in _found(seeds, n, _EDITED)]
            for n in _TALKS
        ),
        _marked(seeds),
    ]
    for second, (who, said) in _one_after_the_other(parts):
        yield _SPEAKERS.get(who, who), said, second


_TALKS = ("003", "004")


def _marked(seeds: Path) -> list[tuple[int, tuple[str, str]]]:
    """Of the transcript that names a speaker only where another one begins."""
    found, who = [], "Candost"
    for time, name, said in _found(seeds, "000", _MARKED):
        who = name or who
        found.append((_seconds(time), (who, said)))
    return found


def _captions(seeds: Path, name: str) -> list[tuple[int, str]]:
    return [(_seconds(time), said) for time, said in _found(seeds, name, _CAPTION)]


def _one_after_the_other(parts: list[list[tuple[int, T]]]) -> Iterator[tuple[int, T]]:
    begin = 0
    for part in parts:
        for second, said in part:
            yield begin + second, said
        begin += part[-1][0] + 5


def _found(seeds: Path, name: str, form: re.Pattern[str]) -> list[tuple[str, ...]]:
    (file,) = seeds.glob(f"{name}_*.txt")
    return form.findall(file.read_text(encoding="utf-8"))


def _seconds(time: str) -> int:
    seconds = 0
    for part in time.split(":"):
        seconds = 60 * seconds + int(part)
    return seconds


def _clock(second: int) -> str:
    return f"{second // 3600}:{second // 60 % 60:02}:{second % 60:02}"
