"""The kinds of change that are measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .sites import Sample

_AFTER, _LONG = 7, 30
"""Lines at the beginning that may be a head; characters of a line that is none."""
_REST, _BUSY = 2.0, 0.3
"""Seconds between two saves: of somebody who looks at the page, of somebody who writes."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change."""

    name: str
    save: Callable[[Sample, int], None]
    """Makes it: the page must have "seen-N" then, for this number."""
    pause: float = _REST
    """Seconds before each save."""


def _edited(sample: Sample, number: int) -> str:
    """One more word at the end of a line in which somebody speaks, near the beginning."""
    lines = sample.text.splitlines(keepends=True)
    place = next(at for at, line in enumerate(lines) if at > _AFTER and len(line) > _LONG)
    lines[place] = f"{lines[place].rstrip()} seen-{number}\n"
    return "".join(lines)


def _words(sample: Sample, number: int) -> None:
    text = _edited(sample, number)
    sample.transcript.write_text(text, encoding="utf-8")


def _words_atomically(sample: Sample, number: int) -> None:
    text = _edited(sample, number)
    other = sample.transcript.with_name(f".{sample.transcript.name}.tmp")
    other.write_text(text, encoding="utf-8")
    other.replace(sample.transcript)


def _title(sample: Sample, number: int) -> None:
    sample.write_override(f"title: What was seen-{number}\n")


def _title_in_place(sample: Sample, number: int) -> None:
    sample.write_override(f"title: What was seen-{number}\nslug: the-one-that-is-edited\n")


def _chapter(sample: Sample, number: int) -> None:
    chapters = f"chapters:\n  - 0:00 Beginning\n  - 5:00 Chapter seen-{number}\n"
    sample.write_override(f"slug: the-one-that-is-edited\n{chapters}")


def _site(sample: Sample, number: int) -> None:
    sample.write("content/site.toml", _toml(sample).replace("Bench", f"seen-{number} Bench"))


def _toml(sample: Sample) -> str:
    sample.write_site(0)
    return (sample.folder / "content/site.toml").read_text(encoding="utf-8")


KINDS = (
    Kind("words", _words),
    Kind("words, atomic save", _words_atomically),
    Kind("words, three saves a second", _words, _BUSY),
    Kind("title", _title_in_place),
    Kind("title and address", _title),
    Kind("chapter renamed", _chapter),
    Kind("site.toml", _site),
    Kind("template", Sample.write_template),
    Kind("style sheet", Sample.write_styles),
)
"""In the order in which they are measured."""
