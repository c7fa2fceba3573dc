"""The host's own words: free pages and show notes, with their links resolved and their shortcodes
replaced, before any page is planned.

An episode's words are looked at only where a text quotes them or leads to a moment of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .. import urls
from ..anchors import moments_of
from ..content import Content, FreePage
from ..directory import directory
from ..errors import ChapterhouseError, Failures
from ..excerpts import Excerpts, excerpts, moments
from ..labels import Labels
from ..markdown import Moment
from ..model import Episode, Remark, Site
from ..views import Block
from .document import Writing
from .places import check_navigation, check_places
from .shortcodes import Cards, Library
from .targets import Targets
from .weaving import Moments, asked, headings, pictures_elsewhere, weave

__all__ = ["Cards", "Prose", "write"]


@dataclass(frozen=True, slots=True)
class Prose:
    """What pages show of the host's words."""

    notes: Mapping[str, tuple[Block, ...]]
    """Show notes, by the episode's source; none for an episode without any."""
    pages: Mapping[str, tuple[Block, ...]]
    """The bodies of free pages, by address."""
    remarks: tuple[Remark, ...] = ()
    """What the host should know of them."""


_NONE = Prose({}, {})


def write(
    content: Content,
    site: Site,
    episodes: Sequence[Episode],
    planned: Iterable[str],
    cards: Cards,
    labels: Labels,
    before: Prose = _NONE,
    changed: Collection[str] | None = None,
) -> Prose:
    """All of it. `planned` are the addresses of the site's other pages, `cards` those of episodes.

    With `changed`, episodes by their sources and pages by their addresses, only their words are
    woven anew, and the others are taken from `before` as they are.

    Raises Failures with everything that is wrong: addresses that two files want, dead links,
    shortcodes that can't be.
    """
    problems: list[ChapterhouseError] = list(check_places(content, planned))
    notes = {each.source: _notes(each, content) for each in episodes if each.notes.strip()}
    pages = {page.url: _page(page) for page in content.pages}
    known = _targets(content, site, planned, pages)
    wanted: Moments = set()
    new = {key for key in (*notes, *pages) if changed is None or key in changed}
    writings = [each for key, each in (*notes.items(), *pages.items()) if key in new]
    for writing in writings:
        if "{{" in writing.body or "#t" in writing.body:
            wanted |= asked(writing, known)
    problems += check_navigation(content, known)
    found = replace(known, excerpts=_excerpts(wanted, episodes))
    library = _library(site, cards, found, content.config.language)
    woven = _Loom(library, labels, problems)
    by_source = {each.source: each for each in episodes}
    made = Prose(
        {
            source: woven.notes(each, by_source[source])
            if source in new
            else before.notes.get(source, ())
            for source, each in notes.items()
        },
        {
            url: woven.page(each) if url in new else before.pages.get(url, ())
            for url, each in pages.items()
        },
        tuple(remark for each in writings for remark in pictures_elsewhere(each)),
    )
    if problems:
        raise Failures(problems)
    return made


@dataclass(frozen=True, slots=True)
class _Loom:
    """Weaves text after text, and gathers what is wrong in any of them."""

    library: Library
    labels: Labels
    problems: list[ChapterhouseError]

    def notes(self, writing: Writing, episode: Episode) -> tuple[Block, ...]:
        return self._weave(writing, _lazily(episode), False)

    def page(self, writing: Writing) -> tuple[Block, ...]:
        return self._weave(writing, lambda _seconds: None, True)

    def _weave(self, writing: Writing, moment: Moment, places: bool) -> tuple[Block, ...]:
        try:
            return weave(writing, self.library, self.labels, moment, places)
        except Failures as failures:
            self.problems.extend(failures.errors)
            return ()


def _lazily(episode: Episode) -> Moment:
    """Most notes name no time: the table of an episode's lines is made for the first that does."""
    made: list[Moment] = []

    def moment(seconds: float) -> str | None:
        if not made:
            made.append(moments(episode, moments_of(episode)))
        return made[0](seconds)

    return moment


def _notes(episode: Episode, content: Content) -> Writing:
    override = content.override(episode.source)
    path, line = (override.path, override.notes_line) if override else (episode.source, 1)
    return Writing(path, line, urls.episode(episode.slug), episode.notes)


def _page(page: FreePage) -> Writing:
    return Writing(page.path, page.line, page.url, page.body)


def _excerpts(wanted: Moments, episodes: Iterable[Episode]) -> dict[str, Excerpts]:
    seconds: dict[str, set[int]] = {}
    for slug, second in wanted:
        seconds.setdefault(slug, set()).add(second)
    return {e.slug: excerpts(e, seconds[e.slug]) for e in episodes if e.slug in seconds}


def _library(site: Site, cards: Cards, targets: Targets, language: str) -> Library:
    known = directory(site)
    episodes = {each.slug: each for each in site.episodes}
    return Library(site, episodes, known.people, known.shows, cards, targets, language)


# --- what can be linked to --------------------------------------------------------------


def _targets(
    content: Content, site: Site, planned: Iterable[str], pages: Mapping[str, Writing]
) -> Targets:
    files = dict(_files(content, site))
    episodes = {urls.episode(each.slug): each.slug for each in site.episodes}
    chapters = {
        urls.episode(each.slug): frozenset(chapter.anchor for chapter in each.chapters)
        for each in site.episodes
    }
    sections = {
        url: frozenset(heading.anchor for heading in headings(writing))
        for url, writing in pages.items()
    }
    addresses = frozenset([*planned, *files.values(), *episodes, *pages])
    held = frozenset(
        _below(each.path) for each in content.overrides.values() if _below(each.path) not in files
    )
    return Targets(files, addresses, {**chapters, **sections}, episodes, held, {})


def _files(content: Content, site: Site) -> Iterator[tuple[str, str]]:
    """(path below content/, address) of every file there that has one."""
    sources = {below: source for source in site.slugs for below in [source.partition("/")[2]]}
    for override in content.overrides.values():
        source = sources.get(override.transcript)
        if source is not None:
            yield _below(override.path), urls.episode(site.slugs[source])
    people = {person.name: person.slug for person in site.people}
    for note in content.people:
        if not note.hidden:
            yield _below(note.path), urls.person(people[note.name])
    for page in content.pages:
        yield _below(page.path), page.url
    yield from content.files.items()


def _below(path: str) -> str:
    return path.removeprefix("content/")
