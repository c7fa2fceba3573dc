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

from ..content import EPISODES_FOLDER, SITE_FILE, Content, load_content
from ..episodes import compose, title_of_file
from ..errors import ContentError, SourceError, placed
from ..files import is_scrap
from ..inspection import Understanding, understand
from ..model import Day, Episode, Found, Held, Source, Transcript
from ..names import first_lines
from ..output import add_all
from ..release import EVERYTHING, Release
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
    """What neither the transcript nor the site says."""
    nameless: tuple[str, ...]
    """Speaker labels of which nobody knows whose they are."""
    slug: str
    """The last part of the address that the episode will have, unless another has it."""
    held: Held
    """Why a build leaves it out."""
    appears: Day | None
    """The day from which it is published, where it has one."""


def take_in(file: Path, site: Path, release: Release = EVERYTHING) -> NewEpisode:
    """Puts a transcript into the site in the folder `site`. A file that lies in its seeds/ stays.

    Raises SourceError for what is no transcript, ContentError where there is no site, Failures
    where that has to be mended first, OutputError when the disk refuses; then nothing was written.
    Nothing that exists is overwritten.
    """
    _check_site(site)
    source, inside = load_source(file), _inside(file, site)
    _refuse_scrap(inside or file.name, source)
    understood = _understood(source)
    name, copies = (inside, {}) if inside else _copies(source, site)
    read = replace(understood.transcript, source=f"{SEEDS}/{name}")
    before, known = _composed(understood, read, site)
    override = f"{EPISODES_FOLDER}/{PurePath(name).with_suffix('')}.md"
    text = {} if (site / override).exists() else {override: _override(name, known, source.name)}
    add_all({**copies, **text}, site)
    episode = compose(read, load_content(site), before=before)
    return NewEpisode(
        understood,
        read.source,
        override if text else None,
        known.missing,
        known.nameless,
        episode.slug,
        release.holds(episode.draft, episode.release),
        episode.release,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the episode before a host has said anything of it."""

    found: Mapping[str, Found[object]]
    """Field -> what the transcript says."""
    at_all: Mapping[str, object]
    """Field -> what it or the site says: hosts may be those of the show."""
    nameless: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields of which nobody says anything."""
        return tuple(key for key in _ASKED if key not in self.found and key not in self.at_all)


def _check_site(site: Path) -> None:
    if not (site / SITE_FILE).is_file():
        hint = "run it in the site's folder, or name that with --site; chapterhouse new makes one"
        raise ContentError("there is no site here", path=site / SITE_FILE, hint=hint)


def _understood(source: Source) -> Understanding:
    found = understand(source)
    if not found.transcript.segments:
        hint = "it takes what somebody said, in any layout of docs/layouts.md"
        raise SourceError("there is no speech in this file", path=source.path, hint=hint)
    return found


def _inside(file: Path, site: Path) -> str | None:
    """The file's path below seeds/, where it lies there already."""
    place, home = Path(os.path.realpath(file)), Path(os.path.realpath(site / SEEDS))
    return place.relative_to(home).as_posix() if place.is_relative_to(home) else None


def _refuse_scrap(name: str, source: Source) -> None:
    if any(map(is_scrap, PurePath(name).parts)):
        hint = "rename it, or name the file that it is a copy of"
        raise SourceError(
            "no build takes a hidden file, or an editor's backup", path=source.path, hint=hint
        )


# --- into seeds/ --------------------------------------------------------------------------


def _copies(source: Source, site: Path) -> tuple[str, dict[str, bytes]]:
    """The name below seeds/ under which the transcript will be, and what has to be written for
    that, and for what lies beside it: path -> bytes."""
    was = PurePath(source.path)
    names = {source.path: source.data, **{each.path: each.data for each in source.companions}}
    for made in _names(was):
        new = {
            f"{SEEDS}/{_renamed(PurePath(path).name, was, made)}": data
            for path, data in names.items()
        }
        if _is_there(new, site):
            return made, {}
        if not any((site / path).exists() for path in new) and _is_free(made, site):
            return made, new
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
    places = {site / path: data for path, data in new.items()}
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


def _composed(understood: Understanding, read: Transcript, site: Path) -> tuple[Episode, _Known]:
    """The episode as the site would have it, and what is known of it."""
    with placed(site):
        content = load_content(site)
    episode = compose(read, content)
    known = _Known(_found(understood), _at_all(episode, content), _nameless(episode, read))
    return episode, known


def _at_all(episode: Episode, content: Content) -> dict[str, object]:
    """Field -> its value; a title only where somebody gave one."""
    override = content.override(episode.source)
    named = override is not None and override.title is not None
    values = {name: getattr(episode, name) for name in _ASKED if name != "title" or named}
    return {name: value for name, value in values.items() if value not in (None, ())}


def _nameless(episode: Episode, read: Transcript) -> tuple[str, ...]:
    labels = first_lines(read.segments).keys() & first_lines(episode.segments).keys()
    return tuple(sorted(labels - episode.voices.keys()))


def _override(name: str, known: _Known, was: str) -> bytes:
    """The file. What only the transcript's former name said is written down for good."""
    found, missing = known.found, {key: _ASKED[key] for key in known.missing}
    told = {key for key in found if name != was and found[key].origin == _BY_NAME}
    lines = ["---", f"transcript: {_yaml(name)}"]
    lines += [f"{key}: {_yaml(found[key].value)}" for key in found if key in told]
    if found.keys() - told:
        lines += ["# Understood of the transcript. To correct a line, take the # off."]
        lines += [f"#{key}: {_yaml(found[key].value)}" for key in found if key not in told]
    if others := known.at_all.keys() - found.keys():
        lines += ["# Said in site.toml. If it is otherwise in this episode, take the # off."]
        lines += [f"#{key}: {_yaml(known.at_all[key])}" for key in _ASKED if key in others]
    if "title" in missing:
        title = title_of_file(name)
        lines += ["# A title makes the address: give it one before you build for the first time."]
        lines += [f"title: {_yaml(title)}"]
        del missing["title"]
    lines += ["# Not said in the transcript; what you know, write here."]
    lines += [f"#{key}: {_yaml(value)}" for key, value in missing.items()]
    if known.nameless:
        lines += [f"#speakers: {_yaml(dict.fromkeys(known.nameless, 'FULL NAME'))}"]
    return "\n".join([*lines, *(f"#{line}" for line in _MEDIA), "---", ""]).encode()


def _yaml(value: object) -> str:
    """JSON is YAML; a date and a plain list read better without its quotes."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
