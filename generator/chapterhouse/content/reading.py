"""Reads the files of content/ and finds everything that is wrong with them in one go."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ..errors import ChapterhouseError, ContentError, Failures
from ..front_matter import read_front_matter
from ..schema import CONTROL, convert
from ..toml_lines import toml_lines
from .claims import Read, clashes, episode_claims, person_claims, show_claims
from .types import Content, Override, PersonNote, SiteConfig

T = TypeVar("T")

SITE_FILE = "content/site.toml"
EPISODES_FOLDER = "content/episodes"
PEOPLE_FOLDER = "content/people"
TRANSCRIPTS_FOLDER = "seeds"

_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)\Z")


def load_content(site: Path, transcripts: str = TRANSCRIPTS_FOLDER) -> Content:
    """Reads content/ of the site in the folder `site`.

    The names in the folder `transcripts` tell which transcript an override without a
    `transcript` key belongs to: the one whose name differs in the ending only. Raises
    Failures with a ContentError for each problem; their paths are relative to `site`.
    """
    problems: list[ChapterhouseError] = []
    read_override = partial(_read_override, names=_transcript_names(site / transcripts))
    configs = _read_each(_read_config, site, [SITE_FILE], problems)
    overrides = _read_each(read_override, site, _markdown_files(site, EPISODES_FOLDER), problems)
    people = _read_each(_read_person, site, _markdown_files(site, PEOPLE_FOLDER), problems)
    problems += clashes(claim for config in configs for claim in show_claims(config))
    problems += clashes(claim for override in overrides for claim in episode_claims(override))
    problems += clashes(claim for person in people for claim in person_claims(person))
    if problems:
        raise Failures(problems)
    return Content(
        configs[0].value,
        {override.value.transcript: override.value for override in overrides},
        tuple(person.value for person in people),
    )


def _read_each(
    read: Callable[[Path, str], Read[T]],
    site: Path,
    paths: Iterable[str],
    problems: list[ChapterhouseError],
) -> list[Read[T]]:
    """What could be read; what is wrong with the rest is added to `problems`."""
    done: list[Read[T]] = []
    for path in paths:
        try:
            done.append(read(site, path))
        except Failures as failures:
            problems += failures.errors
        except ContentError as error:
            problems.append(error)
    return done


def _read_text(site: Path, path: str) -> str:
    """A file as text: UTF-8 with or without a byte order mark, lines ending in a newline."""
    try:
        data = (site / path).read_bytes()
    except FileNotFoundError:
        hint = 'create it with a line such as title = "My podcast"' if path == SITE_FILE else None
        raise ContentError("there is no such file", path=path, hint=hint) from None
    except OSError as error:
        raise ContentError(f"cannot be read ({error.strerror})", path=path) from error
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentError(
            "this is not UTF-8", path=path, line=line, hint="save it as UTF-8"
        ) from None
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"the control character U+{ord(found[0]):04X} cannot stand here"
        raise ContentError(message, path=path, line=line, hint="delete it")
    return text


def _read_config(site: Path, path: str) -> Read[SiteConfig]:
    text = _read_text(site, path)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken_toml(str(error), text, path) from None
    except RecursionError:
        raise ContentError("brackets stand too deep", path=path) from None
    lines = toml_lines(text)
    own = {"lines": _lines_of(values, lines, "corrections")}
    return Read(convert(SiteConfig, values, lines, path, own), path, lines)


def _lines_of(
    values: Mapping[str, object], lines: Callable[[tuple[str | int, ...]], int | None], *keys: str
) -> dict[str, int]:
    """Where the entries of these tables are written."""
    found: dict[str, int] = {}
    for key in keys:
        table = values.get(key)
        for name in table if isinstance(table, Mapping) else ():
            line = lines((key, str(name)))
            if line is not None:
                found[str(name)] = line
    return found


def _broken_toml(said: str, text: str, path: str) -> ContentError:
    """tomllib's own words, with the place where our errors have it."""
    place = _TOML_PLACE.search(said)
    line = None if place is None else int(place[1] or text.rstrip().count("\n") + 1)
    message = said[: place.start()] if place else said
    hint = 'text stands in quotes: key = "value"' if message == "Invalid value" else None
    message = message[:1].lower() + message[1:]
    return ContentError(f"TOML cannot be read: {message}", path=path, line=line, hint=hint)


def _read_override(site: Path, path: str, *, names: Mapping[str, Sequence[str]]) -> Read[Override]:
    front = read_front_matter(_read_text(site, path), path)
    named = front.values.get("transcript")
    values = {**front.values, "transcript": _transcript(named, path, names)}
    own = {
        "path": path,
        "notes": front.body,
        "line": front.line(("transcript",)),
        "lines": _lines_of(values, front.line, "speakers", "corrections"),
    }
    return Read(convert(Override, values, front.line, path, own), path, front.line)


def _transcript(named: object, path: str, names: Mapping[str, Sequence[str]]) -> object:
    """The name as the disk has it; what fits no file is left for `check_overrides`."""
    if named is None:
        alike = names.get(_stem(path), ())
        return alike[0] if len(alike) == 1 else _stem(path)
    if not isinstance(named, str):
        return named
    spellings = (
        name for name in names.get(_stem(named), ()) if _composed(name) == _composed(named)
    )
    return next(spellings, named)


def _read_person(site: Path, path: str) -> Read[PersonNote]:
    front = read_front_matter(_read_text(site, path), path)
    own = {"path": path, "bio": front.body}
    return Read(convert(PersonNote, front.values, front.line, path, own), path, front.line)


def _markdown_files(site: Path, folder: str) -> list[str]:
    """The paths, from the site's folder, of the Markdown files in a folder that may be absent."""
    found = (site / folder).glob("*") if (site / folder).is_dir() else ()
    names = sorted(path.name for path in found if path.suffix.lower() == ".md")
    return [f"{folder}/{name}" for name in names if not name.startswith(".")]


def _transcript_names(folder: Path) -> dict[str, list[str]]:
    """The names in a folder of transcripts, by what stands before their endings."""
    names: dict[str, list[str]] = {}
    for name in sorted({path.name for path in folder.rglob("*") if path.name[0] != "."}):
        names.setdefault(_stem(name), []).append(name)
    return names


def _stem(path: str) -> str:
    return PurePosixPath(_composed(path)).stem


def _composed(name: str) -> str:
    """Some systems keep the names of files with their accents taken apart."""
    return unicodedata.normalize("NFC", name)
