"""Reads the files of content/ and finds everything that is wrong with them in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ..errors import ChapterhouseError, ContentError, Failures
from ..files import Folder
from ..front_matter import read_front_matter
from ..memory import Memory, no_memory
from ..schema import convert
from ..text import CONTROL
from ..toml_lines import Lines, read_toml, toml_lines
from .claims import Read, clashes, episode_claims, person_claims, show_claims
from .free import FILES_FOLDER, PAGES_FOLDER, file_address, is_page, page_address, titled
from .transcripts import FOLDER, Transcripts, transcripts
from .types import Content, FreePage, Override, PersonNote, SiteConfig

T = TypeVar("T")

SITE_FILE = "content/site.toml"
EPISODES_FOLDER = "content/episodes"
PEOPLE_FOLDER = "content/people"

_MARKDOWN = (".md", ".markdown")


def load_content(site: Path, memory: Memory | None = None) -> Content:
    """Reads content/ of the site in the folder `site`.

    The transcripts' names tell which of them an override without a `transcript` key belongs
    to: the one whose path, or name, differs in the ending only. Raises Failures with a
    ContentError for each problem; their paths are relative to `site`.
    """
    problems: list[ChapterhouseError] = []
    folder = Folder(site / "content", "content", ContentError)
    memory = memory or no_memory()
    known = memory.one("transcripts", _transcripts(site))
    read_override = partial(_read_override, known=known)
    file = partial(_remembered, memory=memory)
    configs = _read_each(file(_read_config), folder, [PurePosixPath(SITE_FILE).name], problems)
    episodes, notes = (
        _markdown_files(Folder(site / name, name, ContentError, folder.path), problems)
        for name in (EPISODES_FOLDER, PEOPLE_FOLDER)
    )
    overrides = _read_each(file(read_override, known), folder, episodes, problems)
    people = _read_each(file(_read_person), folder, notes, problems)
    free, files = _free_files(folder, problems)
    pages = _read_each(file(_read_page), folder, free, problems)
    problems += clashes(claim for config in configs for claim in show_claims(config))
    problems += clashes(claim for override in overrides for claim in episode_claims(override))
    problems += clashes(claim for person in people for claim in person_claims(person))
    if problems:
        raise Failures(problems)
    return Content(
        configs[0].value,
        {override.value.transcript: override.value for override in overrides},
        tuple(person.value for person in people),
        tuple(page.value for page in pages),
        files,
    )


def _read_each(
    read: Callable[[Folder, str], Read[T]],
    folder: Folder,
    names: Iterable[str],
    problems: list[ChapterhouseError],
) -> list[Read[T]]:
    """What could be read; what is wrong with the rest is added to `problems`."""
    done: list[Read[T]] = []
    for name in names:
        try:
            done.append(read(folder, name))
        except Failures as failures:
            problems += failures.errors
        except ContentError as error:
            problems.append(error)
    return done


def _remembered(
    read: Callable[[Folder, str], Read[T]], also: object = None, *, memory: Memory
) -> Callable[[Folder, str], Read[T]]:
    """The same function, which reads a file again when it has changed, or what `also` counts."""

    def remembered(folder: Folder, name: str) -> Read[T]:
        key = (folder.state(name), also)
        place = f"{folder.shown}/{name}"
        return memory.recall("file", place, key, partial(read, folder, name))

    return remembered


def _read_text(folder: Folder, name: str) -> str:
    path = f"{folder.shown}/{name}"
    if not folder.has(name):
        hint = 'create it with a line such as title = "My podcast"' if path == SITE_FILE else None
        raise ContentError("there is no such file", path=path, hint=hint)
    text = folder.text(name)
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        message = f"the control character U+{ord(found[0]):04X} cannot stand here"
        raise ContentError(message, path=path, line=line, hint="delete it")
    return text


def _read_config(folder: Folder, name: str) -> Read[SiteConfig]:
    text, path = _read_text(folder, name), f"{folder.shown}/{name}"
    values, lines = read_toml(text, path, ContentError), toml_lines(text)
    own = {
        "lines": _lines_of(values, lines, "corrections"),
        "theme_line": lines(("theme",)),
        "topic_lines": _topic_lines(values, lines),
        "look_lines": _look_lines(values.get("look"), lines),
        "language_line": lines(("language",)),
        "nav_lines": tuple(lines(("nav", n, "to")) for n in range(_length(values, "nav"))),
    }
    return Read(convert(SiteConfig, values, lines, path, own), path, lines)


def _lines_of(values: Mapping[str, object], lines: Lines, *keys: str) -> dict[str, int]:
    """Where the entries of these tables are written."""
    found: dict[str, int] = {}
    for key in keys:
        table = values.get(key)
        for name in table if isinstance(table, Mapping) else ():
            line = lines((key, str(name)))
            if line is not None:
                found[str(name)] = line
    return found


def _topic_lines(values: Mapping[str, object], lines: Lines) -> dict[str, int]:
    """Where the topics of the [topics] table are written."""
    table = values.get("topics")
    if not isinstance(table, Mapping):
        return {}
    found: dict[str, int | None] = {}
    for key in ("rename", "merge", "hide"):
        part = table.get(key)
        if isinstance(part, list):
            found |= {str(name): lines(("topics", key, at)) for at, name in enumerate(part)}
        elif isinstance(part, Mapping):
            for name, same in part.items():
                line = lines(("topics", key, str(name)))
                found |= dict.fromkeys(map(str, same if isinstance(same, list) else ()), line)
                found[str(name)] = line
    return {name: line for name, line in found.items() if line is not None}


def _look_lines(table: object, lines: Lines, *within: str) -> dict[str, int]:
    """Where the keys of [look], and of the tables in it, are written."""
    found: dict[str, int] = {}
    for key, value in table.items() if isinstance(table, Mapping) else ():
        path = (*within, str(key))
        found[".".join(path)] = lines(("look", *path)) or 1
        found |= _look_lines(value, lines, *path)
    return found


def _length(values: Mapping[str, object], key: str) -> int:
    found = values.get(key)
    return len(found) if isinstance(found, list) else 0


def _read_override(folder: Folder, name: str, *, known: Transcripts) -> Read[Override]:
    path = f"{folder.shown}/{name}"
    front = read_front_matter(_read_text(folder, name), path)
    named = front.values.get("transcript")
    values = {**front.values, "transcript": _transcript(named, path, known)}
    own = {
        "path": path,
        "notes": front.body,
        "notes_line": front.begins,
        "line": front.line(("transcript",)),
        "lines": _lines_of(values, front.line, "speakers", "corrections"),
    }
    return Read(convert(Override, values, front.line, path, own), path, front.line)


def _transcript(named: object, path: str, known: Transcripts) -> object:
    """The path as the disk has it; what fits no file is left for `check_overrides`."""
    if named is None:
        stem = str(PurePosixPath(path).relative_to(EPISODES_FOLDER).with_suffix(""))
        found = known.beside(stem)
        return found[0] if len(found) == 1 else stem
    found = known.called(named) if isinstance(named, str) else ()
    return found[0] if len(found) == 1 else named


def _read_person(folder: Folder, name: str) -> Read[PersonNote]:
    path = f"{folder.shown}/{name}"
    front = read_front_matter(_read_text(folder, name), path)
    own = {"path": path, "bio": front.body}
    return Read(convert(PersonNote, front.values, front.line, path, own), path, front.line)


def _read_page(folder: Folder, name: str) -> Read[FreePage]:
    path = f"{folder.shown}/{name}"
    front = read_front_matter(_read_text(folder, name), path)
    title, body = titled(front.values.get("title"), front.body)
    if title is None:
        hint = 'begin it with a heading ("# About us"), or with title: in front matter'
        raise ContentError("this page has no title", path=path, line=1, hint=hint)
    own = {
        "path": path,
        "url": page_address(name, front.values.get("slug")),
        "body": body,
        "line": front.begins,
    }
    values = {**front.values, "title": title}
    return Read(convert(FreePage, values, front.line, path, own), path, front.line)


def _free_files(
    folder: Folder, problems: list[ChapterhouseError]
) -> tuple[list[str], dict[str, str]]:
    """The Markdown files of pages, and the addresses of what lies beside them, by their paths
    below content/."""
    names: list[str] = []
    for below in (PAGES_FOLDER, FILES_FOLDER):
        try:
            inside = Folder(
                folder.path / below, f"{folder.shown}/{below}", ContentError, folder.path
            )
            names += [f"{below}/{name}" for name in inside.names()]
        except ContentError as error:
            problems.append(error)
    pages = [name for name in names if is_page(name)]
    return pages, {name: file_address(name) for name in names if name not in set(pages)}


def _markdown_files(folder: Folder, problems: list[ChapterhouseError]) -> list[str]:
    """The paths, in content/, of the Markdown files below one of its folders."""
    try:
        names = folder.names()
    except ContentError as error:
        problems.append(error)
        return []
    return [f"{folder.path.name}/{name}" for name in names if name.lower().endswith(_MARKDOWN)]


def _transcripts(site: Path) -> Transcripts:
    """What can't be listed is left for `find_sources` to say."""
    try:
        return transcripts(Folder(site / FOLDER, FOLDER, ContentError).names())
    except ContentError:
        return transcripts(())
