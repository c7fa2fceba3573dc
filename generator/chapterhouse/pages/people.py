"""People: the list of them, and for each a page with all they appear and speak in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from .. import urls
from ..labels import Labels
from ..markdown import to_html, to_plain
from ..model import ChapterSummary, Person, Site, Summary, Talk
from ..paging import Slice, slices
from ..structured import person_data
from ..text import excerpt, fold
from ..views import (
    AppearanceView,
    LetterView,
    Link,
    Page,
    PeopleView,
    PersonCard,
    PersonView,
)
from .cards import EXCERPT, Cards
from .chapter_links import chapter_link
from .frame import Frame
from .pager import numbered, pager, placed

_MANY_PEOPLE = 40
"""So many are divided by letters."""
_FEW_EPISODES = 2
"""Of so many, the chapters are seen at once."""


def people_pages(site: Site, cards: Cards, frame: Frame) -> Iterator[Page]:
    """The list, then everybody."""
    title = frame.labels.say("People")
    letters = tuple(_letters(cards.people))
    yield frame.page(urls.PEOPLE, "people.html", title, "", PeopleView(len(cards.people), letters))
    summaries, said = {each.slug: each for each in site.episodes}, _said(site.episodes)
    places = {slug: place for place, slug in enumerate(summaries)}
    for person in site.people:
        mine = {*person.hosted, *person.appeared, *person.spoke}
        own = {slug: run for slug, run in said.get(person.name, {}).items() if slug in mine}
        known = _Known(person, summaries, places, own, cards, frame.labels)
        yield from _pages(known, frame)


def _letters(people: Sequence[PersonCard]) -> Iterator[LetterView]:
    if len(people) < _MANY_PEOPLE:
        yield LetterView("", "page-people", tuple(people))
        return
    by_letter = sorted(people, key=lambda person: _order(_letter(person.name)))
    for letter, run in groupby(by_letter, key=lambda person: _letter(person.name)):
        yield LetterView(letter, f"page-letter-{_sign(letter)}", tuple(run))


def _sign(letter: str) -> str:
    """Of its own for each letter, also where two alphabets have one that looks the same."""
    return letter.lower() if letter.isascii() and letter.isalpha() else f"{ord(letter):x}"


def _letter(name: str) -> str:
    """What a name is found under: "Ä" under "A"; what is no letter of an alphabet under "#"."""
    first = fold(name)[:1]
    return first.upper()[:1] if first.isalpha() and ord(first) < _IDEOGRAPHS else "#"


_IDEOGRAPHS = 0x2E80
"""From here on a script has too many signs for a heading each."""


def _order(letter: str) -> tuple[bool, str]:
    return letter == "#", letter


# --- who says what ----------------------------------------------------------------------

_Said = list[tuple[ChapterSummary, Talk]]
"""The chapters of one episode in which somebody speaks."""


def _said(episodes: Iterable[Summary]) -> dict[str, dict[str, _Said]]:
    """Name -> slug of an episode -> what they say there."""
    found: dict[str, dict[str, _Said]] = {}
    for episode in episodes:
        for chapter in episode.chapters:
            for talk in chapter.talk:
                mine = found.setdefault(talk.name, {}).setdefault(episode.slug, [])
                mine.append((chapter, talk))
    return found


# --- a person's page --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Known:
    """All that a person's pages are made of."""

    person: Person
    episodes: Mapping[str, Summary]
    places: Mapping[str, int]
    """Slug -> where it stands in the site's order."""
    said: Mapping[str, _Said]
    cards: Cards
    labels: Labels

    def appearances(self) -> list[Summary]:
        """All of them, in the site's order."""
        person = self.person
        mine = {*person.hosted, *person.appeared, *person.spoke}
        return [self.episodes[slug] for slug in sorted(mine, key=self.places.__getitem__)]


def _pages(known: _Known, frame: Frame) -> Iterator[Page]:
    """The newest episodes with all that is known of the person; older ones, where there are
    many, on pages of their own, which never change."""
    url = urls.person(known.person.slug)
    parts = slices(known.appearances())
    whole = _whole(known, url)
    bio = excerpt(to_plain(known.person.bio), EXCERPT)
    for part in parts:
        view = _view(whole if part.newest else _plain(known, url), known, part, parts)
        title = numbered(known.person.name, part, frame.labels)
        data = person_data(view, bio, frame.config.address) if part.newest else ""
        made_at = partial(_page, frame, title, bio if part.newest else "", data, view)
        yield from placed(made_at, part, parts, url)


def _page(frame: Frame, title: str, bio: str, data: str, view: PersonView, url: str) -> Page:
    return replace(frame.page(url, "person.html", title, bio, view), structured=data)


def _plain(known: _Known, url: str) -> PersonView:
    return PersonView(url=url, name=known.person.name)


def _whole(known: _Known, url: str) -> PersonView:
    person, said, labels = known.person, known.said, known.labels
    links = sorted(person.links.items(), key=lambda link: fold(link[0]))
    words = _words(said.values())
    of = sum(known.episodes[slug].words for slug in said)
    return PersonView(
        url=url,
        name=person.name,
        bio_html=to_html(person.bio),
        links=tuple(Link(label, address) for label, address in links),
        hosts=len(person.hosted),
        visits=len(person.appeared),
        speaks=len(person.spoke),
        chapters=sum(map(len, said.values())),
        time=_time(said.values(), labels),
        words=words,
        share=labels.percent(words / of) if of else "",
    )


def _view(
    view: PersonView, known: _Known, part: Slice[Summary], parts: Sequence[Slice[Summary]]
) -> PersonView:
    person = known.person
    appearances = {episode.slug: _appearance(episode, known) for episode in part.entries}
    return replace(
        view,
        appeared=_among(appearances, person.appeared),
        hosted=_among(appearances, person.hosted),
        spoke=_among(appearances, person.spoke),
        pager=pager(part, parts, view.url),
    )


def _among(
    appearances: Mapping[str, AppearanceView], slugs: Iterable[str]
) -> tuple[AppearanceView, ...]:
    return tuple(appearances[slug] for slug in slugs if slug in appearances)


def _appearance(episode: Summary, known: _Known) -> AppearanceView:
    said = known.said.get(episode.slug, [])
    words = _words([said])
    page = urls.episode(episode.slug)
    return AppearanceView(
        episode=known.cards.episodes[episode.slug],
        talk=_time([said], known.labels),
        share=known.labels.percent(words / episode.words) if words else "",
        chapters=tuple(chapter_link(chapter, page) for chapter, _ in said),
        unfolded=known.person.episodes <= _FEW_EPISODES,
    )


def _words(said: Iterable[_Said]) -> int:
    return sum(talk.words for run in said for _, talk in run)


def _time(said: Iterable[_Said], labels: Labels) -> str:
    """ "3 h 12 min"; "at least 3 h" where some of it has no times; "" where nothing has."""
    lengths = [talk.seconds for run in said for _, talk in run]
    label = labels.duration(sum(length or 0 for length in lengths))
    if label is None:
        return ""
    if None in lengths:
        return labels.say("at least %(time)s") % {"time": label.label}
    return label.label
