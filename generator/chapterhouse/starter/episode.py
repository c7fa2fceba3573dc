"""`chapterhouse new episode FILE`: a transcript from anywhere becomes an episode of the site.

The file goes into seeds/ byte for byte, the chapter lists beside it with it, and a file in
content/episodes/ says what was understood, as comments: what nobody corrects stays understood
anew at each build, and gets better with Chapterhouse.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from ..content import EPISODES_FOLDER, SITE_FILE, load_content
from ..episodes import compose, title_of_file
from ..errors import ContentError, SourceError
from ..inspection import Understanding, understand
from ..model import Found, Source
from ..output import add
from ..sources import load_source
from ..text import slug

SEEDS = "seeds"

_ASKED = {
    "title": "Every word on the web",
    "season": 1,
    "number": 7,
    "date": date(2024, 5, 6),
    "guests": ["Ada Lovelace"],
    "hosts": ["Charles Babbage"],
    "description": "What it is about, in a sentence or two.",
}
"""What a host is asked to look over, with an example for what the transcript doesn't say."""

_BY_NAME = "file name"
"""The origin of what a file's name says."""

_MEDIA = ("youtube: 11-CHARACTER-ID-OR-ADDRESS", "audio: https://example.org/episode.mp3")


@dataclass(frozen=True, slots=True)
class NewEpisode:
    """What was made of a file."""

    understanding: Understanding
    transcript: str
    """Its path now, from the site's folder."""
    override: str | None
    """The file to correct it in, from the site's folder; None when there was one already."""
    missing: tuple[str, ...]
    """What the transcript doesn't say."""
    slug: str
    """The last part of the address that the episode will have, unless another has it."""


def take_in(file: Path, site: Path) -> NewEpisode:
    """Puts a transcript into the site in the folder `site`. A file that lies in its seeds/ stays.

    Raises SourceError for what is no transcript, ContentError where there is no site, OutputError
    when the disk refuses. Nothing that exists is overwritten.
    """
    _check_site(site)
    source = load_source(file)
    understood = understand(source)
    if not understood.transcript.segments:
        hint = "it takes what somebody said, in any layout of docs/layouts.md"
        raise SourceError("there is no speech in this file", path=source.path, hint=hint)
    name = _inside(file, site) or _copied(source, site)
    found = _found(understood)
    override = f"{EPISODES_FOLDER}/{PurePath(name).with_suffix('')}.md"
    new = not (site / override).exists()
    if new:
        add(_override(name, found, source.name).encode(), site / override)
    missing = tuple(key for key in _ASKED if key not in found)
    place = f"{SEEDS}/{name}"
    found_at = replace(understood.transcript, source=place)
    at = compose(found_at, load_content(site)).slug
    return NewEpisode(understood, place, override if new else None, missing, at)


def _check_site(site: Path) -> None:
    if not (site / SITE_FILE).is_file():
        hint = "run it in the site's folder, or name that with --site; chapterhouse new makes one"
        raise ContentError("there is no site here", path=site / SITE_FILE, hint=hint)


def _inside(file: Path, site: Path) -> str | None:
    """The file's path below seeds/, where it lies there already."""
    place, home = Path(os.path.realpath(file)), Path(os.path.realpath(site / SEEDS))
    return place.relative_to(home).as_posix() if place.is_relative_to(home) else None


# --- into seeds/ --------------------------------------------------------------------------


def _copied(source: Source, site: Path) -> str:
    """The name below seeds/ under which the transcript, and what lies beside it, is now."""
    was = PurePath(source.path)
    names = {source.path: source.data, **{each.path: each.data for each in source.companions}}
    for made in _names(was):
        new = {_renamed(PurePath(path).name, was, made): data for path, data in names.items()}
        if _is_there(new, site):
            return made
        if not any((site / SEEDS / name).exists() for name in new) and _is_free(made, site):
            for name, data in new.items():
                add(data, site / SEEDS / name)
            return made
    raise AssertionError("there is always another number")


def _names(was: PurePath) -> Iterator[str]:
    """talk.en.vtt, talk-2.en.vtt, ...: tidied, and never ending."""
    stem, *languages = was.name.removesuffix(was.suffix).split(".")
    tail = "".join(f".{slug(each, 'x')}" for each in languages) + was.suffix.lower()
    first, number = slug(stem, "episode"), 1
    while True:
        yield f"{first}{tail}" if number == 1 else f"{first}-{number}{tail}"
        number += 1


def _renamed(name: str, was: PurePath, made: str) -> str:
    """The new name of the transcript, or of a chapter list that begins with the old one's stem."""
    if name == was.name:
        return made
    old = was.name.removesuffix(was.suffix)
    new = made.removesuffix(was.suffix.lower())
    while not name.startswith(f"{old}."):
        old, new = old.rpartition(".")[0], new.rpartition(".")[0]
    return new + name.removeprefix(old)


def _is_there(new: Mapping[str, bytes], site: Path) -> bool:
    """Whether exactly this was taken in before."""
    places = {site / SEEDS / name: data for name, data in new.items()}
    return all(p.is_file() and p.read_bytes() == data for p, data in places.items())


def _is_free(made: str, site: Path) -> bool:
    """Whether no other transcript or override has this name, with whatever ending."""
    stem = made.removesuffix(PurePath(made).suffix)
    taken = (site / SEEDS).glob(f"{stem}.*")
    return not any(taken) and not (site / EPISODES_FOLDER / f"{stem}.md").exists()


# --- what was understood ------------------------------------------------------------------


def _found(understood: Understanding) -> dict[str, Found[object]]:
    """Field -> its value and where it stands, where there is one."""
    values: Mapping[str, Found[object] | None] = {
        name: getattr(understood.metadata, name) for name in _ASKED
    }
    return {name: each for name, each in values.items() if each is not None and each.value != ()}


def _override(name: str, found: Mapping[str, Found[object]], was: str) -> str:
    """The file's text. What only the transcript's former name said is written down for good."""
    told = {key for key in found if name != was and found[key].origin == _BY_NAME}
    missing = {key: value for key, value in _ASKED.items() if key not in found}
    lines = ["---", f"transcript: {_yaml(name)}"]
    lines += [f"{key}: {_yaml(found[key].value)}" for key in found if key in told]
    if found.keys() - told:
        lines += ["# Understood of the transcript. To correct a line, take the # off."]
        lines += [f"#{key}: {_yaml(found[key].value)}" for key in found if key not in told]
    if "title" in missing:
        title = title_of_file(name)
        lines += ["# A title makes the address: give it one before you build for the first time."]
        lines += [f"title: {_yaml(title)}"]
        del missing["title"]
    lines += ["# Not said in the transcript; what you know, write here."]
    lines += [f"#{key}: {_yaml(value)}" for key, value in missing.items()]
    return "\n".join([*lines, *(f"#{line}" for line in _MEDIA), "---", ""])


def _yaml(value: object) -> str:
    """JSON is YAML; a date and a plain list read better without its quotes."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
